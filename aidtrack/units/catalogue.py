"""The closed table of units: one row per unit, and no unit anywhere else.

>>> UNITS["t"].factor, UNITS["t"].dimension
(Decimal('1000'), 'mass')
>>> UNITS["carton"].dimension
'carton'

The pint registry is generated from this table, and the conversion factors of
frames and totals are read from it. Every countable unit is a dimension of its
own, so that nothing but an explicit pack size ever turns packs into items.
"""

from __future__ import annotations

import re
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from aidtrack.errors import UnknownUnit
from aidtrack.text.nearest import nearest
from aidtrack.text.quote import quote
from aidtrack.units.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping


def _measured(dimension: str, *rows: tuple[str, str, str, str | None]) -> list[Unit]:
    """Return measured units from rows of symbol, name, factor and Rec 20 code."""
    units = []
    for symbol, name, scale, rec20 in rows:
        factor, _, divisor = scale.partition("/")
        parts = Decimal(factor), int(divisor or 1)
        units.append(Unit(symbol, name, _plural(name), dimension, *parts, rec20=rec20))
    return units


def _plural(name: str) -> str:
    """Return the plural of a measured unit: ``cubic feet per minute``."""
    noun, per, time = name.partition(" per ")
    return re.sub("foots$", "feet", re.sub("inchs$", "inches", f"{noun}s")) + per + time


def _counted(*rows: tuple[str, str, str | None, str | None]) -> list[Unit]:
    """Return countable units, each its own dimension, from name, plural and two codes."""
    return [
        Unit(name, name, plural, name, Decimal(1), indivisible=True, rec20=rec20, rec21=rec21)
        for name, plural, rec20, rec21 in rows
    ]


def _multiple(name: str, plural: str, factor: int, rec20: str) -> Unit:
    """Return a unit that is a fixed number of single items."""
    return Unit(name, name, plural, "each", Decimal(factor), indivisible=True, rec20=rec20)


