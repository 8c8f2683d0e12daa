"""What totals are called and how they are written for people, each in one place.

>>> from decimal import Decimal
>>> show_weight(Decimal("6750")), show_weight(Decimal("0.25")), show_amount(Decimal("1200.5"))
('6.75 t', '0.25 kg', '1,200.50')
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from aidtrack.codes.countries import COUNTRIES
from aidtrack.report.plain import count
from aidtrack.text.number import normal_number, show_number
from aidtrack.text.printable import clean
from aidtrack.units.catalogue import find_unit
from aidtrack.units.context import exact
from aidtrack.units.display import show
from aidtrack.units.totals import convert

if TYPE_CHECKING:
    from aidtrack.summary import Totals
    from aidtrack.summary.total import (
        DeclaredTotal,
        FlowTotal,
        MeasureTotal,
        QuantityTotal,
        ValueTotal,
    )

NOT_STATED = "(not stated)"
_TONNE = 1000
_GRAM = Decimal("0.001")
_MILLILITRE = Decimal("0.000001")
_CENTS = Decimal("0.01")
_GOODS = {"medicine_pack": "medicine"}
_TYPES = {"oxygen_unit": "technology", "item": "category"}
MEASURES = {"gross_weight": "gross weight", "net_weight": "net weight", "volume": "volume"}
"""The weights and the volume of totals, with what people call them."""


def show_key(name: str, value: str | None) -> str:
    """Return a group's key as people read it.

    >>> show_key("kind", "medicine_pack"), show_key("donor", None)
    ('medicine', '(not stated)')
    """
    if value is None:
        return NOT_STATED
    if name == "country" and value in COUNTRIES:
        return f"{COUNTRIES[value].name} ({value})"
    return show_kind(value) if name == "kind" else clean(value)


def show_kind(kind: str) -> str:
    """Return a kind of goods in words: the packs of a medicine are its unit, not its kind."""
    return _GOODS.get(kind, kind.replace("_", " "))


def goods_of(entry: QuantityTotal, *, with_kind: bool = True) -> str:
    """Return what a quantity counts: kind, technology or category, description where listed."""
    parts = [show_kind(entry.kind)] if with_kind else []
    if entry.type is not None:
        # 318 cylinders are cylinders: once is enough where there is little room.
        parts += [entry.type.replace("_", " ")] if with_kind or entry.type != entry.unit else []
    elif entry.kind in _TYPES:
        parts.append(f"{_TYPES[entry.kind]} not stated")
    if entry.description is not None:
        parts.append(clean(entry.description))
    elif entry.descriptions > 1:
        parts.append(f"{entry.descriptions:,} descriptions")
    return ", ".join(parts)


def uncounted(lines: int) -> str:
    """Return how many lines have no quantity in any total."""
    return f"{lines:,} line{'' if lines == 1 else 's'} not counted"


def number_and_unit(entry: QuantityTotal) -> tuple[str, str]:
    """Return a quantity as its number and its unit in the right form: 200,000 and packs."""
    unit = "(no unit)" if entry.unit is None else find_unit(entry.unit).shown(entry.value)
    return show_number(entry.value), unit


def show_weight(kilograms: Decimal) -> str:
    """Return a weight in tonnes from one tonne on, else in kilograms, to the gram."""
    rounded = _rounded(kilograms, _GRAM)
    if abs(rounded) >= _TONNE:
        return show(convert(rounded, "kg", "t"), "t")
    return show(rounded, "kg")


def show_volume(cubic_metres: Decimal) -> str:
    """Return a volume in cubic metres, to the millilitre."""
    return show(_rounded(cubic_metres, _MILLILITRE), "m3")


def show_amount(amount: Decimal) -> str:
    """Return an amount of money: cents are two digits, every further digit is kept."""
    whole = amount == amount.to_integral_value()
    with exact():
        return show_number(amount if whole else amount + 0 * _CENTS)


def was_rounded(totals: Totals) -> bool:
    """Return whether any weight or volume is shown with fewer digits than it has."""
    steps = {"gross_weight": _GRAM, "net_weight": _GRAM, "volume": _MILLILITRE}
    values = ((getattr(totals, name).value, step) for name, step in steps.items())
    return any(value is not None and _rounded(value, step) != value for value, step in values)


def _rounded(number: Decimal, step: Decimal) -> Decimal:
    with exact(rounding=True):
        return normal_number(min(number.quantize(step), number, key=_digits))


def _digits(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def measure(name: str, total: MeasureTotal) -> str:
    """Return a weight or volume with how many lines it covers."""
    covered = coverage(total.known, total.of)
    if total.value is None:
        return f"not known, {covered}"
    shown = show_volume(total.value) if name == "volume" else show_weight(total.value)
    return f"{shown}, {covered}"


def value(total: ValueTotal, of: int) -> str:
    """Return an amount with its currency and how many lines it covers."""
    currency = total.currency or "(no currency)"
    return f"{show_amount(total.amount)} {currency}, {coverage(total.lines, of)}"


def flow(total: FlowTotal) -> str:
    """Return what oxygen units of one technology deliver, with how many lines it covers."""
    type_ = total.type or "technology not stated"
    shown = show(_rounded(total.value, _GRAM), total.unit)
    return f"{shown}, {type_}, {coverage(total.known, total.of)}"


def declared(claim: DeclaredTotal) -> str:
    """Return what a document declares, beside how much of it the lines weigh."""
    qualifier = "" if claim.qualifier == "exactly" else f"{claim.qualifier} "
    reference = clean(claim.consignment) if claim.consignment else "(no reference)"
    weighed = coverage(claim.known, claim.of)
    return f"{reference}: {qualifier}{show_weight(claim.value)} declared; {weighed} weighed"


def coverage(known: int, of: int) -> str:
    """Return how many lines of how many.

    >>> coverage(10, 13), coverage(0, 1)
    ('10 of 13 lines', '0 of 1 line')
    """
    return f"{known:,} of {count(of, 'line')}" if of else "no lines"


def coverage_note(totals: Totals) -> list[str]:
    """Return in words how many lines the quantities and the weights of totals cover.

    >>> from aidtrack.model import Consignment, Monitor
    >>> from aidtrack.summary import summarise
    >>> for line in coverage_note(summarise(Consignment(lines=(Monitor(),))).total):
    ...     print(line)
    quantity: 0 of 1 line known
    weight: 0 of 1 line known; 0 elsewhere; 0 unreadable; 1 blank
    """
    weight = totals.gross_weight
    known = totals.lines - totals.unread_quantities
    others = {
        "elsewhere": weight.elsewhere,
        "unreadable": weight.unreadable,
        "blank": weight.blank,
    }
    rest = "; ".join(f"{number:,} {state}" for state, number in others.items())
    return [
        f"quantity: {coverage(known, totals.lines)} known",
        f"weight: {coverage(weight.known, weight.of)} known; {rest}",
    ]
