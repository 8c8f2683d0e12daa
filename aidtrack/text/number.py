"""Numbers as people type them, read by one strict grammar.

>>> read_number("4 000").value, read_number("1.250,5").value, read_number("2,00,000").value
(Decimal('4000'), Decimal('1250.5'), Decimal('200000'))

A single separator before three digits can group or divide. Nothing in the text
says which, so both readings are given and the writer's habit must settle it:

>>> read_number("1.500").candidates
(Decimal('1500'), Decimal('1.500'))
>>> read_number("1.500", decimal="comma").value
Decimal('1500')
>>> read_number("210,50").evidence
'comma'

Whatever else Python or a calculator would take for a number is refused:

>>> read_number("1e3").message
"'1e3' is no number; expected digits, such as 1349.9"
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from aidtrack.errors import UnreadableText
from aidtrack.text.digits import ARABIC_DECIMAL, western
from aidtrack.text.quote import quote
from aidtrack.text.reading import Note, Problem, Reading
from aidtrack.text.scale import raised, split_number

DecimalMark: TypeAlias = Literal["comma", "point"]
"""The mark that divides the whole from its parts: ``1,5`` or ``1.5``."""

INTEGER_DIGITS: Final = 18
"""How many digits before the decimal mark are kept exactly."""
DECIMAL_DIGITS: Final = 9
"""How many digits after the decimal mark are kept exactly."""

_LONGEST = 64
_NAMES: Final[dict[str, DecimalMark]] = {",": "comma", ".": "point"}
_OTHERS: Final = {",": ".", ".": ","}
_BODY = re.compile(rf"([+-]?)((?:[0-9]|[,.{ARABIC_DECIMAL}](?=[0-9]))[0-9 ,.'{ARABIC_DECIMAL}]*)")
_SEPARATORS = re.compile(r"[^0-9]")
_THREES = re.compile(r"[1-9][0-9]{0,2}([ ,.'])[0-9]{3}(?:\1[0-9]{3})*")
_LAKHS = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")
_ODD_GROUPS = re.compile(r"[0-9][ '][0-9]|[0-9],[0-9]{2},[0-9]")


def read_number(text: str, *, decimal: DecimalMark | None = None) -> Reading[Decimal]:
    """Read a number with its digits kept: ``1.50`` stays ``Decimal("1.50")``.

    Digits may be grouped in threes by comma, point, space or apostrophe, or by comma in
    the Indian way (``12,34,567``), and a word such as ``lakh`` or ``million`` may stand
    behind them. Nothing raises, and the work grows with the length of the text only.

    Args:
        text: The text as written.
        decimal: The writer's decimal mark. It settles texts with two readings
            only; one that shows its own mark is read as written.

    Returns:
        The number; or `Problem.AMBIGUOUS` with the grouped reading first,
        `Problem.TOO_LONG` beyond 18 integer digits or 9 decimals, or
        `Problem.UNREADABLE`. Evidence is the decimal mark that the text shows.
    """
    clean = western(text).strip()
    if len(clean) > _LONGEST:
        return _refuse(f"{quote(text)} is too long to be a number")
    if in_words := split_number(clean):
        return scaled(read_number(in_words[0], decimal=decimal), in_words[1])
    reading = _read_digits(text, clean, decimal)
    if reading.value is None or not _ODD_GROUPS.search(clean):
        return reading
    return replace(reading, notes=(Note.DIGITS_GROUPED,))


def _read_digits(text: str, clean: str, decimal: DecimalMark | None) -> Reading[Decimal]:
    """Read a number that is written in digits, their groups and their decimal mark."""
    found = _BODY.fullmatch(clean)
    if found is None or not clean[-1].isdigit():
        return _refuse(_explain(text, clean))
    sign, body = found.groups()
    separators = _SEPARATORS.findall(body)
    if len(set(separators)) <= 1:
        return _read_alike(text, sign, body, separators, decimal)
    mark = separators[-1]
    if mark in "' " or separators.count(mark) > 1:
        return _refuse(f"{quote(text)} mixes separators, so that none can be its decimal mark")
    whole, _, parts = body.rpartition(mark)
    if not _is_grouped(whole):
        return _refuse(_wrong_groups(text))
    return _number(text, sign, whole, parts, _NAMES.get(mark))


def _read_alike(
    text: str, sign: str, body: str, separators: list[str], decimal: DecimalMark | None
) -> Reading[Decimal]:
    """Read a number that holds one kind of separator, as often as it may, or none."""
    if not separators:
        return _number(text, sign, body)
    mark = separators[0]
    if mark in "' " or len(separators) > 1:
        if not _is_grouped(body):
            return _refuse(_wrong_groups(text))
        other = _OTHERS.get(mark)
        return _number(text, sign, body, evidence=_NAMES[other] if other else None)
    whole, _, parts = body.partition(mark)
    name = _NAMES.get(mark)
    if name is None or not _THREES.fullmatch(body):
        return _number(text, sign, whole, parts, name)
    grouped, divided = Decimal(f"{sign}{whole}{parts}"), Decimal(f"{sign}{whole}.{parts}")
    if decimal is not None:
        return Reading(divided if decimal == name else grouped)
    return Reading(
        problem=Problem.AMBIGUOUS,
        message=f"{quote(text)} can be {plain_number(grouped)} or {plain_number(divided)}; "
        "its decimal mark must be stated",
        candidates=(grouped, divided),
    )


def _is_grouped(whole: str) -> bool:
    """Say whether the digits stand in groups of one style."""
    return bool(_THREES.fullmatch(whole) or _LAKHS.fullmatch(whole))


def _number(
    text: str, sign: str, whole: str, parts: str = "", evidence: DecimalMark | None = None
) -> Reading[Decimal]:
    """Return the number, unless it has more digits than are kept exactly."""
    digits = _SEPARATORS.sub("", whole).lstrip("0")
    if len(digits) > INTEGER_DIGITS or len(parts) > DECIMAL_DIGITS:
        return Reading(
            problem=Problem.TOO_LONG,
            message=f"{quote(text)} has {len(digits)} integer digits and {len(parts)} decimals; "
            f"expected at most {INTEGER_DIGITS} and {DECIMAL_DIGITS}",
        )
    value = Decimal(f"{sign}{digits or '0'}.{parts}" if parts else f"{sign}{digits or '0'}")
    # Minus zero is nobody's quantity, and would be shown as one.
    return Reading(value.copy_abs() if value.is_zero() else value, evidence=evidence)


def _refuse(message: str) -> Reading[Decimal]:
    return Reading(problem=Problem.UNREADABLE, message=message)


def _explain(text: str, clean: str) -> str:
    if not clean:
        return "there is no number in an empty text"
    if clean[0].isdigit() and clean[-1] in ",.":
        return f"{quote(text)} ends in its decimal mark; expected digits after it"
    return f"{quote(text)} is no number; expected digits, such as 1349.9"


def _wrong_groups(text: str) -> str:
    return f"{quote(text)} has digit groups of the wrong size; expected threes, such as 12 500"


def scaled(reading: Reading[Decimal], power: int) -> Reading[Decimal]:
    """Return a number that a word such as ``lakh`` counts, times its power of ten."""
    result = reading.map(lambda number: raised(number, power))
    if result.value is None:
        return result
    if result.value.adjusted() >= INTEGER_DIGITS:
        return Reading(
            problem=Problem.TOO_LONG,
            message=f"the number has {result.value.adjusted() + 1} integer digits; "
            f"expected at most {INTEGER_DIGITS}",
        )
    return replace(result, notes=(*result.notes, Note.NUMBER_IN_WORDS))


def plain_number(value: Decimal) -> str:
    """Write a number for machines: no grouping, no exponent, its zeros as they are.

    >>> plain_number(Decimal("2.2E+4")), plain_number(Decimal("0.50")), plain_number(Decimal("-0"))
    ('22000', '0.50', '0')

    Raises:
        UnreadableText: The value is no finite number.
    """
    return format(_finite(value), "f")


def clear_number(value: Decimal) -> str:
    """Write a number that no reader can take for another, whatever mark they expect.

    A point before exactly three decimals could group; one zero more, and it cannot.

    >>> clear_number(Decimal("1.500")), clear_number(Decimal("0.25")), clear_number(Decimal(1200))
    ('1.5000', '0.25', '1200')

    Raises:
        UnreadableText: The value is no finite number.
    """
    plain = plain_number(value)
    return f"{plain}0" if _THREES.fullmatch(plain.removeprefix("-")) else plain


def show_number(value: Decimal) -> str:
    """Write a number for people: thousands grouped by comma, no exponent.

    >>> show_number(Decimal("1349.9")), show_number(Decimal("5.4E+3"))
    ('1,349.9', '5,400')

    Raises:
        UnreadableText: The value is no finite number.
    """
    return format(_finite(value), ",f")


def normal_number(value: Decimal) -> Decimal:
    """Return the same number without trailing zeros and without an exponent.

    >>> normal_number(Decimal("1.50")), normal_number(Decimal("2E+3"))
    (Decimal('1.5'), Decimal('2000'))

    Raises:
        UnreadableText: The value is no finite number.
    """
    plain = plain_number(value)
    # By text: Decimal.normalize would round to the caller's context.
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        message = f"{value} is no finite number"
        raise UnreadableText(message)
    return value.copy_abs() if value.is_zero() else value
