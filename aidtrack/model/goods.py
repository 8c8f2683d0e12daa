"""The kinds of line items: oxygen, ventilators, monitors, medicines, vaccines, and the rest."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from aidtrack.model.described import described
from aidtrack.model.line import LineItem
from aidtrack.model.values import (
    CategoryField,
    FlagField,
    FlowField,
    NumberField,
    PowerField,
    TechnologyField,
    TemperatureField,
    TextField,
    VolumeField,
)


class Device(LineItem):
    """What a machine needs at its destination, whichever machine it is."""

    power: PowerField = described(
        "The electric power that one unit takes.",
        headers=("power consumption", "rated power", "puissance", "potencia"),
    )
    voltage: TextField = described(
        "The voltage and frequency that it runs on, such as 220-240 V, 50 Hz.",
        headers=("supply voltage", "rated voltage", "voltage and frequency", "voltage frequency",
                 "tension", "tension d'alimentation", "voltaje", "tensión"),
    )  # fmt: skip
    plug: TextField = described(
        "The plug on its cable, such as type C or Schuko.",
        headers=("plug type", "type of plug", "power plug", "type de prise", "prise",
                 "tipo de enchufe", "enchufe", "clavija"),
    )  # fmt: skip
    manual_language: TextField = described(
        "The languages of its manual.",
        headers=("language of manual", "language of the manual", "user manual language",
                 "manual languages", "langue du manuel", "langue du mode d'emploi",
                 "idioma del manual"),
    )  # fmt: skip
    consumables: TextField = described(
        "The consumables and spare parts that come with it, and for how long they last.",
        headers=("consumables included", "consumables supplied", "accessories and consumables",
                 "consommables", "consumibles", "fungibles"),
    )  # fmt: skip


class OxygenUnit(Device):
    """Oxygen, or what makes it: generators, concentrators, cylinders, liquid."""

    kind: Literal["oxygen_unit"] = "oxygen_unit"
    technology: TechnologyField = described(
        "How the unit makes or holds oxygen; different technologies are never added.",
        headers=("oxygen technology", "technologie", "tecnología"),
    )
    flow_rate: FlowField = described(
        "The flow that one unit delivers.",
        headers=("flow", "flow rate lpm", "lpm", "flow capacity", "débit", "caudal"),
    )
    content: VolumeField = described(
        "The volume of gas or liquid that one unit holds; not a capacity to deliver.",
        headers=("cylinder content", "gas content", "contenu", "contenido", "water capacity"),
    )


class Ventilator(Device):
    """A machine that breathes for a patient, or helps to."""

    kind: Literal["ventilator"] = "ventilator"
    invasive: FlagField = described(
        "Whether it ventilates through a tube (yes) or a mask (no).",
        headers=("invasive ventilation", "invasif", "invasivo"),
    )


class Monitor(Device):
    """A device that watches a patient: bedside monitors, pulse oximeters."""

    kind: Literal["monitor"] = "monitor"


class MedicinePack(LineItem):
    """A medicine, counted in packs or in doses, tablets, vials."""

    kind: Literal["medicine_pack"] = "medicine_pack"
    inn: TextField = described(
        "The international nonproprietary name.",
        headers=("generic name", "molecule", "molecule test type", "active ingredient", "dci",
                 "substance", "principio activo", "principe actif", "nonproprietary name"),
    )  # fmt: skip
    strength: TextField = described(
        "The strength of one dose, such as 500 mg.",
        headers=("dosage", "dose strength", "concentration", "dosage strength", "dosis",
                 "concentración"),
    )  # fmt: skip
    dosage_form: TextField = described(
        "The form: tablet, capsule, oral solution …",
        headers=("form", "pharmaceutical form", "forme", "forme galénique", "forma farmacéutica",
                 "forma"),
    )  # fmt: skip
    storage: TemperatureField = described(
        "The temperatures between which it must be stored.",
        headers=("storage temperature", "storage conditions", "storage condition",
                 "temperature range",
                 "temperature", "conservation", "température de conservation",
                 "temperatura de conservación"),
    )  # fmt: skip
    controlled: FlagField = described(
        "Whether it is a narcotic or psychotropic under international control.",
        headers=("controlled substance", "narcotic", "stupéfiant", "estupefaciente", "cs"),
    )


class Vaccine(LineItem):
    """A vaccine, counted in doses or vials."""

    kind: Literal["vaccine"] = "vaccine"
    doses_per_vial: NumberField = described(
        "How many doses one vial holds.",
        headers=("doses vial", "dose per vial", "doses par flacon", "dosis por vial"),
    )
    storage: TemperatureField = described("The temperatures between which it must be stored.")


class Item(LineItem):
    """Everything else that relief sends."""

    kind: Literal["item"] = "item"
    category: CategoryField = described(
        "What the item is for; items of different categories are never added.",
        headers=("item category", "goods category", "catégorie", "categoría", "product group",
                 "product category", "product type category", "type of goods", "item type",
                 "nature of product", "nature of products"),
        hxl="#item+type",
    )  # fmt: skip


Goods = Annotated[
    OxygenUnit | Ventilator | Monitor | MedicinePack | Vaccine | Item,
    Field(discriminator="kind"),
]
"""A line item of any kind, told apart by ``kind``."""

KINDS: dict[str, type[LineItem]] = {
    "oxygen_unit": OxygenUnit,
    "ventilator": Ventilator,
    "monitor": Monitor,
    "medicine_pack": MedicinePack,
    "vaccine": Vaccine,
    "item": Item,
}
"""The class of each kind, in the order in which totals are shown."""
