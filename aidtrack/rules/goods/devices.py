"""Family 6: what machines must state to be of use where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import differ, rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_VENTILATOR = {"kind": "ventilator", "description": "ICU ventilator", "quantity": "3 each"}
_CYLINDER = {"kind": "oxygen_unit", "technology": "cylinder"}
_ALONE: Final = ("ventilator", "monitor")
_MACHINES: Final = ("generator", "concentrator")
_EACH: Final = "each"
_SPAN: Final = r"[^\s,]\s+[^\s,]|\d\s*[-–]\s*\d|\.\.|…|[:~&+]"  # noqa: RUF001
"""What tells of serial numbers that are not all written out, or of words among them."""


def _is_machine(line: Columns) -> Expr:
    """Return whether a line is of machines that run on electricity."""
    makes_oxygen = (line.kind == "oxygen_unit") & line.technology.is_in(_MACHINES)
    return line.kind.is_in(_ALONE) | makes_oxygen.fill_null(value=False)


@rule(
    "AT618",
    Severity.WARNING,
    "{serials_counted} serial numbers for a quantity of {quantity}: {serials}",
    cites=[cited.ARITHMETIC],
    passes=[
        _VENTILATOR | {"serials": "V-101, V-102, V-103"},
        _VENTILATOR | {"serials": "V-101 to V-103"},
        _VENTILATOR | {"serials": "V-101-V-103"},
        _VENTILATOR | {"serials": "101-102, 121-130", "quantity": "12 each"},
        _VENTILATOR | {"serials": "Model V60, S/N 1001, 1002", "quantity": "2 each"},
        _VENTILATOR | {"serials": "V-101, V-102", "quantity": "3 carton"},
    ],
    fails=[
        _VENTILATOR | {"serials": "V-101, V-102"},
        _VENTILATOR | {"serials": "V-101, V-102, V-103, V-104"},
        _VENTILATOR | {"serials": "V-101", "quantity": "0 each"},
    ],
)
def serials_not_as_many_as_quantity(line: Columns, given: Given) -> Expr:
    """A line lists more or fewer serial numbers than it has pieces.

    A device was forgotten on the list or in the crate; a receipt that goes by the numbers
    will not agree. One number alone, a span such as *101 to 120* or *101-120*, and numbers
    with words among them are not counted.

    To correct: count the crates, then write one serial number for each device, parted by
    commas, and correct the quantity if it was wrong.
    """
    del given
    count = line.serials_counted
    spanned = line.serials.str.contains(_SPAN)
    listed = ~spanned & ((count > 1) | (count > line.quantity))
    return where((line.quantity.unit == _EACH) & listed, count != line.quantity)


@rule(
    "AT619",
    Severity.WARNING,
    "serial number {serials} stands on {count} lines of {description}",
    scope=Scope.GROUP,
    keys=["description", "serials"],
    needs=["serials"],
    several=True,
    cites=[f"{cited.ARITHMETIC}: a serial number is one device's"],
    passes=[
        [
            _VENTILATOR | {"line": "1", "serials": "V-101"},
            _VENTILATOR | {"line": "2", "serials": "V-102"},
        ],
        [
            _VENTILATOR | {"line": "1", "serials": "V-101"},
            _VENTILATOR | {"line": "2", "serials": "V-101", "description": "trolley"},
        ],
        [
            _VENTILATOR | {"line": "1", "serials": "V-101", "batch": "B-1"},
            _VENTILATOR | {"line": "1", "serials": "V-101", "batch": "B-2"},
        ],
    ],
    fails=[
        [
            _VENTILATOR | {"line": "1", "serials": "V-101"},
            _VENTILATOR | {"line": "2", "serials": "V-101"},
        ],
        [
            _VENTILATOR | {"serials": "V-101", "gross_weight": "40 kg"},
            _VENTILATOR | {"serials": "V-101", "gross_weight": "42 kg"},
        ],
        [
            _VENTILATOR | {"reference": "A-1", "line": "1", "serials": "V-101"},
            _VENTILATOR | {"reference": "A-2", "line": "1", "serials": "V-101"},
        ],
    ],
)
def serial_on_two_lines(line: Columns, given: Given) -> Expr:
    """One serial number stands on several lines of the same goods, or in two consignments.

    A device was entered twice, so that totals count it twice, or a number was copied down
    and the real one is lost.

    To correct: read the number on each device's plate, and delete the line that has none.
    """
    del given
    # Lines that are alike in everything are said by other rules.
    apart = pl.any_horizontal(
        differ(column).fill_null(value=False)
        for column in (line.line, line.reference, line.quantity, line.gross_kg)
    )
    return where(line.serials.is_present(), apart)


@rule(
    "AT620",
    Severity.WARNING,
    "the voltage of a device is not stated, as in 220-240 V, 50 Hz",
    cites=[cited.WHO_DEVICES],
    on_request=True,
    passes=[_VENTILATOR | {"voltage": "100-240 V, 50/60 Hz"}, _CYLINDER],
    fails=[_VENTILATOR | {"voltage": ""}],
)
def voltage_missing(line: Columns, given: Given) -> Expr:
    """A device does not say what voltage and frequency it runs on.

    A machine for 110 V burns out on 230 V, and a transformer for it must be there before it is
    unpacked.

    To correct: copy voltage and frequency from the plate on the device.
    """
    del given
    return where(_is_machine(line), line.voltage.is_blank())


@rule(
    "AT621",
    Severity.WARNING,
    "the plug of a device is not stated, as in type C",
    cites=[cited.WHO_DEVICES],
    on_request=True,
    passes=[_VENTILATOR | {"plug": "type G"}, _CYLINDER],
    fails=[_VENTILATOR | {"plug": ""}],
)
def plug_missing(line: Columns, given: Given) -> Expr:
    """A device does not say what plug its cable has.

    If it does not fit the sockets of the hospital, the device waits for an adapter that will
    carry its current.

    To correct: write the type of the plug, and whether adapters are in the crate.
    """
    del given
    return where(_is_machine(line), line.plug.is_blank())


@rule(
    "AT622",
    Severity.WARNING,
    "the language of a device's manual is not stated",
    cites=[cited.EQUIPMENT_GUIDELINE],
    on_request=True,
    passes=[_VENTILATOR | {"manual_language": "en, fr"}, _CYLINDER],
    fails=[_VENTILATOR | {"manual_language": ""}],
)
def manual_language_missing(line: Columns, given: Given) -> Expr:
    """A device does not say in which language its manual is.

    A machine that breathes for a patient is not used by those who cannot read how.

    To correct: write the languages of the manual, and add one that the hospital's staff read.
    """
    del given
    return where(_is_machine(line), line.manual_language.is_blank())


@rule(
    "AT623",
    Severity.WARNING,
    "the consumables that come with a device are not stated",
    cites=[cited.EQUIPMENT_GUIDELINE],
    on_request=True,
    passes=[
        _VENTILATOR | {"consumables": "circuits and filters for 12 months"},
        _VENTILATOR | {"consumables": "see line 4"},
        _CYLINDER,
    ],
    fails=[_VENTILATOR | {"consumables": ""}],
)
def consumables_missing(line: Columns, given: Given) -> Expr:
    """A device does not say which consumables and spare parts come with it.

    A ventilator stands idle when its last circuit is used up, and the local market may not
    have any.

    To correct: list what is in the crate and for how long it lasts, or name the line that it
    stands on, as in *see line 4*.
    """
    del given
    return where(_is_machine(line), line.consumables.is_blank())


@rule(
    "AT624",
    Severity.WARNING,
    "the serial numbers of a device are not stated",
    cites=[cited.WHO_DEVICES],
    on_request=True,
    passes=[_VENTILATOR | {"serials": "V-101, V-102, V-103"}, _CYLINDER],
    fails=[_VENTILATOR | {"serials": ""}],
)
def serials_missing(line: Columns, given: Given) -> Expr:
    """A device has no serial number.

    The hospital's register, the warranty and a recall all go by it, and without it nobody can
    say which ventilator of three hundred stands where.

    To correct: copy the numbers from the plates before the crates are closed.
    """
    del given
    return where(_is_machine(line), line.serials.is_blank())
