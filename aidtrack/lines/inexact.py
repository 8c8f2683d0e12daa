"""Rounded and bounded numbers: ``about 200`` is no figure that a total could hold."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.model.shape import NumberShape
from aidtrack.text.quote import quote
from aidtrack.text.reading import Problem, Reading
from aidtrack.units.context import exact
from aidtrack.units.qualifier import Qualifier, split_qualifier

if TYPE_CHECKING:
    from aidtrack.model.shape import Parts, Shape
    from aidtrack.text.style import Style

_NO_NUMBER: Final = (Problem.UNREADABLE, Problem.UNKNOWN_UNIT, Problem.UNKNOWN_CURRENCY)


def or_inexact(
    reading: Reading[Parts], shape: Shape, text: str, style: Style, unit: str | None
) -> Reading[Parts]:
    """Return what became of a text, and why where a word bounds or rounds its number.

    Declared totals have a qualifier of their own and are read with it.
    """
    if reading.problem not in _NO_NUMBER:
        return reading
    if not isinstance(shape, NumberShape | MeasureShape | MoneyShape):
        return reading
    qualifier, rest = split_qualifier(text)
    if qualifier is Qualifier.EXACTLY:
        return reading
    number = shape.read(rest, style, unit=unit)
    candidates = number.candidates if number.value is None else (number.value,)
    if not candidates:
        return reading
    return Reading(
        problem=Problem.NOT_EXACT,
        message=f"{quote(text)} is no exact number; write the figure of this line, or declare "
        "what is about right for the whole consignment",
        candidates=candidates,
    )


def rounded(shape: Shape, text: str) -> str | None:
    """Return a number of the file's own with the decimals that are kept, or None if it has no more.

    A third of something has no last decimal, and what is written of it is as long as
    the file's format happens to be. A number that would come to nothing stays as it is.

    >>> from aidtrack.model.field import FIELDS
    >>> rounded(FIELDS["unit_price"].shape, "33.3333333333333")
    '33.333333333'
    """
    inner = getattr(shape, "inner", shape)
    if not isinstance(inner, NumberShape | MeasureShape | MoneyShape) or not _LONG.fullmatch(text):
        return None
    with exact(rounding=True):
        number = Decimal(text).quantize(_LAST)
    return f"{number:f}" if number else None


_LONG: Final = re.compile(r"-?[0-9]{1,18}\.[0-9]{10,40}")
_LAST: Final = Decimal("0.000000001")
