"""Family 6: the temperatures that goods must be kept at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.expiry import MEDICAL
from aidtrack.rules.packages import SAME_CARTON, names_its_carton

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_VACCINE: Final = "vaccine"
_MEDICINE: Final = "medicine_pack"
_NAMED: Final = (2, 8)
"""The range that the words of a line name, where they speak of 2-8 °C."""
_INSULIN = {"kind": "medicine_pack"}
_TETANUS = {"kind": "vaccine", "description": "tetanus toxoid"}
_BOX = {"reference": "A-1", "parcels": "7", "kind": "medicine_pack"}


@rule(
    "AT604",
    Severity.WARNING,
    "a vaccine should state its storage temperatures",
    cites=[cited.WHO_VACCINES],
    passes=[
        {"kind": "vaccine", "storage": "2-8 °C"},
        {"kind": "medicine_pack", "description": "paracetamol"},
    ],
    fails=[{"kind": "vaccine", "storage": ""}],
)
def storage_missing(line: Columns, given: Given) -> Expr:
    """A vaccine does not state the temperatures between which it must be kept.

    Whoever takes it over cannot know that it must neither warm nor freeze.

    To correct: copy both temperatures from the package or the lot release, as in 2-8 °C.
    """
    del given
    return where(line.kind == _VACCINE, line.storage.is_blank())


@rule(
    "AT612",
    Severity.WARNING,
    "{storage} in parcel {parcels}, in which other goods need temperatures outside that range",
    scope=Scope.GROUP,
    keys=SAME_CARTON,
    needs=["parcels", "storage"],
    several=True,
    cites=[cited.WHO_VACCINES, cited.ARITHMETIC],
    passes=[
        [_BOX | {"storage": "2-8 °C"}, _BOX | {"storage": "8-15 °C"}],
        [_BOX | {"storage": "2-8 °C"}, _BOX | {"storage": "15-25 °C", "parcels": "8"}],
        [_BOX | {"storage": "below 25 °C"}, _BOX | {"storage": "2-8 °C"}],
    ],
    fails=[
        [_BOX | {"storage": "2-8 °C"}, _BOX | {"storage": "8.1-15 °C"}],
        [_BOX | {"storage": "2-8 °C"}, _BOX | {"storage": "-25 to -15 °C"}],
    ],
)
def parcel_temperatures_conflict(line: Columns, given: Given) -> Expr:
    """One parcel holds goods for which no one temperature is right.

    Whatever the carton is kept at, some of its contents are spoilt.

    To correct: pack the goods of each range apart, and mark each carton with its own range.
    """
    del given
    known = names_its_carton(line) & line.storage.is_present()
    return where(known, line.storage.low.max() > line.storage.high.min())


@rule(
    "AT613",
    Severity.ERROR,
    "{storage} for {description}: this vaccine is lost at {freezing_c} °C and below",
    cites=[cited.VACCINES_FREEZING, cited.VACCINES_CDC, cited.VACCINES_MSF],
    passes=[
        _TETANUS | {"storage": "2-8 °C"},
        _TETANUS | {"storage": "0.5-8 °C"},
        {"kind": "vaccine", "description": "OPV", "storage": "-25 to -15 °C"},
        {"kind": "vaccine", "description": "influenza, live, nasal", "storage": "-25 to -15 °C"},
    ],
    fails=[
        _TETANUS | {"storage": "0-8 °C"},
        _TETANUS | {"storage": "-20 °C"},
        {"kind": "vaccine", "description": "Hepatitis B, recombinant", "storage": "frozen"},
        {"kind": "vaccine", "description": "Vaccin pentavalent", "storage": "-25 to -15 °C"},
        {"kind": "vaccine", "description": "Td", "storage": "-20 °C"},
        {"kind": "vaccine", "description": "HPV", "storage": "-20 °C"},
        {"kind": "vaccine", "description": "IPV", "storage": "-20 °C"},
        {"kind": "vaccine", "description": "typhoid conjugate", "storage": "-20 °C"},
    ],
)
def freeze_sensitive_vaccine_frozen(line: Columns, given: Given) -> Expr:
    """A vaccine that must not freeze is to be kept at freezing temperatures.

    Vaccines against diphtheria, tetanus, pertussis, hepatitis, influenza, pneumococci and
    papillomaviruses, inactivated polio vaccine and typhoid conjugate vaccine lose their
    strength when they freeze, and nobody can see it.

    To correct: look at the package; most likely the range is that of another vaccine in the
    list, and should read 2-8 °C. Goods that were frozen already must not be used.
    """
    sensitive = line.mentions.str.contains(" freeze-sensitive ", literal=True)
    frozen = line.storage.low <= pl.lit(given.freezing_c)
    return where((line.kind == _VACCINE) & sensitive, frozen)


@rule(
    "AT614",
    Severity.WARNING,
    "{storage} for {description} has no lower bound, and this vaccine must not freeze",
    cites=[cited.VACCINES_FREEZING, cited.VACCINES_CDC, cited.VACCINES_MSF],
    passes=[
        _TETANUS | {"storage": "2-8 °C"},
        {"kind": "vaccine", "description": "measles", "storage": "below 8 °C"},
    ],
    fails=[_TETANUS | {"storage": "below 8 °C"}],
)
def freeze_sensitive_vaccine_without_lower_bound(line: Columns, given: Given) -> Expr:
    """A vaccine that must not freeze says only how warm it may become.

    A storekeeper who reads *below 8 °C* may well put it into the freezer.

    To correct: write both ends of the range, as in 2-8 °C.
    """
    del given
    sensitive = line.mentions.str.contains(" freeze-sensitive ", literal=True)
    return where((line.kind == _VACCINE) & sensitive, line.storage.is_open_below())


@rule(
    "AT615",
    Severity.WARNING,
    "{storage} for a vaccine reaches above {cold_chain_high_c} °C, where the cold chain ends",
    cites=[cited.WHO_VACCINES],
    passes=[
        {"kind": "vaccine", "storage": "2-8 °C"},
        {"kind": "vaccine", "storage": "-80 to -60 °C"},
        {"kind": "medicine_pack", "storage": "15-25 °C"},
        {"kind": "vaccine", "description": "BCG vaccine diluent", "storage": "2-25 °C"},
    ],
    fails=[
        {"kind": "vaccine", "storage": "2-8.1 °C"},
        {"kind": "vaccine", "description": "BCG vaccine with diluent", "storage": "2-25 °C"},
        {"kind": "vaccine", "storage": "below 25 °C"},
    ],
)
def vaccine_above_cold_chain(line: Columns, given: Given) -> Expr:
    """A vaccine is to be kept warmer than the cold chain is.

    Nearly all vaccines are kept at 2-8 °C or frozen; the few that may leave the cold chain do
    so for days, under a programme of their own. A carrier who reads 15-25 °C will not cool it.

    Diluents, which many programmes store at room temperature, are left aside.

    To correct: copy the range from the package. If the vaccine is licensed for more, leave the
    range of its long-term storage here and say the rest in the remarks.
    """
    too_warm = line.storage.high > pl.lit(given.cold_chain_high_c)
    diluent = line.mentions.str.contains(" diluent ", literal=True).fill_null(value=False)
    return where((line.kind == _VACCINE) & ~diluent, too_warm)


@rule(
    "AT664",
    Severity.WARNING,
    "{storage} for {description} reaches above {cold_chain_high_c} °C; insulin and oxytocin are "
    "kept at 2-8 °C until they are used",
    cites=[cited.MEDICINES_COLD],
    passes=[
        _INSULIN | {"description": "Insulin glargine 100 IU/mL", "storage": "2-8 °C"},
        _INSULIN | {"description": "Amoxicillin 500 mg", "storage": "below 30 °C"},
        {"kind": "item", "description": "Insulin syringe 1 mL", "storage": "15-25 °C"},
        _INSULIN | {"description": "Insulin, in use 4 weeks below 30 °C", "storage": "2-8 °C"},
    ],
    fails=[
        _INSULIN | {"description": "Insulin glargine 100 IU/mL", "storage": "below 30 °C"},
        _INSULIN | {"description": "Oxytocin 10 IU injection", "storage": "15-25 °C"},
        _INSULIN | {"description": "Ocytocine 10 UI/mL", "storage": "2-8.1 °C"},
    ],
)
def cold_medicine_kept_warm(line: Columns, given: Given) -> Expr:
    """Insulin or oxytocin is to be kept warmer than the cold chain is.

    They lose their strength in the heat of a container, and nobody can see it. Some packs allow
    weeks at room temperature once they are in use, or are labelled for below 25 or 30 °C;
    procurement for relief asks for 2-8 °C on the way and in the store. What the words of the
    line themselves say of 2-8 °C is judged by another rule.

    To correct: look at the label of the carton. If it says 2-8 °C, write that; if it says more,
    ask the recipient's pharmacist whether such goods are wanted.
    """
    named = line.mentions.str.contains(" cold-medicine ", literal=True)
    said = line.mentions.str.contains(" 2-8 ", literal=True)
    too_warm = line.storage.high > pl.lit(given.cold_chain_high_c)
    return where((line.kind == _MEDICINE) & named & ~said, too_warm)


@rule(
    "AT616",
    Severity.ERROR,
    "{storage} is stated, but the description says 2 to 8 °C: {description}",
    cites=[cited.UNRWA_DOCUMENTS, cited.ARITHMETIC],
    passes=[
        _INSULIN | {"description": "Insulin, 2-8 °C", "storage": "2-8 °C"},
        _INSULIN | {"description": "Insulin, 2 to 8°C", "storage": "3-7 °C"},
        _INSULIN
        | {
            "description": "Amoxicillin powder (after reconstitution 2-8 °C)",
            "storage": "below 25 °C",
        },
        {"kind": "item", "description": "Syringe 2-8 cm", "storage": "15-25 °C"},
        {"description": "Vaccine refrigerator, keeps 2-8 °C", "storage": "15-30 °C"},
    ],
    fails=[
        _INSULIN | {"description": "Insulin, 2-8 °C", "storage": "-20 °C"},
        _INSULIN | {"description": "Insulin, 2-8 °C, do not freeze", "storage": "15-25 °C"},
        _INSULIN | {"description": "Oxytocin (store at 2 to 8°C)", "storage": "2-8.1 °C"},
    ],
)
def storage_contradicts_description(line: Columns, given: Given) -> Expr:
    """The storage temperatures of a line are not those that its description names.

    One of the two was copied from another line. Goods for the refrigerator that travel frozen
    or warm arrive as waste. Only medicines and vaccines are asked, and not what the words say
    of their keeping once they are opened or mixed.

    To correct: look at the package and write its range in both places, or in the column alone.
    """
    del given
    low, high = _NAMED
    named = line.mentions.str.contains(" 2-8 ", literal=True)
    outside = (line.storage.low < low) | (line.storage.high > high)
    return where(line.kind.is_in(MEDICAL) & named, outside)


@rule(
    "AT617",
    Severity.WARNING,
    "a medicine must be kept cold, says its description, but no storage temperatures are stated",
    cites=[cited.WHO_PACKING_LIST],
    passes=[
        {"kind": "medicine_pack", "description": "Insulin, keep refrigerated", "storage": "2-8 °C"},
        {"kind": "medicine_pack", "description": "paracetamol", "storage": ""},
        {"kind": "item", "description": "cold chain box", "storage": ""},
        {"kind": "medicine_pack", "description": "Cefaclor powder, once reconstituted 2-8 °C"},
    ],
    fails=[
        {"kind": "medicine_pack", "description": "Insuline, chaîne du froid", "storage": ""},
        {"kind": "medicine_pack", "description": "Oxytocin 10 IU (2-8 °C)"},
    ],
)
def cold_goods_without_range(line: Columns, given: Given) -> Expr:
    """A medicine is said to need the cold chain, and its temperatures stand in no column.

    Carriers and stores sort goods by that column; what only a description says is not seen.
    A vaccine without its temperatures is reported as that.

    To correct: write the range of the package into a column such as *storage*, as in 2-8 °C.
    """
    del given
    cold = line.mentions.str.contains(" cold ", literal=True)
    return where((line.kind == _MEDICINE) & cold, line.storage.is_blank())