# Factors: the international pound is 0.45359237 kg and the inch 25.4 mm, both exactly
# (1959); the rest follows by multiplication (short ton 2,000 lb, long ton 2,240 lb, ounce
# 1/16 lb, US gallon 231 cubic inches; the imperial gallon is 4.54609 L, UK 1985). Rec 20
# prints some of these rounded, so its conversion column is not used.
# The first row of each dimension is its base unit.
_ROWS: Final = (
    *_measured(
        "mass",
        ("kg", "kilogram", "1", "KGM"),
        ("g", "gram", "0.001", "GRM"),
        ("mg", "milligram", "0.000001", "MGM"),
        ("t", "tonne", "1000", "TNE"),
        ("lb", "pound", "0.45359237", "LBR"),
        ("oz", "ounce", "0.028349523125", "ONZ"),
        ("short_ton", "short ton", "907.18474", "STN"),
        ("long_ton", "long ton", "1016.0469088", "LTN"),
    ),
    *_measured(
        "volume",
        ("m3", "cubic metre", "1", "MTQ"),
        ("L", "litre", "0.001", "LTR"),
        ("dL", "decilitre", "0.0001", "DLT"),
        ("cL", "centilitre", "0.00001", "CLT"),
        ("mL", "millilitre", "0.000001", "MLT"),
        ("ft3", "cubic foot", "0.028316846592", "FTQ"),
        ("in3", "cubic inch", "0.000016387064", "INQ"),
        ("gal_us", "US gallon", "0.003785411784", "GLL"),
        ("gal_uk", "UK gallon", "0.00454609", "GLI"),
        ("floz_us", "US fluid ounce", "0.0000295735295625", "OZA"),
        ("floz_uk", "UK fluid ounce", "0.0000284130625", "OZI"),
    ),
    *_measured(
        "length",
        ("m", "metre", "1", "MTR"),
        ("km", "kilometre", "1000", "KMT"),
        ("cm", "centimetre", "0.01", "CMT"),
        ("mm", "millimetre", "0.001", "MMT"),
        ("in", "inch", "0.0254", "INH"),
        ("ft", "foot", "0.3048", "FOT"),
        ("yd", "yard", "0.9144", "YRD"),
    ),
    *_measured(
        "area",
        ("m2", "square metre", "1", "MTK"),
        ("ft2", "square foot", "0.09290304", "FTK"),
    ),
    *_measured(
        "flow",
        ("L/min", "litre per minute", "1", "L2"),
        ("L/s", "litre per second", "60", "G51"),
        ("L/h", "litre per hour", "1/60", "E32"),
        ("m3/h", "cubic metre per hour", "1000/60", "MQH"),
        ("ft3/min", "cubic foot per minute", "28.316846592", "2L"),
    ),
    *_measured("power", ("W", "watt", "1", "WTT"), ("kW", "kilowatt", "1000", "KWT")),
    # Volt-amperes are not watts: a generator of 5 kVA delivers 4 kW at a power factor of 0.8.
    *_measured(
        "apparent power",
        ("VA", "volt ampere", "1", "D46"),
        ("kVA", "kilovolt ampere", "1000", "KVA"),
    ),
    *_counted(("each", "each", "EA", "PP")),
    _multiple("dozen", "dozen", 12, "DZN"),
    _multiple("hundred", "hundred", 100, "CEN"),
    _multiple("gross", "gross", 144, "GRO"),
    _multiple("thousand", "thousand", 1000, "MIL"),
    # A pair stays a pair: nobody counts gloves or boots by the piece.
    *_counted(
        ("pair", "pairs", "PR", None),
        ("set", "sets", "SET", "SX"),
        ("kit", "kits", "KT", None),
        ("pack", "packs", "NMP", "PK"),
        ("package", "packages", None, "PK"),
        ("box", "boxes", None, "BX"),
        ("carton", "cartons", None, "CT"),
        ("case", "cases", None, "CS"),
        ("crate", "crates", None, "CR"),
        ("pallet", "pallets", None, "PX"),
        ("container", "containers", None, "CN"),
        ("bag", "bags", None, "BG"),
        ("sack", "sacks", None, "SA"),
        ("bundle", "bundles", None, "BE"),
        ("bale", "bales", None, "BL"),
        ("drum", "drums", None, "DR"),
        ("barrel", "barrels", None, "BA"),
        ("jerrycan", "jerrycans", None, "JC"),
        ("bucket", "buckets", None, "BJ"),
        ("can", "cans", None, "CA"),
        ("jar", "jars", None, "JR"),
        ("tray", "trays", None, "PU"),
        ("pouch", "pouches", None, "PO"),
        ("bottle", "bottles", None, "BO"),
        ("cylinder", "cylinders", None, "CY"),
        ("tank", "tanks", None, "TY"),
        ("plant", "plants", None, None),
        ("vial", "vials", None, "VI"),
        ("ampoule", "ampoules", None, "AM"),
        ("tube", "tubes", None, "TU"),
        ("sachet", "sachets", None, "SH"),
        ("strip", "strips", "SR", None),
        ("blister", "blisters", None, None),
        ("tablet", "tablets", "U2", None),
        ("capsule", "capsules", None, "AV"),
        ("dose", "doses", "E27", None),
        ("treatment", "treatments", "U1", None),
        ("test", "tests", "E53", None),
        ("ration", "rations", "13", None),
        ("meal", "meals", "Q3", None),
        ("roll", "rolls", None, "RO"),
        ("reel", "reels", None, "RL"),
        ("sheet", "sheets", None, "ST"),
        ("ream", "reams", "RM", None),
    ),
)


def _bases() -> dict[str, str]:
    """Return the first unit of every dimension."""
    bases: dict[str, str] = {}
    for unit in _ROWS:
        bases.setdefault(unit.dimension, unit.symbol)
    return bases


UNITS: Final[Mapping[str, Unit]] = MappingProxyType({unit.symbol: unit for unit in _ROWS})
"""Every unit, by symbol, in a fixed order."""


BASE: Final[Mapping[str, str]] = MappingProxyType(_bases())
"""The symbol of the base unit of every dimension."""


def find_unit(symbol: str) -> Unit:
    """Return the unit with this symbol.

    Raises:
        UnknownUnit: No unit has it; the message names the nearest.

    >>> find_unit("cartons")
    Traceback (most recent call last):
    aidtrack.errors.UnknownUnit: 'cartons' is no unit symbol; did you mean 'carton'?
    """
    try:
        return UNITS[symbol]
    except KeyError:
        close = nearest(symbol, UNITS.keys())
        hint = f"; did you mean {close!r}?" if close else ""
        raise UnknownUnit(f"{quote(symbol)} is no unit symbol{hint}") from None
