"""The columns of a blank manifest: their headers, what they mean, and what may stand in them.

>>> [heading.text for heading in headings(["vaccine"])][-3:]
['Storage', 'Doses per vial', 'Remarks']

Which fields are everyday is decided here; everything about them comes from the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aidtrack.codes.transport import INCOTERMS, Mode
from aidtrack.errors import UnknownName
from aidtrack.model.choice import INCOTERM, MODE, Choice
from aidtrack.model.companion import COMPANIONS
from aidtrack.model.declared import DeclaredShape
from aidtrack.model.field import FIELDS
from aidtrack.model.goods import KINDS
from aidtrack.model.measured import MeasureShape
from aidtrack.model.shape import FlagShape, Shape
from aidtrack.rules import RULES
from aidtrack.units.catalogue import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aidtrack.model.field import Field

EVERYDAY: Final = (
    *("reference", "donor", "donor_country", "recipient", "recipient_country", "consignee"),
    *("dispatched", "expected", "mode", "waybill", "incoterm"),
    *("declared_gross_weight", "declared_packages", "declared_value"),
    *("line", "kind", "description", "quantity", "quantity.unit", "pack_size"),
    *("packages", "package_type", "parcels", "gross_weight", "net_weight", "volume"),
    *("value", "value.unit", "hs_code", "country_of_origin", "manufacturer"),
    *("batch", "expiry", "serials", "un_number", "shipping_name", "hazard_class"),
    *("category", "technology", "flow_rate", "content", "power", "invasive"),
    *("voltage", "plug", "manual_language", "consumables"),
    *("inn", "strength", "dosage_form", "controlled", "storage", "doses_per_vial", "remarks"),
)
"""The fields, and the columns that complete them, in the order of a packing list."""

_ABBREVIATED: Final = {"hs": "HS", "un": "UN", "inn": "INN"}
_OWN_UNITS: Final = {"content": "L", "power": "W"}
"""The units of fields that nobody states in the base unit of their dimension."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a blank manifest."""

    name: str
    """The field, or the companion column."""
    text: str
    """The header, in plain words and with the unit of what stands below."""
    meaning: str
    """One sentence from the model."""
    shape: Shape | None
    """What the field holds; None for a column that completes others."""
    choices: tuple[str, ...] = ()
    """The words that can stand there, where these are few."""
    asked_by: tuple[str, ...] = ()
    """The codes of the rules that report it where it is missing."""

    @property
    def field(self) -> Field | None:
        """The field, or None for a column that completes others."""
        return FIELDS.get(self.name)


def checked_kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds named, in the order of totals; all of them where none is.

    Raises:
        UnknownName: There is no such kind.
    """
    named = set(kinds)
    for kind in sorted(named - KINDS.keys()):
        what = "kind"
        raise UnknownName(what, kind, KINDS)
    return tuple(kind for kind in KINDS if kind in named or not named)


def headings(kinds: Iterable[str] = ()) -> tuple[Heading, ...]:
    """Return the columns for goods of some kinds, or of any.

    Raises:
        UnknownName: There is no such kind.
    """
    return tuple(_chosen(checked_kinds(kinds)))


def _chosen(kinds: tuple[str, ...]) -> Iterator[Heading]:
    for name in EVERYDAY:
        if name in COMPANIONS:
            entry = COMPANIONS[name]
            yield Heading(name, entry.headers[0].capitalize(), entry.description, None)
            continue
        field = FIELDS[name]
        if field.kinds and not set(field.kinds) & set(kinds):
            continue
        asked = tuple(rule.code for rule in RULES if name in rule.blanks and not rule.on_request)
        choices = kinds if name == "kind" else _choices(field.shape)
        shown = tuple(map(in_words, choices))
        yield Heading(name, _header(field), field.description, field.shape, shown, asked)


def _header(field: Field) -> str:
    """Return the field's own name in words: of all headers, the one that is surely read."""
    words = [_ABBREVIATED.get(word, word) for word in field.name.split("_")]
    text = " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])
    unit = unit_of(field)
    return text if unit is None else f"{text} ({unit})"


def unit_of(field: Field) -> str | None:
    """Return the unit that the header gives to bare numbers, or None where another column does."""
    shape = field.shape.inner if isinstance(field.shape, DeclaredShape) else field.shape
    if not isinstance(shape, MeasureShape):
        return None
    return _OWN_UNITS.get(field.name) or BASE.get(shape.dimension)


def _choices(shape: Shape) -> tuple[str, ...]:
    if isinstance(shape, Choice):
        return shape.words
    if isinstance(shape, FlagShape):
        return (shape.write(True), shape.write(False))  # noqa: FBT003 (the shape's one argument)
    if shape is MODE:
        return tuple(Mode)
    if shape is INCOTERM:
        return tuple(term.code for term in INCOTERMS.values() if not term.withdrawn)
    return ()


def in_words(choice: str) -> str:
    """Return a word of ours as people write it: ``oxygen unit``."""
    return choice.replace("_", " ")
