"""All fields of the models in one table: the home that every list of columns comes from.

Header map, frame schema, template, documents: each is derived from here, and
this is derived from the models.

>>> FIELDS["gross_weight"].hxl
'#item+weight'
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args

from aidtrack.errors import UnknownName
from aidtrack.model.choice import KIND
from aidtrack.model.consignment import Consignment
from aidtrack.model.described import Noun
from aidtrack.model.goods import KINDS
from aidtrack.model.line import LineItem
from aidtrack.model.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic.fields import FieldInfo

Level = Literal["consignment", "line"]


@dataclass(frozen=True, slots=True)
class Field:
    """One canonical column: where it lives in the models, and how it is read."""

    name: str
    """The canonical column."""
    path: tuple[str, ...]
    """The attributes that lead to it from the consignment or the line."""
    level: Level
    shape: Shape
    description: str
    headers: tuple[str, ...] = ()
    """The header texts that mean it, besides its own name."""
    yielding: tuple[str, ...] = ()
    """The header texts that mean it where no other column does."""
    hxl: str | None = None
    kinds: tuple[str, ...] = ()
    """The kinds of lines that have it; empty for all."""


def _walk(model: type[Noun], level: Level, path: tuple[str, ...] = ()) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        inner = _submodel(info)
        if inner is not None:
            yield from _walk(inner, level, (*path, name))
        shape = next((item for item in info.metadata if isinstance(item, Shape)), None)
        if shape is None:
            continue
        extra: dict[str, Any] = (
            info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        )
        yield Field(
            name=extra.get("column", name),
            path=(*path, name),
            level=level,
            shape=shape,
            description=info.description or "",
            headers=tuple(extra.get("headers", ())),
            yielding=tuple(extra.get("yielding", ())),
            hxl=extra.get("hxl"),
        )


def _submodel(info: FieldInfo) -> type[Noun] | None:
    for candidate in (info.annotation, *get_args(info.annotation)):
        if isinstance(candidate, type) and issubclass(candidate, Noun):
            return candidate
    return None


def _collect() -> Mapping[str, Field]:
    fields = {field.name: field for field in _walk(Consignment, "consignment")}
    fields["kind"] = Field(
        name="kind",
        path=("kind",),
        level="line",
        shape=KIND,
        description="What sort of goods the line is: it decides which totals the line adds to.",
        headers=("kind of goods", "clase de bienes"),
        hxl="#item+kind",
    )
    common = {field.name: field for field in _walk(LineItem, "line")}
    # A line's own donor shares the consignment's column: a row has one donor.
    fields |= {name: field for name, field in common.items() if name not in fields}
    for kind, model in KINDS.items():
        for field in _walk(model, "line"):
            if field.name in common:
                continue
            known = fields.get(field.name, field)
            fields[field.name] = replace(known, kinds=(*known.kinds, kind))
    return MappingProxyType(fields)


FIELDS: Mapping[str, Field] = _collect()
"""Every field by its canonical column, in the order in which columns are written."""


def field_named(name: str) -> Field:
    """Return the field of a canonical column.

    Raises:
        UnknownName: There is no such field; the message names the nearest.
    """
    try:
        return FIELDS[name]
    except KeyError:
        what = "field"
        raise UnknownName(what, name, FIELDS) from None
