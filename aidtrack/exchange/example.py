"""The example of a blank manifest: one line of each kind, made up, and without a fault."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aidtrack.codes.countries import COUNTRIES
from aidtrack.exchange.heading import in_words, unit_of
from aidtrack.exchange.table import canonical_texts
from aidtrack.lines.lines import Lines
from aidtrack.model.choice import Choice, CountryShape
from aidtrack.model.consignment import Consignment
from aidtrack.model.declared import DeclaredShape
from aidtrack.model.goods import Item, MedicinePack, Monitor, OxygenUnit, Vaccine, Ventilator
from aidtrack.model.line import Packaging
from aidtrack.model.party import Consignee, Donor, Recipient
from aidtrack.text.number import normal_number, plain_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from aidtrack.exchange.heading import Heading
    from aidtrack.model.goods import Goods


def example_cells(
    headings: Sequence[Heading], kinds: Collection[str]
) -> tuple[tuple[str, ...], ...]:
    """Return for each heading what stands below it, on a line of each of the kinds."""
    lines = Lines.of(example(kinds))
    texts, nothing = canonical_texts(lines), (None,) * len(lines)
    return tuple(
        tuple(
            _shown(heading, value)
            for value in (texts if _says_all(heading) else lines.frame).get_column(
                heading.name, default=nothing
            )
        )
        for heading in headings
    )


def _says_all(heading: Heading) -> bool:
    """Return whether a cell has its unit or currency in itself: a claim, which can be loose."""
    field = heading.field
    return field is not None and isinstance(field.shape, DeclaredShape) and not unit_of(field)


def _shown(heading: Heading, value: Any) -> str:
    """Return a value as a person writes it below its heading, which has the unit."""
    match value:
        case None:
            return ""
        case Decimal():
            return plain_number(normal_number(value))
        case str() if isinstance(heading.shape, CountryShape):
            return COUNTRIES[value].name
        case str() if isinstance(heading.shape, Choice):
            return in_words(value)
        case str():
            return value
        case _:
            return value.isoformat() if heading.shape is None else heading.shape.write(value)


def example(kinds: Collection[str]) -> Consignment:
    """Return a consignment of one line for each of the kinds, its totals declared."""
    lines = tuple(_numbered(line for line in _lines() if line.kind in kinds))
    weights = [line.gross_weight for line in lines if line.gross_weight is not None]
    values = [line.value for line in lines if line.value is not None]
    counts = [line.packaging.count for line in lines if line.packaging and line.packaging.count]
    return Consignment(
        reference="EX-2026-014",
        donor=Donor(name="Example Relief", country="FR"),
        recipient=Recipient(name="Ministry of Health", country="KE"),
        consignee=Consignee(name="Central Medical Store, Nairobi"),
        dispatched=date(2026, 11, 20),
        expected=date(2026, 11, 27),
        mode="air",
        waybill="057-12345675",
        incoterm="DAP",
        declared_gross_weight=sum(weights[1:], weights[0]),
        declared_packages=sum(counts, Decimal(0)),
        declared_value=sum(values[1:], values[0]),
        lines=lines,
    )


def _numbered(lines: Iterable[Goods]) -> Iterator[Goods]:
    """Yield lines numbered from 1, and their parcels one after the other."""
    before = 0
    for number, line in enumerate(lines, start=1):
        count = int(line.packaging.count or 0) if line.packaging else 0
        parcels = f"{before + 1}-{before + count}" if count else None
        yield line.model_copy(update={"line": str(number), "parcels": parcels})
        before += count


def _lines() -> tuple[Goods, ...]:
    return (
        OxygenUnit(
            description="Oxygen concentrator, 10 L/min, with accessories",
            technology="concentrator",
            quantity="24 each",
            flow_rate="10 L/min",
            power="600 W",
            voltage="220-240 V, 50 Hz",
            plug="type G",
            manual_language="en, fr",
            consumables="filters and cannulas for 12 months",
            gross_weight="648 kg",
            net_weight="576 kg",
            volume="4.32 m3",
            value="26400 USD",
            hs_code="901920",
            country_of_origin="CN",
            manufacturer="Example Medical Devices",
            serials="OC-26-0101 to OC-26-0124",
            packaging=Packaging(count=24, type="carton"),
        ),
        Ventilator(
            description="Intensive care ventilator, adult and child",
            quantity="5 each",
            invasive=True,
            power="250 W",
            voltage="100-240 V, 50/60 Hz",
            plug="type C, adapter for type G",
            manual_language="en, fr",
            consumables="circuits and filters for 3 months",
            gross_weight="310 kg",
            net_weight="225 kg",
            volume="3.1 m3",
            value="92500 USD",
            hs_code="901920",
            country_of_origin="DE",
            manufacturer="Example Medical Devices",
            serials="V-7001, V-7002, V-7003, V-7004, V-7005",
            packaging=Packaging(count=5, type="crate"),
        ),
        Monitor(
            description="Patient monitor, 6 parameters",
            quantity="12 each",
            power="60 W",
            voltage="100-240 V, 50/60 Hz",
            plug="type G",
            manual_language="en",
            consumables="sensors for 3 months",
            gross_weight="150 kg",
            net_weight="120 kg",
            volume="0.96 m3",
            value="14400 USD",
            hs_code="901819",
            country_of_origin="DE",
            manufacturer="Example Medical Devices",
            packaging=Packaging(count=12, type="carton"),
        ),
        MedicinePack(
            description="Amoxicillin 500 mg capsules, box of 100",
            inn="amoxicillin",
            strength="500 mg",
            dosage_form="capsule",
            quantity="4000 box",
            pack_size=100,
            gross_weight="320 kg",
            net_weight="296 kg",
            volume="1.6 m3",
            value="9200 USD",
            hs_code="300410",
            country_of_origin="IN",
            manufacturer="Example Pharma",
            batch="AMX-2291",
            expiry=date(2028, 10, 31),
            storage="15-25 °C",
            controlled=False,
            packaging=Packaging(count=40, type="carton"),
        ),
        Vaccine(
            description="Measles vaccine, vials of 10 doses, with diluent",
            quantity="600 vial",
            doses_per_vial=10,
            gross_weight="42 kg",
            net_weight="18 kg",
            volume="0.2 m3",
            value="3900 USD",
            hs_code="300241",
            country_of_origin="IN",
            manufacturer="Example Biologicals",
            batch="MV-0815",
            expiry=date(2028, 5, 31),
            storage="2-8 °C",
            packaging=Packaging(count=3, type="insulated box"),
        ),
        Item(
            description="Tarpaulin, 4 m x 6 m, woven plastic",
            category="shelter",
            quantity="500 each",
            gross_weight="2150 kg",
            net_weight="2100 kg",
            volume="5.4 m3",
            value="7500 USD",
            hs_code="630612",
            country_of_origin="PK",
            manufacturer="Example Textiles",
            packaging=Packaging(count=100, type="bale"),
        ),
    )
