"""How a rule is declared: one decorated function whose expression is true at the fault.

The function is run once when it is declared, so that a column or threshold that
does not exist is refused there and then, with the nearest name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from inspect import cleandoc
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.errors import InvalidRule, UnknownName
from aidtrack.findings.rule import FAMILIES, Rule, Scope
from aidtrack.lines.columns import Columns
from aidtrack.lines.derived import DERIVED
from aidtrack.lines.history import HISTORY
from aidtrack.lines.schema import EXTRA
from aidtrack.model.companion import COMPANIONS
from aidtrack.model.field import FIELDS
from aidtrack.model.shape import TextShape
from aidtrack.rules.facts import FACTS, OF_OTHER
from aidtrack.rules.given import Given
from aidtrack.rules.soundness import check_expression, placeholders

if TYPE_CHECKING:
    from aidtrack.findings.severity import Severity
    from aidtrack.lines.issue import CellIssue
    from aidtrack.model.shape import Shape
    from aidtrack.text.reading import Note, Problem

Fault = Callable[[Columns, Given], pl.Expr]
Tell = Callable[[Columns], pl.Expr]
CONSIGNMENT = "consignment"
"""The key of rules that look at the lines of one consignment together."""
_CODE = re.compile(r"AT[1-9]\d\d")
_REMEDY = "\n\nTo correct:"
"""Begins the paragraph of a rule's docstring that says what to do about it."""
_OURS = f"{__name__.rpartition('.')[0]}."
"""Where the library's own rules are declared: a test looks at their expressions, once."""


def rule(
    code: str,
    severity: Severity,
    message: str,
    *,
    cites: Sequence[str],
    passes: Sequence[Any],
    fails: Sequence[Any],
    scope: Scope = Scope.LINE,
    keys: Sequence[str] = (),
    needs: Sequence[str] = (),
    several: bool = False,
    tells: Mapping[str, Tell] | None = None,
    on_request: bool = False,
) -> Callable[[Fault], Rule]:
    """Declare a rule by a function that returns an expression, true where the fault is.

    The function's name states the fault; its docstring's first line says it in a
    sentence, the rest why it matters. A last paragraph that begins with
    ``To correct:`` says what to do about it.

    Args:
        code: ``AT`` and three digits; the first is the family. 9 is for users' own.
        severity: How grave the fault is.
        message: What is said, with fields and thresholds in braces.
        cites: The sources, or ``arithmetic``.
        passes: Examples in order: mappings of canonical columns to texts; lists of
            them where the scope is more than a line.
        fails: Examples that break the rule.
        scope: What the rule looks at, one at a time.
        keys: With the scope *group*: the columns whose equal values make a group. With the scope
            *documents*: the texts by which lines of two documents speak of the same; without
            them the documents are compared as wholes.
        needs: With the scopes *line* and *group*: the fields without which no line is asked. Where
            nothing states one of them, the rule is left out, and costs nothing.
        several: With the scope *group*: whether a line that is alone in its group is never at
            fault. The others are found first, so that a million different lines cost little.
        tells: With the scope *group*: names for the message's braces, each with a function that
            returns what is shown of a line and its group. They are asked where a fault was found.
        on_request: Whether it is asked only where a profile gives it a severity.

    Raises:
        InvalidRule: The declaration is incomplete, the message holds more in its braces
            than names, or the expression is not true or false of each line by itself.
        UnknownName: A column, threshold or placeholder is not known.
    """
    told = MappingProxyType(dict(tells or {}))

    def declare(function: Fault) -> Rule:
        _check_scope(code, scope, keys, told)
        columns, given = Columns(FACTS[scope]), Given.recording()
        expression = function(columns, given)
        if not isinstance(expression, pl.Expr):
            raise InvalidRule(f"rule {code} must return a column expression, got {expression!r}")
        # Code that is run rather than imported has no module.
        if not (function.__module__ or "").startswith(_OURS):
            check_expression(code, scope, expression, columns.named)
        for tell in told.values():
            tell(columns)
        for name in needs:
            if name not in columns.fields:
                what = f"field among those that rule {code} reads:"
                raise UnknownName(what, name, columns.fields)
        for key in keys:
            if key != CONSIGNMENT:
                getattr(columns, key)
            if scope is Scope.DOCUMENTS and not _is_text(key):
                raise InvalidRule(f"rule {code} finds lines again by {key}; expected a text")
        return _declared(
            code,
            severity,
            message,
            _name(function),
            function.__doc__,
            cites=tuple(cites),
            passes=tuple(passes),
            fails=tuple(fails),
            scope=scope,
            home=(function.__module__, function.__name__),
            fault=function,
            keys=tuple(keys),
            compares=columns.compares,
            needs=frozenset(needs),
            several=several,
            tells=told,
            reads=tuple(columns.named),
            fields=tuple(name for name in columns.fields if name in FIELDS),
            blanks=frozenset(columns.blanks),
            states=frozenset(columns.states),
            givens=tuple(given.asked),
            extras=tuple(columns.extras),
            on_request=on_request,
        )

    return declare


