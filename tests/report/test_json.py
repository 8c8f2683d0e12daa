"""The JSON contracts: real results keep to their schemas, and the page tells them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from aidtrack.errors import UnknownName
from aidtrack.lines import Lines
from aidtrack.model import Consignment, Item, Monitor
from aidtrack.report import render, stream
from aidtrack.rules import RULES
from aidtrack.rules.version import rules_version
from aidtrack.summary import summarise
from aidtrack.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from aidtrack.checking import Check

OF_LEDGERS = ("balance", "claims", "outstanding", "expiring", "trace", "verification")
CONTRACTS = ("findings", "summary", *OF_LEDGERS)
TOP = ["schema", "tool", "rules_version", "today", "profile", "profiles", "options", "sources",
       "summary", "truncated", "findings"]  # fmt: skip
FINDING = ["code", "name", "severity", "scope", "message", "file", "sheet", "cell", "row", "column",
           "header", "field", "value", "read_as", "places", "candidates", "consignment", "line",
           "suggestion", "fingerprint", "remedy", "cites", "page"]  # fmt: skip
GROUP = ["key", "consignments", "lines", "quantity", "unread_quantities", "gross_weight",
         "net_weight", "volume", "flow", "value", "unvalued", "declared"]  # fmt: skip


@pytest.fixture(scope="session")
def schemas(root: Path) -> dict[str, Any]:
    """The JSON Schema of each contract."""
    folder = root / "docs" / "reference" / "schemas"
    return {
        name: json.loads((folder / f"aidtrack-{name}-1.schema.json").read_text("utf-8"))
        for name in CONTRACTS
    }


@pytest.fixture
def valid(schemas: dict[str, Any]) -> Callable[[str, str], Any]:
    """Read a document that must keep to its contract."""

    def read(name: str, text: str) -> Any:
        document = json.loads(text)
        jsonschema.Draft202012Validator(schemas[name]).validate(document)
        return document

    return read


@pytest.mark.parametrize("name", CONTRACTS)
def test_schema_is_one(schemas: dict[str, Any], name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas[name])


@pytest.mark.parametrize("name", CONTRACTS)
def test_schema_refuses_what_it_does_not_name(schemas: dict[str, Any], name: str) -> None:
    for path, part in objects_of(schemas[name], name):
        if "properties" in part:
            assert part["additionalProperties"] is False, path


def objects_of(schema: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a schema that describes objects."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield path, schema
        for key, part in schema.items():
            yield from objects_of(part, f"{path}.{key}")
    elif isinstance(schema, list):
        for number, part in enumerate(schema):
            yield from objects_of(part, f"{path}[{number}]")


def test_findings(checked: Callable[..., Check], manifest: str, valid: Callable[..., Any]) -> None:
    document = valid("findings", render(checked(manifest).findings, to="json"))
    assert list(document) == TOP
    assert document["schema"] == "aidtrack-findings/1"
    assert document["tool"] == "aidtrack 0.1.0"
    assert document["today"] == "2026-11-22"
    assert document["profile"] == ["default"]
    assert document["options"] == {}
    assert document["summary"] == {
        "ok": False, "lines": 3, "errors": 1, "warnings": 1, "infos": 2,
        "rules": {"AT901": 1, "AT902": 1, "AT903": 2},
        "not_asked": [{"code": "AT904", "reason": "no line states expiry"}],
        "suppressed": [], "unmatched": [],
    }  # fmt: skip
    first = document["findings"][0]
    assert list(first) == FINDING
    assert first["cell"] == "G2"
    assert first["places"][0]["cell"] == "H2"
    assert first["page"] is None, "a rule of one's own has no page"
    assert document["truncated"] is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "alpha,beta\n1,2\n",
        "line,description,quantity\n",
        'line,description,quantity,gross weight,expiry\n1,=1+1,1,"1,200",02/03/26\n',
        "reference,line,qty,unit,value (EUR),net weight\nA,1,20,blorps,1.500,see line 2\n",
        "donor,recipient,donor country\n\u202eFrance,\x1b[2J,Congo\n",
        '[{"reference": "A-1", "lines": [{"kind": "monitor", "quantity": "1.5 each"}]}]',
    ],
)
def test_all_rules_keep_to_the_contract(
    checked: Callable[..., Check], valid: Callable[..., Any], text: str
) -> None:
    result = checked(text, rules=RULES, by=["donor", "kind", "item", "country", "month"])
    valid("findings", render(result.findings, to="json"))
    valid("summary", render(result.summary, to="json"))


def test_objects_keep_to_the_contract(valid: Callable[..., Any]) -> None:
    lamps = Item(description="lamp", category="other", quantity="2 each")
    gift = Consignment(lines=(Monitor(quantity="1 each"), lamps))
    document = valid("findings", render(validate(gift), to="json"))
    assert document["today"] is None
    assert document["sources"][0]["file"] is None
    [entry] = [
        each
        for each in valid("summary", render(summarise(gift), to="json"))["total"]["quantity"]
        if each["kind"] == "item"
    ]
    assert entry["description"] == "lamp"
    bare = valid(
        "summary",
        render(summarise(Lines.of([{"description": "lamp", "quantity": "5"}])), to="json"),
    )
    assert bare["total"]["quantity"][0]["unit"] is None


def test_the_india_manifest(root: Path, valid: Callable[..., Any]) -> None:
    from aidtrack.checking import check

    result = check(root / "examples" / "india_2021" / "april_2021.csv", by=["donor", "kind"])
    valid("findings", render(result.findings, to="json"))
    document = valid("summary", render(result.summary, to="json"))
    assert list(document) == ["schema", "tool", "by", "sources", "groups", "total"]
    assert all(list(group) == GROUP for group in document["groups"])
    assert list(document["total"]) == GROUP[1:]
    assert document["total"]["declared"] == [
        {
            "consignment": "RU-IN-2021-04-29",
            "gross_weight": {"qualifier": "over", "value": "22000", "unit": "kg"},
        }
    ]


def test_numbers_are_texts_and_nothing_is_null(valid: Callable[..., Any]) -> None:
    rows = [
        {
            "description": "salt",
            "quantity": "0.10 kg",
            "value": "1200.50 USD",
            "gross_weight": "22 t",
        }
    ]
    total = valid("summary", render(summarise(Lines.of(rows)), to="json"))["total"]
    assert total["quantity"][0]["value"] == "0.1"
    assert total["value"][0]["amount"] == "1200.5"
    assert total["gross_weight"] == {
        "value": "22000", "unit": "kg", "known": 1, "elsewhere": 0, "of": 1,
    }  # fmt: skip
    assert total["volume"]["value"] is None


def test_at_most_a_thousand_of_a_rule(
    checked: Callable[..., Check], valid: Callable[..., Any]
) -> None:
    lines = "".join(f"France,{number + 500} each\n" for number in range(1500))
    findings = checked(f"donor,quantity\n{lines}").findings
    document = valid("findings", render(findings, to="json"))
    assert document["truncated"] is True
    assert document["summary"]["rules"] == {"AT903": 1500}
    assert [found["row"] for found in document["findings"]] == list(range(2, 1002))
    assert sum(1 for _ in stream(findings, to="jsonl")) == 1500


def test_jsonl_is_a_finding_for_each_line(
    checked: Callable[..., Check], manifest: str, schemas: dict[str, Any]
) -> None:
    lines = [json.loads(line) for line in stream(checked(manifest).findings, to="jsonl")]
    finding = {**schemas["findings"]["$defs"]["finding"], "$defs": schemas["findings"]["$defs"]}
    for line in lines:
        jsonschema.Draft202012Validator(finding).validate(line)
    assert [line["code"] for line in lines] == ["AT901", "AT903", "AT902", "AT903"]


def test_the_same_every_time(checked: Callable[..., Check], manifest: str) -> None:
    first, second = (checked(manifest, by=["donor"]) for _ in range(2))
    assert render(first, to="json") == render(second, to="json")


def test_both_in_one(checked: Callable[..., Check], manifest: str, schemas: dict[str, Any]) -> None:
    document = json.loads(render(checked(manifest), to="json"))
    assert list(document) == ["findings", "summary"]
    for name in ("findings", "summary"):
        jsonschema.Draft202012Validator(schemas[name]).validate(document[name])


def test_hostile_text_is_escaped(checked: Callable[..., Check]) -> None:
    text = "donor,line,quantity\nFrance,\x1b[2J\x9b\u202e\u2028Côte,200 each\n"
    shown = render(checked(text).findings, to="json")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2066-\u2069]", shown)
    assert json.loads(shown)["findings"][0]["line"] == "\x1b[2J\x9b\u202e\u2028Côte"
    assert "Côte" in shown


def test_rules_version_follows_the_rules() -> None:
    version = rules_version(RULES)
    assert re.fullmatch("[0-9a-f]{12}", version)
    assert version == rules_version(reversed(RULES))
    assert version != rules_version(RULES[1:])


def test_unknown_format() -> None:
    findings, summary = validate([]), summarise([])
    with pytest.raises(UnknownName, match="unknown format 'jason'; did you mean 'json'"):
        render(findings, to="jason")
    with pytest.raises(UnknownName):
        render(summary, to="jsonl")
    with pytest.raises(TypeError, match="expected Findings, a Summary or a Check, got str"):
        render("findings")  # type: ignore[arg-type]


# --- the page ------------------------------------------------------------------------------------

INTRODUCTION = """\
# JSON contracts

