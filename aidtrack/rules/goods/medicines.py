"""Family 6: what medicines must state, and what they are packed with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aidtrack.codes.controlled import CONTROLLED
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

_TABLETS = {"kind": "medicine_pack", "description": "paracetamol"}
_BOXED = {"reference": "A-1", "parcels": "4", "kind": "medicine_pack", "description": "amoxicillin"}
_MEDICINE: Final = "medicine_pack"
_PERMITS: Final = [name for name, each in CONTROLLED.items() if each.needs_permits]
_WATCHED: Final = [name for name, each in CONTROLLED.items() if not each.needs_permits]
_OTHER_GOODS: Final = ("ppe", "test", "shelter", "food", "wash", "device", "other")
"""The categories of goods that are surely no medicine; a kit may hold some."""
_OTHER_KINDS: Final = ("oxygen_unit", "ventilator", "monitor")


@rule(
    "AT601",
    Severity.ERROR,
    "a medicine or vaccine needs its batch number",
    cites=[cited.WHO_PACKING_LIST],
    passes=[_TABLETS | {"batch": "AMX-2291"}, {"kind": "monitor", "batch": ""}],
    fails=[_TABLETS | {"batch": ""}, _TABLETS | {"batch": "N/A"}, _TABLETS],
)
def batch_missing(line: Columns, given: Given) -> Expr:
    """A medicine or vaccine has no batch number.

    Without it a recall cannot find the goods, and customs may hold them.

    To correct: copy the batch from the carton or the manufacturer's certificate; where a line
    holds several batches, give each a line of its own with its quantity.
    """
    del given
    return where(line.kind.is_in(MEDICAL), line.batch.is_blank())


@rule(
    "AT602",
    Severity.ERROR,
    "a medicine or vaccine needs its expiry date",
    cites=[cited.WHO_PACKING_LIST],
    passes=[_TABLETS | {"expiry": "2027-06-30"}, {"kind": "monitor", "expiry": ""}],
    fails=[_TABLETS | {"expiry": ""}, _TABLETS],
)
def expiry_missing(line: Columns, given: Given) -> Expr:
    """A medicine or vaccine has no expiry date.

    Nobody can say whether it may still be used when it arrives.

    To correct: copy the date from the package; a month and year will do, and mean the last day
    of that month.
    """
    del given
    return where(line.kind.is_in(MEDICAL), line.expiry.is_blank())


@rule(
    "AT603",
    Severity.WARNING,
    "a medicine should be named by its INN, the generic name",
    cites=[cited.WHO_LABEL],
    passes=[_TABLETS | {"inn": "paracetamol"}, {"kind": "vaccine", "inn": ""}],
    fails=[_TABLETS | {"inn": ""}],
)
def inn_missing(line: Columns, given: Given) -> Expr:
    """A medicine has no international nonproprietary name.

    Brand names differ from country to country; the people who will use the
    goods may not know this one.

    To correct: add a column with the generic name that is printed below the brand, for
    combinations the names of all active substances.
    """
    del given
    return where(line.kind == _MEDICINE, line.inn.is_blank())


@rule(
    "AT606",
    Severity.WARNING,
    "the dosage form of a medicine is not stated, as in tablet or oral solution",
    cites=[cited.WHO_PACKING_LIST],
    passes=[
        _TABLETS | {"dosage_form": "tablet"},
        _TABLETS | {"description": "Paracétamol 500 mg, comprimés"},
        {"kind": "monitor", "description": "patient monitor"},
    ],
    fails=[_TABLETS, _TABLETS | {"dosage_form": "N/A", "inn": "paracetamol"}],
)
def dosage_form_missing(line: Columns, given: Given) -> Expr:
    """A medicine states no dosage form, neither in a column nor in its description.

    Syrup for children and tablets for adults are not the same goods: whoever plans with
    them cannot tell which patients they will serve.

    To correct: write the form beside the name or in a column of its own, such as tablet,
    capsule, oral solution, powder for injection.
    """
    del given
    told = line.mentions.str.contains(" form ", literal=True)
    return where(line.kind == _MEDICINE, line.dosage_form.is_blank() & ~told)


@rule(
    "AT607",
    Severity.WARNING,
    "the strength of a medicine is not stated, as in 500 mg or 250 mg/5 mL",
    cites=[cited.WHO_LABEL],
    passes=[
        _TABLETS | {"strength": "500 mg"},
        _TABLETS | {"description": "Amoxicillin 500mg caps"},
        _TABLETS | {"description": "Chlorhexidine 5 %"},
        {"kind": "vaccine", "description": "measles vaccine"},
        _TABLETS | {"description": "Oral rehydration salts, sachets"},
        _TABLETS | {"description": "Multivitamin tablets"},
    ],
    fails=[_TABLETS, _TABLETS | {"description": "amoxicillin capsules, 100"}],
)
def strength_missing(line: Columns, given: Given) -> Expr:
    """A medicine states no strength, neither in a column nor in its description.

    A dose cannot be worked out without it, and the same tablet in another strength can
    harm. Goods of many substances, such as multivitamins and oral rehydration salts, are not
    asked.

    To correct: write what one dose holds, with its unit, as the label does; for liquids per
    volume, as in 250 mg/5 mL.
    """
    del given
    told = line.mentions.str.contains(" (?:strength|formula) ")
    return where(line.kind == _MEDICINE, line.strength.is_blank() & ~told)


@rule(
    "AT608",
    Severity.INFO,
    "the storage conditions of a medicine are not stated",
    cites=[f"{cited.WHO_PACKING_LIST}: special storage conditions"],
    passes=[_TABLETS | {"storage": "below 30 °C"}, {"kind": "vaccine", "storage": ""}],
    fails=[_TABLETS | {"storage": ""}],
)
def medicine_storage_missing(line: Columns, given: Given) -> Expr:
    """A medicine does not say how it must be stored.

    The guideline asks for special conditions only, so that nothing need be wrong. But a
    storekeeper cannot tell a medicine without special conditions from one whose conditions
    were forgotten. Goods that are said to need the cold chain are reported as that.

    To correct: copy the temperatures from the package, as in 15-25 °C or below 30 °C.
    """
    del given
    cold = line.mentions.str.contains(" cold ", literal=True)
    return where((line.kind == _MEDICINE) & ~cold, line.storage.is_blank())


@rule(
    "AT609",
    Severity.WARNING,
    "{substance} is under international control and needs permits to leave and to enter a "
    "country; the line does not flag it",
    cites=[cited.NARCOTICS, cited.PSYCHOTROPICS],
    passes=[
        _TABLETS | {"inn": "morphine", "controlled": "yes"},
        _TABLETS | {"inn": "naloxone"},
        _TABLETS | {"description": "Paracetamol 500 mg, codeine 30 mg, tablets"},
        {"kind": "item", "description": "urine test, morphine"},
    ],
    fails=[
        _TABLETS | {"description": "Morphine sulfate 10 mg/mL, ampoules"},
        _TABLETS | {"inn": "péthidine", "controlled": "no"},
        _TABLETS | {"inn": "Methylphenidate"},
    ],
)
def permit_medicine_not_flagged(line: Columns, given: Given) -> Expr:
    """A medicine that crosses borders with permits only is not flagged as controlled.

    Each import and export of it is authorised by both countries beforehand. Without the
    papers it is seized, and the rest of the consignment waits with it. This is a flag for a
    pharmacist, not a judgement: some preparations are exempt.

    To correct: let a pharmacist look, obtain the import authorisation before anything leaves,
    put yes in a column such as *controlled*, and pack such goods apart.
    """
    del given
    named = line.substance.is_in(_PERMITS).fill_null(value=False)
    return where(line.kind == _MEDICINE, named & ~line.controlled.fill_null(value=False))


@rule(
    "AT610",
    Severity.INFO,
    "{substance} is under international control; the line does not flag it",
    cites=[cited.PSYCHOTROPICS, cited.PREPARATIONS],
    passes=[
        _TABLETS | {"inn": "diazepam", "controlled": "yes"},
        _TABLETS | {"inn": "morphine"},
    ],
    fails=[
        _TABLETS | {"inn": "diazepam"},
        _TABLETS | {"description": "Phenobarbital 30 mg tablets", "controlled": "no"},
        _TABLETS | {"description": "Paracetamol 500 mg, codeine 30 mg, tablets"},
        _TABLETS | {"description": "Diphenoxylate 2.5 mg, atropine 25 mcg, tablets"},
    ],
)
def controlled_medicine_not_flagged(line: Columns, given: Given) -> Expr:
    """A medicine that the conventions control less strictly is not flagged as controlled.

    Psychotropics of the lower schedules, and the usual preparations of codeine and its like,
    cross borders without the permits of the conventions, but many countries ask for one all
    the same; stronger preparations of codeine need it everywhere. This is a flag for a
    pharmacist, not a judgement.

    To correct: ask the recipient which papers its country wants, and put yes in a column such
    as *controlled*.
    """
    del given
    named = line.substance.is_in(_WATCHED).fill_null(value=False)
    return where(line.kind == _MEDICINE, named & ~line.controlled.fill_null(value=False))


@rule(
    "AT611",
    Severity.WARNING,
    "parcel {parcels} holds medicines and other goods",
    scope=Scope.GROUP,
    keys=SAME_CARTON,
    needs=["parcels"],
    several=True,
    cites=[cited.WHO_MIXING],
    passes=[
        [_BOXED, _BOXED | {"description": "paracetamol"}],
        [_BOXED, _BOXED | {"parcels": "5", "kind": "item", "category": "food"}],
        [_BOXED, _BOXED | {"kind": "item", "category": "kit"}],
        [
            _BOXED | {"package_type": "pallet"},
            _BOXED | {"package_type": "pallet", "kind": "monitor"},
        ],
    ],
    fails=[
        [_BOXED, _BOXED | {"kind": "item", "category": "shelter"}],
        [_BOXED | {"kind": "vaccine"}, _BOXED | {"kind": "monitor"}],
    ],
)
def medicine_packed_with_other_goods(line: Columns, given: Given) -> Expr:
    """Medicines and goods of another nature are in one carton.

    Medicines go to a pharmacy and the rest elsewhere: a mixed carton is opened and sorted on
    arrival, and what is in it is lost or spoilt first.

    To correct: pack them apart, number the cartons anew, and let each line name its own.
    """
    del given
    medicine = line.kind.is_in(MEDICAL)
    other = line.kind.is_in(_OTHER_KINDS) | line.category.is_in(_OTHER_GOODS).fill_null(value=False)
    return where(names_its_carton(line), medicine.any() & other.any())