def cell_rule(
    code: str,
    severity: Severity,
    message: str,
    *,
    cites: Sequence[str],
    passes: Sequence[Any],
    fails: Sequence[Any],
    raised_by: Sequence[Problem | Note | CellIssue] = (),
    shapes: Sequence[type[Shape]] = (),
) -> Callable[[Callable[[], None]], Rule]:
    """Declare a rule that reading raises while it looks at one cell.

    Its function has a name and a docstring and no body: there is no expression.
    The message's ``{value}`` and ``{detail}`` are the text as written and what
    reading says of it.

    Args:
        code: As of `rule`, like all that follow and are not named here.
        severity: How grave the fault is.
        message: What is said.
        cites: The sources, or ``arithmetic``.
        passes: Examples in order: mappings of canonical columns to texts, or small files.
        fails: Examples that break the rule.
        raised_by: The issues of reading that raise it; none where reading names the rule itself.
        shapes: The shapes of fields at which it takes an issue that several rules name. Without
            them it takes what the others leave.
    """

    def declare(function: Callable[[], None]) -> Rule:
        return _declared(
            code,
            severity,
            message,
            _name(function),
            function.__doc__,
            cites=tuple(cites),
            passes=tuple(passes),
            fails=tuple(fails),
            scope=Scope.CELL,
            home=(function.__module__, function.__name__),
            raised_by=frozenset(map(str, raised_by)),
            shapes=tuple(shapes),
        )

    return declare


def differ(column: pl.Expr) -> pl.Expr:
    """Return whether a group's lines state more than one value; null where none states any."""
    return column.min() != column.max()


def odd(column: pl.Expr) -> pl.Expr:
    """Return the first line of each value, where a group's lines state more than one.

    Of nine lines with one that differs two are at fault: enough to see both values.
    """
    return differ(column) & column.is_not_null() & column.is_first_distinct()


def where(condition: pl.Expr, fault: pl.Expr) -> pl.Expr:
    """Return the fault on the lines that the rule is about; the others are left aside."""
    return pl.when(condition).then(fault)


def _declared(
    code: str,
    severity: Severity,
    message: str,
    name: str,
    doc: str | None,
    *,
    scope: Scope,
    **parts: Any,
) -> Rule:
    if not _CODE.fullmatch(code) or code[2] not in FAMILIES:
        raise InvalidRule(f"rule code {code!r} is not AT and three digits, such as AT901")
    summary, _, rest = cleandoc(doc or "").partition("\n")
    explanation, _, remedy = f"\n{rest}".partition(_REMEDY)
    if not summary.endswith("."):
        raise InvalidRule(f"rule {code} needs a docstring that states the fault in a sentence")
    if not parts["cites"] or not parts["passes"] or not parts["fails"]:
        raise InvalidRule(f"rule {code} needs a source and examples that pass and fail")
    if scope is not Scope.BALANCE:
        _check_examples(code, (parts["passes"], parts["fails"]), parts.get("extras", ()))
    shown = placeholders(code, message)
    _check_shown(shown, scope, parts)
    return Rule(
        code=code,
        name=name,
        severity=severity,
        scope=scope,
        message=message,
        summary=summary,
        explanation=explanation.strip(),
        remedy=_capitalised(remedy.strip()),
        shown=shown,
        **parts,
    )


def _check_shown(shown: Iterable[str], scope: Scope, parts: Mapping[str, Any]) -> None:
    told = (*parts.get("givens", ()), *parts.get("tells", ()))
    known = {*FIELDS, *DERIVED, *HISTORY, *FACTS[scope], *told}
    if scope is Scope.DOCUMENTS:
        known |= {OF_OTHER + name for name in known}
    for name in shown:
        if name not in known:
            what = "name in the message"
            raise UnknownName(what, name, known)


def _check_examples(code: str, examples: Iterable[Any], extras: Iterable[str]) -> None:
    """Refuse a field that no line has: an example with a misspelt one shows nothing."""
    own = (name.removeprefix(EXTRA) for name in extras)
    known = frozenset((*FIELDS, *COMPANIONS, *HISTORY, "today", *own))
    for example in examples:
        match example:
            case Mapping():
                for name in example:
                    if name not in known:
                        what = f"field in the examples of rule {code}:"
                        raise UnknownName(what, name, known)
            case list() | tuple():
                _check_examples(code, example, extras)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _check_scope(code: str, scope: Scope, keys: Sequence[str], tells: Iterable[str]) -> None:
    if scope is Scope.CELL or _has_keys_wrongly(scope, keys):
        raise InvalidRule(
            f"rule {code} has the scope {scope} and {len(keys)} keys; "
            "rules about groups need keys, others have none, and reading raises cell rules"
        )
    if scope is not Scope.GROUP and (names := ", ".join(tells)):
        raise InvalidRule(
            f"rule {code} has the scope {scope} and tells {names}; "
            "only rules about groups tell more than their lines do"
        )


def _has_keys_wrongly(scope: Scope, keys: Sequence[str]) -> bool:
    """Return whether keys are there or not as their scope does not have them."""
    return scope is not Scope.DOCUMENTS and (scope is Scope.GROUP) != bool(keys)


def _is_text(key: str) -> bool:
    return key in FIELDS and isinstance(FIELDS[key].shape, TextShape)


def _name(function: Callable[..., Any]) -> str:
    return function.__name__.replace("_", "-")
