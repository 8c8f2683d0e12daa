"""The nouns of aid: parties, goods and consignments, frozen and typed."""

from aidtrack.model.consignment import Consignment
from aidtrack.model.declared import Declared
from aidtrack.model.field import FIELDS, Field, field_named
from aidtrack.model.goods import (
    KINDS,
    Goods,
    Item,
    MedicinePack,
    Monitor,
    OxygenUnit,
    Vaccine,
    Ventilator,
)
from aidtrack.model.line import LineItem, Packaging
from aidtrack.model.packaging import PackagingLevel
from aidtrack.model.party import Carrier, Consignee, Donor, NotifyParty, Party, Recipient
from aidtrack.model.texts import Texts

__all__ = [
    "FIELDS",
    "KINDS",
    "Carrier",
    "Consignee",
    "Consignment",
    "Declared",
    "Donor",
    "Field",
    "Goods",
    "Item",
    "LineItem",
    "MedicinePack",
    "Monitor",
    "NotifyParty",
    "OxygenUnit",
    "Packaging",
    "PackagingLevel",
    "Party",
    "Recipient",
    "Texts",
    "Vaccine",
    "Ventilator",
    "field_named",
]
