"""The one harness of all rules: their examples, their wording, their declarations."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import import_module
from io import BytesIO
from typing import Any

import polars as pl
import pytest

from aidtrack import RULES, Columns, Given, InvalidRule, Lines, UnknownName, read, rule, validate
from aidtrack import rules as rules_package
from aidtrack.findings import Rule, Scope, Severity
from aidtrack.lines.issue import CellIssue
from aidtrack.model.field import FIELDS
from aidtrack.profiles import DEFAULT
from aidtrack.report.example import findings_of_example
from aidtrack.rules import rule_of_issue
from aidtrack.rules.facts import FACTS
from aidtrack.rules.soundness import check_expression
from aidtrack.text.reading import Note, Problem

_CASES = [
    pytest.param(
        each, example, broken, id=f"{each.code}-{'fails' if broken else 'passes'}-{number}"
    )
    for each in RULES
    for broken, examples in ((False, each.passes), (True, each.fails))
    for number, example in enumerate(examples)
]


@pytest.mark.parametrize(("declared", "example", "broken"), _CASES)
def test_examples(declared: Rule, example: Any, broken: bool) -> None:
    findings = findings_of_example(declared, example)
    assert bool(len(findings)) is broken
    for finding in findings:
        assert finding.rule is declared
        assert "{" not in finding.message
        assert "None" not in finding.message
        assert finding.message.strip() == finding.message != ""


def test_there_are_enough_rules_over_the_families() -> None:
    assert len(RULES) >= 25
    assert {each.code[2] for each in RULES} >= set("1234567")
    assert {each.scope for each in RULES} == set(Scope)


def test_codes_and_names_are_used_once() -> None:
    assert len({each.code for each in RULES}) == len(RULES)
    assert len({each.name for each in RULES}) == len(RULES)
    assert [each.code for each in RULES] == sorted(each.code for each in RULES)


@pytest.mark.parametrize("declared", RULES, ids=lambda each: each.code)
def test_a_rule_is_well_formed(declared: Rule) -> None:
    assert declared.summary.endswith(".")
    assert declared.summary[0].isupper()
    assert "\n" not in declared.summary
    assert declared.explanation
    assert declared.remedy.endswith(".")
    assert declared.remedy[0].isupper() or declared.remedy.startswith("`")
    assert "To correct" not in declared.explanation
    assert all(source.strip() for source in declared.cites)
    assert declared.passes
    assert declared.fails
    assert not declared.message.endswith(".")


def _modules() -> list[str]:
    prefix = f"{rules_package.__name__}."
    return [module.name for module in pkgutil.walk_packages(rules_package.__path__, prefix)]


def _declared_in(module: str) -> list[Rule]:
    found = vars(import_module(module)).values()
    return [value for value in found if isinstance(value, Rule)]


def test_a_module_holds_rules_of_one_family() -> None:
    for module in _modules():
        assert len({declared.code[2] for declared in _declared_in(module)}) <= 1, module


def test_every_declared_rule_is_asked() -> None:
    declared = {each.code for module in _modules() for each in _declared_in(module)}
    assert declared == {each.code for each in RULES}


def test_rules_about_documents_stand_together() -> None:
    homes = {
        each.code: module
        for module in _modules()
        for each in _declared_in(module)
        if each.scope is Scope.DOCUMENTS
    }
    assert {module.split(".")[2] for module in homes.values()} == {"documents"}
    assert len(homes) > 20


ISSUES = tuple(str(issue) for issue in (*Problem, *Note, *CellIssue))


@pytest.mark.parametrize("issue", ISSUES)
def test_every_issue_of_reading_raises_one_rule_at_each_field(issue: str) -> None:
    several = [each for each in RULES if issue in each.raised_by]
    for field in FIELDS.values():
        shape = getattr(field.shape, "inner", field.shape)
        named = [each for each in several if isinstance(shape, each.shapes)]
        rest = [each for each in several if not each.shapes]
        expected = several if len(several) == 1 else named or rest
        assert expected == [rule_of_issue(issue, field.shape)]


def test_rules_are_raised_by_issues_that_there_are_and_by_nothing_else() -> None:
    raised = {issue for each in RULES for issue in each.raised_by}
    assert raised == set(ISSUES)
    assert all(each.scope is Scope.CELL for each in RULES if each.raised_by or each.shapes)


def _rule_functions() -> list[tuple[str, ast.FunctionDef]]:
    functions = []
    for module in _modules():
        if not _declared_in(module):
            continue
        tree = ast.parse(inspect.getsource(import_module(module)))
        functions += [
            (module, node)
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and node.decorator_list
        ]
    return functions


def test_no_threshold_stands_in_a_rule() -> None:
    """Zero and one are arithmetic; every other number comes from a profile."""
    literals = [
        (module, function.name, node.value)
        for module, function in _rule_functions()
        for node in ast.walk(ast.Module(function.body, []))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
        and node.value not in (0, 1)
    ]
    assert not literals


CONSTANTS = {
    "_MONTHS": "the calendar",
    "_LITRES": "the metric system",
    "INTERNATIONAL_DIGITS": "the Harmonized System",
}
"""The numbers that modules of rules may hold: what no desk could ever set otherwise."""


def test_no_threshold_is_dressed_as_a_constant() -> None:
    """What a rule takes from its module is asked as well, decimals among it."""
    named = {
        name
        for module in filter(_declared_in, _modules())
        for name, value in vars(import_module(module)).items()
        if isinstance(value, int | float | Decimal) and value not in (0, 1)
    }
    assert named <= CONSTANTS.keys()


def test_blankness_is_asked_by_its_own_name() -> None:
    asked = [
        (module, function.name, node.attr)
        for module, function in _rule_functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and node.attr in ("is_null", "is_not_null")
    ]
    assert not asked


def test_every_threshold_has_its_source() -> None:
    for threshold in DEFAULT.thresholds.values():
        assert threshold.meaning.endswith(".")
        assert threshold.source
        assert threshold.edition
        assert threshold.checked is not None
        assert threshold.checked <= date(2026, 11, 22)


def _declare(message: str = "fault", **changes: Any) -> Any:
    parts: dict[str, Any] = {
        "cites": ["arithmetic"],
        "passes": [{"quantity": "1 each"}],
        "fails": [{"quantity": "2 each"}],
    }
    return rule(changes.pop("code", "AT901"), Severity.INFO, message, **(parts | changes))


def quantity_large(line: Columns, given: Given) -> pl.Expr:
    """A quantity is large."""
    return line.quantity > 1


def test_an_unknown_column_is_refused_when_declared() -> None:
    def fault(line: Columns, given: Given) -> pl.Expr:
        """A fault."""
        return line.quantty > 1

    with pytest.raises(UnknownName, match="did you mean 'quantity'"):
        _declare()(fault)


def test_an_unknown_threshold_is_refused_when_declared() -> None:
    def fault(line: Columns, given: Given) -> pl.Expr:
        """A fault."""
        return line.quantity > pl.lit(given.heaviest_package)

    with pytest.raises(UnknownName, match="did you mean 'heaviest_package_kg'"):
        _declare()(fault)


def test_an_unknown_name_in_the_message_is_refused() -> None:
    with pytest.raises(UnknownName, match="quantiti"):
        _declare("{quantiti}")(quantity_large)


@pytest.mark.parametrize(
    "examples",
    [
        {"passes": [{"quantty": "1 each"}]},
        {"fails": [{"quantity": "2 each", "quantty": "2 each"}]},
        {"fails": [[{"quantty": "2 each"}]]},
    ],
)
def test_a_misspelt_field_in_an_example_is_refused_when_declared(examples: dict[str, Any]) -> None:
    with pytest.raises(
        UnknownName, match=r"examples of rule AT901: 'quantty'; did you mean 'quant"
    ):
        _declare(**examples)(quantity_large)


def test_a_column_of_ones_own_may_stand_in_an_example() -> None:
    def colour_red(line: Columns, given: Given) -> pl.Expr:
        """A thing is red."""
        return line.extra("colour") == "red"

    mine = _declare(passes=[{"colour": "blue"}], fails=[{"colour": "red"}])(colour_red)
    assert len(findings_of_example(mine, {"colour": "red"})) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "XX901"},
        {"code": "AT09"},
        {"cites": []},
        {"passes": []},
        {"fails": []},
        {"scope": Scope.CELL},
        {"scope": Scope.GROUP},
        {"keys": ["batch"]},
        {"tells": {"others": lambda line: line.quantity}},
    ],
)
def test_an_incomplete_declaration_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidRule):
        _declare(**changes)(quantity_large)


def test_a_rule_without_a_sentence_is_refused() -> None:
    def fault(line: Columns, given: Given) -> pl.Expr:
        return line.quantity > 1

    with pytest.raises(InvalidRule, match="docstring"):
        _declare()(fault)


def test_a_rule_must_return_an_expression() -> None:
    def fault(line: Columns, given: Given) -> Any:
        """A fault."""
        return True

    with pytest.raises(InvalidRule, match="expression"):
        _declare()(fault)


@pytest.mark.parametrize(
    ("message", "got"),
    [
        ("{quantity:>5}", "{quantity:>5}"),
        ("{quantity!r}", "{quantity!r}"),
        ("{quantity.unit}", "{quantity.unit}"),
        ("{quantity[0]}", "{quantity[0]}"),
        ("{}", "{}"),
        ("{quantity", "expected '}'"),
    ],
)
def test_braces_hold_nothing_but_names(message: str, got: str) -> None:
    with pytest.raises(InvalidRule, match="AT901") as caught:
        _declare(message)(quantity_large)
    assert got in str(caught.value)


def test_doubled_braces_are_text() -> None:
    mine = _declare("{{quantity}} {quantity}")(quantity_large)
    assert mine.shown == ("quantity",)
    (finding,) = validate([{"quantity": "5 each"}], rules=[mine])
    assert finding.message == "{quantity} 5 each"


@pytest.mark.parametrize(
    ("ask", "has"),
    [
        (lambda line: line.batch.unit == "kg", "a unit, got batch, which has text and state"),
        (lambda line: line.batch.has_unit(), "a unit, got batch"),
        (lambda line: line.gross_weight.qualifier == "over", "a qualifier, got gross_weight"),
        (lambda line: line.gross_kg.unit == "kg", "a unit, got gross_kg, which has no part"),
        (lambda line: line.gross_kg.text == "5", "a text, got gross_kg"),
        (lambda line: line.gross_kg.is_blank(), "a state, got gross_kg"),
        (lambda line: line.extra("Ward").text == "5", "a text, got extra.Ward"),
    ],
)
def test_parts_that_a_column_does_not_have_are_refused(ask: Any, has: str) -> None:
    def fault(line: Columns, given: Given) -> Any:
        """A fault."""
        return ask(line)

    with pytest.raises(InvalidRule, match=has):
        _declare()(fault)


@pytest.mark.parametrize(
    ("scope", "fact"), [(Scope.GROUP, "count"), (Scope.CONSIGNMENT, "value_currency")]
)
def test_facts_have_no_parts(scope: Scope, fact: str) -> None:
    def fault(line: Columns, given: Given) -> Any:
        """A fault."""
        return getattr(line, fact).is_present()

    keys = ["batch"] if scope is Scope.GROUP else []
    with pytest.raises(InvalidRule, match=f"expected a column that has a state, got {fact}"):
        _declare(scope=scope, keys=keys)(fault)


@pytest.mark.parametrize(
    ("expression", "got"),
    [
        (lambda line: line.quantity * 2, "got Decimal"),
        (lambda line: line.description.str.to_lowercase(), "got String"),
        (lambda line: line.quantity.is_in(pl.col("batch")), "cannot be evaluated: .*batch"),
        (lambda line: line.batch > 5, "cannot be evaluated"),
    ],
)
def test_what_is_not_true_or_false_is_refused(expression: Any, got: str) -> None:
    def fault(line: Columns, given: Given) -> Any:
        """A fault."""
        return expression(line)

    with pytest.raises(InvalidRule, match=f"rule AT901 .*{got}"):
        _declare()(fault)


@pytest.mark.parametrize(
    "expression",
    [
        lambda line: line.quantity > line.quantity.mean(),
        lambda line: line.quantity.max() > 5,
        lambda line: (line.kind == "vaccine").any(),
        lambda line: line.quantity.sum().over(line.reference) > 5,
        lambda line: line.batch.is_duplicated(),
        lambda line: line.batch == line.batch.shift(1),
        lambda line: line.batch == line.batch.shift(-1),
        lambda line: line.quantity.cum_sum() > 5,
        lambda line: line.quantity.fill_null(strategy="forward") > 5,
        lambda line: (line.quantity > 5) & (pl.len() > 1),
        lambda line: line.expiry < line.expiry.sort(),
        lambda line: line.gross_kg.rank() > 5,
        lambda line: line.batch.drop_nulls() == "B",
    ],
    ids=map(str, range(13)),
)
def test_a_rule_of_lines_looks_at_one_line_at_a_time(expression: Any) -> None:
    def fault(line: Columns, given: Given) -> Any:
        """A fault."""
        return expression(line)

    with pytest.raises(InvalidRule, match="rule AT901 looks at one line at a time, but"):
        _declare()(fault)


@pytest.mark.parametrize(
    "expression",
    [
        lambda line: line.kind.is_in(["vaccine", "monitor"]),
        lambda line: pl.all_horizontal(line.batch.is_blank(), line.expiry.is_present()),
        lambda line: line.serials.str.split(",").list.len() > 5,
        lambda line: line.serials.str.split(",").list.eval(pl.element() == "5").list.any(),
        lambda line: line.batch.replace({"B": "C"}) == "C",
        lambda line: line.batch.str.to_integer() > 5,
        lambda line: line.batch.map_elements(str.isalpha, return_dtype=pl.Boolean),
        lambda line: line.extra("Ward").is_present() & (line.quantity.unit == "kg"),
    ],
    ids=map(str, range(8)),
)
def test_what_looks_at_one_line_is_taken(expression: Any) -> None:
    def fault(line: Columns, given: Given) -> Any:
        """A fault."""
        return expression(line)

    assert _declare()(fault).code == "AT901"


@pytest.mark.parametrize(
    "declared", [each for each in RULES if each.fault], ids=lambda each: each.code
)
def test_the_librarys_own_expressions_are_sound(declared: Rule) -> None:
    columns = Columns(FACTS[declared.scope])
    assert declared.fault is not None
    expression = declared.fault(columns, Given.recording())
    check_expression(declared.code, declared.scope, expression, columns.named)


def test_two_rules_of_one_code_are_refused() -> None:
    with pytest.raises(InvalidRule, match="AT901"):
        validate([], rules=[_declare()(quantity_large), _declare()(quantity_large)])


def test_a_rule_of_ones_own_finds() -> None:
    mine = _declare("{quantity} is large")(quantity_large)
    [finding] = validate(Lines.of([{"quantity": "5 carton"}]), rules=[mine])
    assert str(finding) == "row 1: quantity: AT901 info: 5 carton is large"


def test_a_rule_on_a_column_of_ones_own_points_to_it() -> None:
    def colour_red(line: Columns, given: Given) -> pl.Expr:
        """A thing is red."""
        return line.extra("colour") == "red"

    mine = _declare("red")(colour_red)
    [finding] = validate(Lines.of([{"quantity": "1 each", "colour": "red"}]), rules=[mine])
    assert (finding.place.field, finding.place.value) == ("extra.colour", "red")


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_a_declared_figure_without_a_unit_is_found_once(batch: int) -> None:
    claims = {"declared_gross_weight": "22000", "declared_value": "5000", "reference": "A-1"}
    findings = validate([claims | {"quantity": "1 each"}] * 3, batch=batch)
    assert [
        finding.message for code in ("AT711", "AT712") for finding in findings.of_rule(code)
    ] == [
        "the declared gross weight 22000 has no unit",
        "the declared value 5000 has no currency",
    ]
    reasons = {item.rule.code: item.reason for item in validate([{"quantity": "1 each"}]).not_asked}
    assert reasons["AT711"] == "no consignment states declared_gross_weight"


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_a_number_that_stands_on_every_line_is_found_once(batch: int) -> None:
    rows = [
        {"reference": reference, "waybill": "020-81140744", "container_number": "CSQU3054384"}
        for reference in ("A-1", "A-1", "B-2")
    ]
    counts = validate(rows, batch=batch).counts()
    assert (counts["AT212"], counts["AT213"]) == (2, 2)


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_what_a_group_tells_does_not_depend_on_batches_nor_on_other_groups(batch: int) -> None:
    rows = [
        {"reference": reference, "description": "tents", "parcels": parcels}
        for reference, parcels in (
            *(("B-2", "7-9"), ("A-1", "10-40"), ("A-1", "1-3"), ("B-2", "1-7"), ("A-1", "various")),
            *(("A-1", "5-6"), ("A-1", "5-6"), ("A-1", "30-35")),
        )
    ]
    findings = validate(rows, batch=batch)
    assert [each.message for each in findings.of_rule("AT318")] == [
        "no line has parcels 7 to 9, before 10-40",
        "no line has parcel 4, before 5-6",
    ]
    assert [each.message for each in findings.of_rule("AT319")] == [
        "the parcels 7-9 overlap with 1-7 of another line",
        "the parcels 10-40 overlap with 30-35 of another line",
        "the parcels 1-7 overlap with 7-9 of another line",
        "the parcels 30-35 overlap with 10-40 of another line",
    ]


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_lines_that_lack_what_no_column_states_are_named(batch: int) -> None:
    goods = ["amoxicillin 500 mg tablets"] * 5 + ["tent"] * 2
    table = "item,qty\n" + "".join(f"{item},5 each\n" for item in goods)
    lines = read(BytesIO(table.encode()))
    (some,) = validate(lines, batch=batch).of_rule("AT601")
    assert some.message.endswith("(5 lines concerned: rows 2, 3, 4 and 2 more)")
    (every,) = validate(lines, batch=batch).of_rule("AT503")
    assert every.message.endswith("(7 lines concerned)")


@pytest.mark.parametrize("batch", [1, 2, 100])
@pytest.mark.parametrize(
    ("declared", "said"), [("2", []), ("3", ["3 packages are declared, but "])]
)
def test_the_packages_of_a_shared_parcel_count_once(
    batch: int, declared: str, said: list[str]
) -> None:
    rows = [
        {"reference": "A-1", "declared_packages": declared, "packages": "1", "parcels": parcel}
        for parcel in ("1", "2", "1")
    ]
    found = validate(rows, batch=batch).of_rule("AT702")
    assert [each.message for each in found] == [f"{text}the lines have 2" for text in said]


@pytest.mark.parametrize("batch", [1, 3, 100])
def test_one_line_of_nine_that_differs_is_found_with_one_of_the_others(batch: int) -> None:
    rows = [{"reference": "A-1", "recipient_country": "IN"} for _ in range(9)]
    rows[4] |= {"recipient_country": "NP"}
    found = validate(rows, batch=batch).of_rule("AT508")
    assert [(each.place.row, each.place.value) for each in found] == [(1, "IN"), (5, "NP")]


def test_a_failing_expression_names_its_rule() -> None:
    def fault(line: Columns, given: Given) -> pl.Expr:
        """A fault."""
        return line.description.dt.year() > 1

    with pytest.raises(InvalidRule, match="AT901"):
        validate(Lines.of([{"description": "x"}]), rules=[_declare()(fault)])


def test_a_rule_without_its_date_is_not_asked() -> None:
    lines = Lines.of([{"expiry": "2020-01-01"}])
    reasons = {item.rule.code: item.reason for item in validate(lines).not_asked}
    assert reasons["AT402"] == "not told: today"
    assert "AT402" not in {
        item.rule.code for item in validate(lines, today=date(2026, 11, 22)).not_asked
    }


def test_a_rule_that_nobody_can_answer_says_what_is_missing() -> None:
    reasons = {
        item.rule.code: item.reason
        for item in validate(Lines.of([{"gross_weight": "1 kg"}])).not_asked
    }
    assert reasons["AT302"] == "no line states net_weight"
    assert reasons["AT707"] == "needs several documents of one consignment"


def test_a_rule_about_other_goods_is_said_to_be_about_no_line() -> None:
    tent = {"kind": "item", "description": "Tent", "quantity": "10 each", "gross_weight": "600 kg"}
    reasons = {item.rule.code: item.reason for item in validate(Lines.of([tent])).not_asked}
    told = "no line that it is about has all of: kind, quantity, gross_weight"
    assert reasons["AT314"] == told


def test_a_list_that_does_not_say_what_the_goods_are_is_told_once() -> None:
    text = "Ref,Zorblax,Quantity,Frobnitz\nA,Paracetamol,20 boxes,01/2020\nA,Ibuprofen,3 boxes,\n"
    findings = validate(read(BytesIO(text.encode())))
    [finding] = findings.of_rule("AT217")
    assert finding.place.row == 1
    assert finding.message == (
        "nothing says what the goods are, so that no rule about goods could be asked; no column "
        "states it (2 lines concerned); not read as any field: Zorblax, Frobnitz"
    )


def test_a_header_that_names_the_goods_says_what_they_are() -> None:
    text = "Ref,Vaccine,Quantity\nA,,20 vials\n"
    assert not list(validate(read(BytesIO(text.encode()))).of_rule("AT217"))


def test_a_date_with_two_readings_is_expired_if_both_are_past() -> None:
    lines = Lines.of([{"description": "tablets", "expiry": "03/04/2026"}])
    both, one = date(2026, 4, 4), date(2026, 4, 3)
    assert "AT402" in validate(lines, today=both).counts()
    assert "AT402" not in validate(lines, today=one).counts()
    assert lines.frame["expiry"].item() is None, "its order is not settled by that"


SEVERAL = [(each, example) for each in RULES if each.several for example in each.fails]


@pytest.mark.parametrize(("each", "example"), SEVERAL)
def test_a_line_alone_in_its_group_is_not_at_fault(each: Rule, example: Any) -> None:
    asked = replace(each, several=False)
    for row in example:
        assert not list(validate([row], rules=[asked], today=date(2026, 11, 22)))


NEEDY = [(each, example) for each in RULES if each.needs for example in (*each.passes, *each.fails)]


@pytest.mark.parametrize(("each", "example"), NEEDY)
def test_a_rule_is_silent_without_what_it_needs(each: Rule, example: Any) -> None:
    asked = replace(each, needs=frozenset(), several=False)
    lines = [example] if isinstance(example, Mapping) else example
    for name in each.needs:
        rows = [{key: text for key, text in row.items() if key != name} for row in lines]
        findings = validate(rows, rules=[asked], today=date(2026, 11, 22))
        assert not list(findings)
        assert [skipped.rule.code for skipped in findings.not_asked] == [each.code]
