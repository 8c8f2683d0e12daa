"""What the laws are tried on: values, lines and consignments of every kind, and hostile texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from hypothesis import settings
from hypothesis import strategies as st

from aidtrack.codes.countries import COUNTRIES
from aidtrack.codes.currencies import CURRENCIES
from aidtrack.codes.transport import find_incoterm, find_mode
from aidtrack.model import (
    KINDS,
    Carrier,
    Consignee,
    Consignment,
    Declared,
    Donor,
    NotifyParty,
    Packaging,
    PackagingLevel,
    Party,
    Recipient,
)
from aidtrack.model.choice import CATEGORY, TECHNOLOGY
from aidtrack.money import Money
from aidtrack.text.blank import is_blank_word
from aidtrack.text.formula import without_value
from aidtrack.units import UNITS, Dimensions, Quantity, TemperatureRange
from aidtrack.units.dimension import is_measured_by

if TYPE_CHECKING:
    from collections.abc import Mapping

Strategy = st.SearchStrategy[Any]
few = settings(max_examples=max(settings().max_examples // 4, 1))
"""For laws that read and judge whole files, which takes a while."""


def numbers(
    smallest: int = -(10**6), largest: int = 10**6, places: int = 9
) -> st.SearchStrategy[Decimal]:
    """Numbers as they are kept: exact, with up to nine decimals, their zeros as written."""
    return st.integers(0, places).flatmap(
        lambda digits: st.decimals(
            smallest, largest, places=digits, allow_nan=False, allow_infinity=False
        ).map(lambda number: number.copy_abs() if number.is_zero() else number)
    )


WHOLE = st.integers(0, 10**6).map(Decimal)
HUGE = st.decimals(
    -(10**18) + 1, 10**18 - 1, places=9, allow_nan=False, allow_infinity=False
).filter(lambda number: abs(number) < 10**18)
"""Numbers up to the bounds of what is kept."""


def quantities(dimension: str, amounts: Strategy | None = None) -> st.SearchStrategy[Quantity]:
    """Quantities of one dimension, or family of dimensions, in all of its units."""
    symbols = [symbol for symbol, unit in UNITS.items() if is_measured_by(unit, dimension)]
    return st.builds(Quantity, numbers() if amounts is None else amounts, st.sampled_from(symbols))


MONEY = st.builds(Money, numbers(places=3), st.sampled_from(["USD", "EUR", "JPY", "XOF", "KWD"]))
ANY_MONEY = st.builds(Money, HUGE, st.sampled_from(sorted(CURRENCIES)))
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
COUNTRY = st.sampled_from(sorted(COUNTRIES))
SIGNS = " \n\t\"',;|=+-@#%()/.:<>&éñ漢😀\u00a0"
TEXTS = (
    st.text(st.sampled_from("abcXYZ019") | st.sampled_from(SIGNS), min_size=1, max_size=24)
    .map(str.strip)
    .filter(lambda text: not is_blank_word(text) and without_value(text, free=True) is None)
)
"""Texts as people type them in cells, which say something."""
NAMES = st.sampled_from(
    ("UNICEF", "Indian Red Cross Society", "Médecins Sans Frontières", "WHO", "France", "Congo",
     "Germnay", "U.K.", "Ministry of Health, Abidjan")
)  # fmt: skip
"""Names of parties, countries well and badly spelt among them."""
GOODS = st.sampled_from(
    ("oxygen concentrator 10 L/min", "Ventilator, ICU", "patient monitor", "paracetamol 500 mg tab",
     "N95 masks", "rice 25 kg", "measles vaccine", "tarpaulin", "HIV test kit")
)  # fmt: skip
"""Descriptions that the lexicon of kinds knows, of whatever kind the line is."""
PACKAGES = st.builds(
    PackagingLevel,
    count=st.integers(1, 999),
    type=st.sampled_from(("pallet", "carton", "inner box")),
)


@st.composite
def temperatures(draw: st.DrawFn) -> TemperatureRange:
    """Ranges of temperatures, open ones among them."""
    bounds = sorted(draw(st.tuples(numbers(-90, 90, 3), numbers(-90, 90, 3))))
    low, high = draw(st.sampled_from(((True, True), (True, False), (False, True))))
    return TemperatureRange(low=bounds[0] if low else None, high=bounds[1] if high else None)


def models(model: Any, fields: Mapping[str, Strategy]) -> Strategy:
    """Models with any of some fields stated, and the others not."""
    return st.fixed_dictionaries({}, optional=dict(fields)).map(lambda stated: model(**stated))


def parties(model: type[Party]) -> Strategy:
    """Parties of one role, known by name, by country or by both."""
    fields: dict[str, Strategy] = {"name": NAMES | TEXTS, "country": COUNTRY, "contact": TEXTS}
    return models(model, fields).filter(lambda party: bool(party.model_dump(exclude_none=True)))


PACKAGING_FIELDS: dict[str, Strategy] = {
    "count": WHOLE | numbers(),
    "type": st.sampled_from(("carton", "pallet", "Holzkiste")),
    "levels": st.lists(PACKAGES, min_size=1, max_size=3).map(tuple),
    "dimensions": st.builds(
        Dimensions,
        length=quantities("length", numbers(0, 5000, 4)),
        width=quantities("length", numbers(0, 5000, 4)),
        height=quantities("length", numbers(0, 5000, 4)),
    ),
    "weight": quantities("mass"),
}
LINE_FIELDS: dict[str, Strategy] = {
    "line": st.integers(1, 9).map(str) | TEXTS,
    "description": GOODS | TEXTS,
    "quantity": quantities("count", WHOLE) | quantities("goods"),
    "pack_size": WHOLE | numbers(),
    "gross_weight": quantities("mass"),
    "net_weight": quantities("mass"),
    "unit_weight": quantities("mass"),
    "volume": quantities("volume"),
    "value": MONEY,
    "unit_price": MONEY,
    "pack_price": MONEY,
    "packaging": models(Packaging, PACKAGING_FIELDS).filter(lambda packed: packed != Packaging()),
    "parcels": TEXTS,
    "hs_code": st.sampled_from(("300490", "90192000", "9019200010")),
    "hs_edition": st.sampled_from(("2017", "2022")),
    "sscc": st.sampled_from(("106141411234567897", "106141411234567890")) | TEXTS,
    "container_number": st.sampled_from(("CSQU3054383", "CSQU3054384")) | TEXTS,
    "gtin": st.sampled_from(("4006381333931", "4006381333932", "4.00638E+12")) | TEXTS,
    "un_number": st.sampled_from(("UN1072", "3480", "UN107", "oxygen")),
    "shipping_name": TEXTS,
    "hazard_class": st.sampled_from(("2.2 (5.1)", "9", "class 3")) | TEXTS,
    "batch": st.sampled_from(("A1", "A2")) | TEXTS,
    "manufactured": DAYS,
    "expiry": DAYS,
    "serials": st.lists(st.text("ABC123-", min_size=1, max_size=5), min_size=1, max_size=3).map(
        tuple
    ),
    "manufacturer": TEXTS,
    "country_of_origin": COUNTRY,
    "donor": parties(Donor),
    "remarks": TEXTS,
}
DEVICE_FIELDS: dict[str, Strategy] = {
    "power": quantities("any power"),
    "voltage": TEXTS,
    "plug": TEXTS,
    "manual_language": TEXTS,
    "consumables": TEXTS,
}
KIND_FIELDS: dict[str, dict[str, Strategy]] = {
    "oxygen_unit": {
        "technology": st.sampled_from(TECHNOLOGY.words),
        "flow_rate": quantities("flow", numbers(0, 100, 2)),
        "content": quantities("volume"),
    }
    | DEVICE_FIELDS,
    "ventilator": {"invasive": st.booleans()} | DEVICE_FIELDS,
    "monitor": DEVICE_FIELDS,
    "medicine_pack": {
        "inn": TEXTS,
        "strength": TEXTS,
        "dosage_form": TEXTS,
        "storage": temperatures(),
        "controlled": st.booleans(),
    },
    "vaccine": {"doses_per_vial": WHOLE | numbers(), "storage": temperatures()},
    "item": {"category": st.sampled_from(CATEGORY.words)},
}
CONSIGNMENT_FIELDS: dict[str, Strategy] = {
    "donor": parties(Donor),
    "recipient": parties(Recipient),
    "consignee": parties(Consignee),
    "notify_party": parties(NotifyParty),
    "origin": TEXTS,
    "destination": TEXTS,
    "dispatched": DAYS,
    "expected": DAYS,
    "mode": st.sampled_from([find_mode(mode) for mode in ("air", "sea", "road", "courier")]),
    "carrier": parties(Carrier),
    "waybill": TEXTS,
    "vehicle": TEXTS,
    "incoterm": st.sampled_from([find_incoterm(term) for term in ("DAP", "EXW", "CIP")]),
    "declared_gross_weight": st.builds(
        Declared[Quantity],
        qualifier=st.sampled_from(("exactly", "over", "about", "up to")),
        value=quantities("mass"),
    ),
    "declared_packages": st.builds(
        Declared[Decimal],
        qualifier=st.sampled_from(("exactly", "over", "about", "up to")),
        value=WHOLE | numbers(),
    ),
    "declared_value": st.builds(
        Declared[Money],
        qualifier=st.sampled_from(("exactly", "over", "about", "up to")),
        value=MONEY,
    ),
}
UNREADABLE = {
    "quantity": ("about a dozen", "9**9**8 each", "1_000", "5.3L", "24"),
    "gross_weight": ("15 blorps", "nan t", "2 tons", "5 litres", "See line 3", "tbd"),
    "pack_size": ("a box full",),
    "value": ("$ 5", "12 XYZ", "1200"),
    "expiry": ("31/02/2027", "soon", "02/03/2026", "N/A"),
    "country_of_origin": ("Congo", "Atlantis"),
}
"""Texts that have no value in their field, or not one that an object can hold."""


AMBIGUOUS = {
    "gross_weight": ("1,200 kg",),
    "pack_size": ("1.500", "1,250"),
}
"""Numbers with two readings, which the other texts of a column in a file would settle."""


@st.composite
def lines(draw: st.DrawFn, *, unreadable: bool | Literal["ambiguous"] = False) -> Any:
    """One line of any kind, with any of its fields stated.

    Args:
        draw: Hypothesis's own.
        unreadable: Whether to put texts without a value where nothing is stated,
            and whether numbers with two readings are among them.
    """
    kind = draw(st.sampled_from(sorted(KINDS)))
    fields = LINE_FIELDS | KIND_FIELDS[kind]
    stated = draw(st.fixed_dictionaries({}, optional=fields))
    if unreadable:
        every = UNREADABLE if unreadable is True else UNREADABLE | AMBIGUOUS
        texts = {name: st.sampled_from(texts) for name, texts in every.items()}
        kept = draw(st.fixed_dictionaries({}, optional=texts))
        stated["as_written"] = {k: text for k, text in kept.items() if k not in stated}
    return KINDS[kind](**stated)


@st.composite
def consignments(
    draw: st.DrawFn, *, unreadable: bool | Literal["ambiguous"] = False, least: int = 1
) -> Consignment:
    """One consignment of a few lines."""
    stated = draw(st.fixed_dictionaries({}, optional=CONSIGNMENT_FIELDS))
    goods = draw(st.lists(lines(unreadable=unreadable), min_size=least, max_size=4))
    reference = draw(st.none() | st.sampled_from(("A-1", "RU-IN-2021-04-29")) | TEXTS)
    return Consignment(reference=reference, lines=tuple(goods), **stated)


def several(
    *, unreadable: bool | Literal["ambiguous"] = False
) -> st.SearchStrategy[list[Consignment]]:
    """A few consignments, each known by a reference of its own."""
    return st.lists(consignments(unreadable=unreadable), min_size=1, max_size=3).map(
        lambda every: [
            each.model_copy(update={"reference": f"C-{place}"})
            for place, each in enumerate(every, start=1)
        ]
    )


CELLS = (
    st.sampled_from(
        ("", " ", "N/A", "tbd", "0", "-1", "1.500", "1,200", "1,200.5", "12", "1e3", "9**9**8",
         "1_000", "nan", "inf", "٣٫٥", "5,7", "4 000", "2,00,000", "12 kg", "3.5 MT", "2 tons",
         "15 blorps", "5 L", "5.3L", "20 each", "5 pcs", "3 carton", "See line 3", "€ 5", "$ 5",
         "12 USD", "2026-03-02", "02/03/2026", "25/03/2026", "31/02/2027", "03-02-26", "46083",
         "Mar 2026", "06/2027", "France", "Congo", "Germnay", "monitor", "ppe", "2-8 °C",
         "120 x 80 x 100 cm", "over 22 t", "=TODAY()", "#REF!", "TOTAL", "Subtotal", "#item",
         "yes", "air", "DAP", "a,b;c", "line", "quantity")
    )
    | st.text(max_size=12)
)  # fmt: skip
"""What stands in cells: sound, ambiguous and broken texts, and any other."""
HEADERS = st.sampled_from(
    ("line", "reference", "donor", "donor_country", "recipient", "Country", "kind", "category",
     "description", "Qty", "quantity", "unit", "pack size", "Weight (Kilograms)", "gross_weight",
     "net wt", "weight unit", "volume", "Line Item Value", "unit price", "currency",
     "Freight Cost (USD)", "batch", "expiry", "dispatched", "expected", "storage", "dimensions",
     "levels", "packages", "declared_gross_weight", "declared_value", "technology", "flow rate",
     "hs code", "un number", "mode", "incoterm", "serials", "controlled", "colour", "")
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn, *, most: int = 6) -> tuple[list[str], list[list[str]]]:
    """Headers, and rows of any texts under them."""
    headers = draw(st.lists(HEADERS, min_size=2, max_size=8, unique=True))
    row = st.lists(CELLS, min_size=len(headers), max_size=len(headers))
    return headers, draw(st.lists(row, min_size=1, max_size=most))


def complete_lines() -> set[str]:
    """The fields that lines are drawn with: all but the texts kept as written."""
    return set(LINE_FIELDS) | {name for fields in KIND_FIELDS.values() for name in fields}


def fields_of_lines() -> set[str]:
    """The fields that lines have."""
    every = {name for model in KINDS.values() for name in model.model_fields}
    return every - {"kind", "extra", "as_written"}
