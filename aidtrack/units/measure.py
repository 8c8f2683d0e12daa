"""A number and its unit as people write them, read by our own grammar.

>>> read_measure("1.250,5 kg").value
Measure(number=Decimal('1250.5'), unit='kg')
>>> read_measure("22t").value, read_measure("kg 4 000").value
(Measure(number=Decimal('22'), unit='t'), Measure(number=Decimal('4000'), unit='kg'))
>>> read_measure("5 litres", dimension="mass").message
"expected a mass, got '5 litres' (a volume)"

What has several readings has no value until something settles it:

>>> [str(number) for number, unit in read_measure("1,200 kg").candidates]
['1200', '1.200']

Pint never sees a text: its parser evaluates arithmetic, and reads ``5,7 t`` as 57 t.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from aidtrack.text.digits import western
from aidtrack.text.number import normal_number, read_number, scaled, show_number
from aidtrack.text.quote import quote
from aidtrack.text.reading import Note, Problem, Reading
from aidtrack.text.scale import split_scale
from aidtrack.units.aliases import read_unit
from aidtrack.units.catalogue import UNITS, find_unit
from aidtrack.units.context import exact
from aidtrack.units.dimension import describe, is_measured_by
from aidtrack.units.packsize import packages_of, read_product

if TYPE_CHECKING:
    from decimal import Decimal

    from aidtrack.text.number import DecimalMark
    from aidtrack.text.style import Ton
    from aidtrack.units.packsize import Product


class Measure(NamedTuple):
    """A number and its unit; the unit is None where nothing says it."""

    number: Decimal
    unit: str | None


LONGEST = 120
"""How many characters a number with its unit can have."""
LAKH = 100_000
"""What ``5.3L`` counts by in South Asia, where it does not mean litres."""

_DIGITS = r"[+-]?[0-9.,](?:[0-9 ,.'\u066b]*[0-9.,])?"
_NUMBER_FIRST = re.compile(rf"({_DIGITS})(.*)", re.DOTALL)
_UNIT_FIRST = re.compile(rf"([^\W\d].*?)[ :]+({_DIGITS})")
# A unit is made of letters: what holds digits, stars or underscores besides is arithmetic,
# a second number, or a pack size, and is not judged by its letters.
_NO_UNIT = re.compile(r"[\d*^_=~<>+]|^[^\w(%°#]")


def read_measure(
    text: str,
    *,
    unit: str | None = None,
    decimal: DecimalMark | None = None,
    ton: Ton | None = None,
    dimension: str | None = None,
) -> Reading[Measure]:
    """Read a number with the unit behind or before it.

    Args:
        text: The text as written.
        unit: The symbol of the unit that a header or another column gives; it holds where
            the text has none, and a unit in the text must be of its dimension.
        decimal: The writer's decimal mark, for numbers with two readings.
        ton: What the writer's tons are.
        dimension: What is expected: a dimension such as ``mass``, or ``count`` for any
            countable, or ``goods`` for whatever an amount of goods can be stated in. It
            also settles a unit with several meanings of which one fits.

    Returns:
        The measure, of unit None where nothing says it; or a problem. No text raises.

    Raises:
        UnknownUnit: The argument ``unit`` is no symbol of a unit: a mistake in the code.
    """
    given = None if unit is None else find_unit(unit).symbol
    parts = _split(text)
    if parts is None:
        return _refuse(_no_number(text))
    number_text, unit_text = parts
    numbers = read_number(number_text, decimal=decimal)
    if unit_text == "L" and numbers.value is not None and _may_be_lakh(given, dimension):
        return _lakh(text, numbers.value, given)
    if dimension == "goods" and (several := read_product(text, decimal=decimal)):
        return _product(text, several, given)
    if not unit_text.strip():
        measures = numbers.map(lambda number: Measure(number, given))
    else:
        units = read_unit(unit_text, ton=ton)
        if units.problem is Problem.UNKNOWN_UNIT and (scale := split_scale(unit_text)):
            numbers = scaled(numbers, scale[0])
            units = read_unit(scale[1], ton=ton) if scale[1] else Reading(given)
        if units.problem is Problem.UNKNOWN_UNIT and (packages := packages_of(unit_text)):
            units = Reading(packages, notes=(Note.PACK_SIZE_BEHIND,))
        if units.problem is Problem.UNKNOWN_UNIT and _NO_UNIT.search(unit_text.strip()):
            return _refuse(_no_number(text))
        measures = _together(numbers, units, given, dimension)
    return _expect(text, measures, given, dimension)


def _split(text: str) -> tuple[str, str] | None:
    """Return the number and the unit of a text, the unit with the space before it."""
    if len(text) > LONGEST:
        return None
    clean = western(text).strip()
    if found := _NUMBER_FIRST.fullmatch(clean):
        return found[1], found[2]
    if found := _UNIT_FIRST.fullmatch(clean):
        return found[2], f" {found[1]}"
    return None


def _together(
    numbers: Reading[Decimal], units: Reading[str], given: str | None, dimension: str | None
) -> Reading[Measure]:
    """Return the measures that the possible numbers and the possible units make."""
    for part in (numbers, units):
        if part.problem is not None and not part.candidates:
            return Reading(problem=part.problem, message=part.message)
    wanted = dimension or (UNITS[given].dimension if given else None)
    fitting = [unit for unit in units.candidates if wanted and is_measured_by(UNITS[unit], wanted)]
    if len(fitting) == 1:
        units = Reading(fitting[0])
    problem = units.problem or numbers.problem
    if problem is None:
        measured = numbers.map(lambda number: Measure(number, units.value))
        return replace(measured, notes=(*numbers.notes, *units.notes))
    choices = product(
        numbers.candidates or (numbers.unwrap(),), units.candidates or (units.unwrap(),)
    )
    return Reading(
        problem=problem,
        message="; ".join(filter(None, (numbers.message, units.message))),
        candidates=tuple(Measure(*choice) for choice in choices),
        notes=units.notes,
        evidence=numbers.evidence,
    )


def _expect(
    text: str, reading: Reading[Measure], given: str | None, dimension: str | None
) -> Reading[Measure]:
    """Refuse a measure whose unit is not of the dimension that is expected here."""
    measures = (reading.value,) if reading.value else reading.candidates
    units = [UNITS[measure.unit] for measure in measures if measure.unit]
    for unit in units:
        if dimension is not None and not is_measured_by(unit, dimension):
            expected = describe(dimension)
        elif given is not None and unit.dimension != UNITS[given].dimension:
            expected = f"{describe(UNITS[given].dimension)} ({given})"
        else:
            continue
        bare = not any(map(str.isalpha, text))
        written = quote(f"{text} {unit.symbol}" if bare else text)
        return Reading(
            problem=Problem.WRONG_DIMENSION,
            message=f"expected {expected}, got {written} ({describe(unit.dimension)})",
        )
    return reading


def _may_be_lakh(given: str | None, dimension: str | None) -> bool:
    """Say whether goods are counted here, so that a bare ``L`` need not be litres."""
    if dimension is not None:
        return dimension in ("count", "goods") or dimension in UNITS
    return given is None or UNITS[given].indivisible


def _lakh(text: str, number: Decimal, given: str | None) -> Reading[Measure]:
    """Return the two readings of ``5.3L``."""
    with exact():
        lakhs = normal_number(number * LAKH)
    return Reading(
        problem=Problem.AMBIGUOUS,
        message=f"{quote(text)} can be {show_number(number)} litres or {show_number(lakhs)} "
        "(lakh); litres are written with a space, as in '5 L'",
        candidates=(Measure(number, "L"), Measure(lakhs, given)),
    )


def _product(text: str, several: Product, given: str | None) -> Reading[Measure]:
    """Return the two readings of ``12 x 500 ml``: twelve pieces, or six litres."""
    with exact():
        content = normal_number(several.pieces * several.content)
    pieces = Measure(several.pieces, given or "each")
    whole = Measure(content, several.unit or given or "each")
    unit = f" {several.unit}" if several.unit else ""
    each = f"{show_number(several.content)}{unit}"
    return Reading(
        problem=Problem.PIECES_OR_CONTENT,
        message=f"{quote(text)} can be {show_number(several.pieces)} pieces of {each} or "
        f"{show_number(content)}{unit} in all; write one of them, and the pack size in a "
        "column of its own",
        candidates=(pieces, whole),
    )


def _no_number(text: str) -> str:
    if not text.strip():
        return "there is no number in an empty text"
    return f"{quote(text)} is no number with a unit; expected one such as '5.4 t'"


def _refuse(message: str) -> Reading[Measure]:
    return Reading(problem=Problem.UNREADABLE, message=message)
