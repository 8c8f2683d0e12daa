"""Whether a rule can be asked at all: looked at once, when it is declared.

What would fail on somebody's lines, or judge them by the batch that they
happen to be read in, is refused before there are any lines.
"""

from __future__ import annotations

from datetime import date
from itertools import chain, cycle, islice
from string import Formatter
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.errors import InvalidRule
from aidtrack.findings.rule import Scope
from aidtrack.lines.columns import OTHER, parts_of
from aidtrack.lines.derived import DERIVED
from aidtrack.lines.history import HISTORY
from aidtrack.lines.schema import COLUMNS, EXTRA, STATE, State
from aidtrack.model.field import FIELDS
from aidtrack.rules.facts import FACT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ROWS = 64
_PIECES = (slice(0, 1), slice(1, 2), slice(2, 3), slice(3, _ROWS))
"""A look at the next line, or the last, sees something else at these cuts."""
_SAMPLES: dict[pl.DataType, tuple[Any, ...]] = {
    pl.String(): ("kg", "a", None, "a", "2026", "See line 3", "each", "B"),
    pl.Date(): (
        date(2026, 2, 1),
        date(2026, 1, 31),
        None,
        *(date(2027, 1, day) for day in range(5, 0, -1)),
    ),
    pl.Boolean(): (True, False, None, False, True, True, False, None),
    STATE: tuple(map(str, chain(State, reversed(State)))),
}
_NUMBERS = (2, 1, None, 1, 1_000_000, 0, 5, 3)


def placeholders(code: str, message: str) -> tuple[str, ...]:
    """Return the names in a message's braces.

    >>> placeholders("AT302", "gross {gross_weight} is below net {net_weight}")
    ('gross_weight', 'net_weight')

    Raises:
        InvalidRule: There is more in the braces than a name, or a brace stands alone.
    """
    try:
        parts = list(Formatter().parse(message))
    except ValueError as error:
        raise InvalidRule(f"the message of rule {code} is {message!r}: {error}") from None
    names = []
    for _, name, spec, conversion in parts:
        if name is None:
            continue
        if spec or conversion or not name.replace("_", "a").isalnum():
            more = f"!{conversion}" * bool(conversion) + f":{spec}" * bool(spec)
            raise InvalidRule(
                f"expected nothing but a name in the braces of the message of rule {code}, "
                f"got {{{name}{more}}}; values are shown as they were written"
            )
        names.append(name)
    return tuple(names)


def check_expression(code: str, scope: Scope, expression: pl.Expr, columns: Iterable[str]) -> None:
    """Refuse an expression that is not true or false of each line by itself.

    Args:
        code: The rule's code.
        scope: What the rule looks at: only rules of lines look at one line at a time.
        expression: What the rule says.
        columns: The columns that it named.

    Raises:
        InvalidRule: It reads other columns, is not boolean, or depends on other lines.
    """
    types = _types(columns)
    if scope is Scope.DOCUMENTS:
        types |= {OTHER + name: dtype for name, dtype in types.items()}
    frame = pl.DataFrame([_sample(name, dtype) for name, dtype in types.items()])
    try:
        told = frame.clear().select(expression)
    except pl.exceptions.PolarsError as error:
        raise InvalidRule(f"rule {code} cannot be evaluated: {error}") from None
    dtypes = [str(dtype) for dtype in told.dtypes]
    if dtypes != ["Boolean"]:
        raise InvalidRule(
            f"rule {code} must return one expression that is true or false, got {', '.join(dtypes)}"
        )
    if scope is not Scope.LINE:
        return
    for part in _parts(expression):
        if not _is_of_each_line(part, frame):
            raise InvalidRule(
                f"rule {code} looks at one line at a time, but {_shown(part)} depends on "
                "other lines; give the rule the scope group and keys"
            )


def _types(columns: Iterable[str]) -> dict[str, pl.DataType]:
    """Return the columns that a rule may read, having named these, with their types."""
    types: dict[str, pl.DataType] = {}
    for name in columns:
        if name in FIELDS:
            types[name] = COLUMNS[name]
        elif name.startswith(EXTRA):
            types[name] = pl.String()
        else:
            known = DERIVED.get(name) or HISTORY.get(name)
            types[name] = known.dtype if known else FACT_TYPES[name]
        for part in parts_of(name):
            types[f"{name}.{part}"] = COLUMNS.get(f"{name}.{part}", STATE)
    return types


def _sample(name: str, dtype: pl.DataType) -> pl.Series:
    values = islice(cycle(_SAMPLES.get(dtype, _NUMBERS)), _ROWS)
    return pl.Series(name, list(values), dtype=dtype)


def _parts(expression: pl.Expr) -> Iterator[pl.Expr]:
    """Yield an expression and all that it is made of, the innermost first."""
    for part in expression.meta.pop():
        yield from _parts(part)
    yield expression


def _is_of_each_line(part: pl.Expr, frame: pl.DataFrame) -> bool:
    """Return whether a part of an expression has one value for each line, whatever the others."""
    try:
        whole = frame.select(part)
        pieces = [frame[piece].select(part) for piece in _PIECES]
    except Exception:  # noqa: BLE001
        # By itself it has no meaning, or it fails on texts that are made up.
        return True
    if not part.meta.root_names() and all(piece.equals(whole) for piece in pieces):
        return True  # a constant
    return whole.height == frame.height and pl.concat(pieces).equals(whole)


def _shown(part: pl.Expr) -> str:
    text = " ".join(str(part).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 80