What `--format json` writes and `aidtrack.render(…, to="json")` returns. Other programs read it, so
that a key is never renamed, removed or given another meaning without a new number in `schema`.
Numbers that are measured, counted in units or paid are texts of decimal digits, so that no reader
rounds them. Every key is always there, unless the table says *optional*; a key whose value is not
known is `null` where the table says so. The order of keys, groups and findings is fixed.

`--format jsonl` writes every finding, one to a line, each as an entry of `findings` below. The
findings and totals of `aidtrack.check` together are one object with the keys `findings` and
`summary`, each as below.

What `aidtrack ledger` answers has contracts of its own, below those two. `aidtrack ledger export`
writes entries, in [a format of its own](../how-to/merge-two-desks.md).
"""


def page(schemas: dict[str, Any]) -> str:
    """The page that tabulates the contracts, from their schemas."""
    parts = [INTRODUCTION]
    for name in CONTRACTS:
        schema = schemas[name]
        file = f"aidtrack-{name}-1.schema.json"
        rows = list(keys_of(schema, schema, ""))
        parts.append(
            f"## {schema['title']}\n\n{schema['description']}\n\n"
            f"JSON Schema: [{file}](schemas/{file})\n\n"
            "| Key | Type | Null | Meaning |\n| --- | --- | --- | --- |\n" + "\n".join(rows) + "\n"
        )
    return "\n".join(parts)


def keys_of(schema: dict[str, Any], part: dict[str, Any], path: str) -> Iterator[str]:
    """One row of the table for each key of an object, and of what lies within it."""
    for key, value in part.get("properties", {}).items():
        whole = {**resolved(schema, value), **value}
        inner = resolved(schema, whole.get("items", {}))
        mark = "[]" if whole.get("type") == "array" else ""
        here = f"{path}{key}{mark}"
        optional = "" if key in part["required"] else " *optional*"
        null = "yes" if nullable(schema, value) else ""
        yield f"| `{here}` | {kind(schema, value)}{optional} | {null} | {whole['description']} |"
        if "$ref" in value and whole is schema["$defs"].get("totals"):
            continue  # told already, of the groups
        if inner.get("properties") or whole.get("properties"):
            yield from keys_of(schema, inner if mark else whole, f"{here}.")
        for choice in whole.get("oneOf", ()):
            yield from keys_of(schema, resolved(schema, choice), f"{here}.")


def resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """A part, or the definition that it refers to."""
    name = part.get("$ref", "").removeprefix("#/$defs/")
    return schema["$defs"][name] if name else part


def nullable(schema: dict[str, Any], part: dict[str, Any]) -> bool:
    whole = resolved(schema, part)
    return "null" in types(whole) or any(nullable(schema, each) for each in whole.get("oneOf", ()))


def types(part: dict[str, Any]) -> list[str]:
    declared = part.get("type", [])
    return declared if isinstance(declared, list) else [declared]


def kind(schema: dict[str, Any], part: dict[str, Any]) -> str:
    """The type of a key in words."""
    whole = resolved(schema, part)
    if "const" in whole:
        return f"`{json.dumps(whole['const'])}`"
    if "enum" in whole:
        return ", ".join(f"`{value}`" for value in whole["enum"])
    if "oneOf" in whole:
        return ", ".join(kind(schema, each) for each in whole["oneOf"] if types(each) != ["null"])
    if types(whole) == ["array"]:
        inner = kind(schema, whole["items"])
        return f"array of {inner if '`' in inner else inner + 's'}"
    if whole is schema["$defs"].get("number"):
        return "number as text"
    return ", ".join(name for name in types(whole) if name != "null")


def test_page_is_fresh(schemas: dict[str, Any], root: Path, *, update: bool) -> None:
    path = root / "docs" / "reference" / "json.md"
    expected = page(schemas)
    if update:
        path.write_text(expected, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == expected, "stale: run pytest --update"
