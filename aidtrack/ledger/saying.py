"""What callers give to be recorded, as drafts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import polars as pl
from pydantic import ValidationError

from aidtrack.errors import NotRecorded
from aidtrack.ledger.drafts import Drafts, drafts_of, drafts_of_lines
from aidtrack.ledger.heads import dumped, heads_of
from aidtrack.ledger.storable import only_unicode, refuse_nul
from aidtrack.ledger.telling import first_fault
from aidtrack.lines.lines import Lines
from aidtrack.model.consignment import Consignment
from aidtrack.model.entries import Dispatch, Entry, Listing, Pledge

if TYPE_CHECKING:
    from datetime import date, datetime

    from aidtrack.model.entries import Document
    from aidtrack.model.entries.witness import Witness

Recordable = Any
"""An entry, several, or what :meth:`Lines.of` accepts; a frame of any library has no type."""

_KINDS: Mapping[str, type[Dispatch | Pledge]] = MappingProxyType(
    {"dispatch": Dispatch, "pledge": Pledge}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the caller says of consignments that become entries."""

    who: str | Witness | None = None
    when: datetime | date | str | None = None
    document: Document | None = None
    kind: Literal["dispatch", "pledge"] = "dispatch"
    told: Literal["record", "report"] = "record"


@dataclass(frozen=True, slots=True)
class Made:
    """Drafts, and the lines that they list, to be validated."""

    drafts: Drafts
    lines: Lines | None
    """All goods that the entries list; None where they list none."""


def drafts_from(data: Recordable, said: Said) -> Made:
    """Return what is to be recorded as drafts.

    Raises:
        NotRecorded: A consignment has no reference, or nobody says who sent it, or when; or a
            text is none that every database can hold.
        TypeError: The data is nothing that can be recorded.
    """
    with only_unicode():
        made = _made(data, said)
    refuse_nul(made.drafts)
    return made


def _made(data: Recordable, said: Said) -> Made:
    one = isinstance(data, Lines | Entry | Consignment | str | bytes | pl.DataFrame)
    several = isinstance(data, Iterable) and not one and not hasattr(data, "__arrow_c_stream__")
    items: list[Any] = list(data) if several else [data]
    if items and all(isinstance(item, Entry | Consignment) for item in items):
        return _of_objects(items, said)
    return _of_lines(Lines.of(items if several else data), said)


def _of_objects(items: list[Entry | Consignment], said: Said) -> Made:
    entries = [item if isinstance(item, Entry) else _sent(item, said) for item in items]
    goods = [entry.consignment for entry in entries if isinstance(entry, Listing)]
    return Made(drafts_of(entries), Lines.of(goods) if goods else None)


def _sent(consignment: Consignment, said: Said) -> Entry:
    return _entry(dumped(consignment), said).model_copy(update={"consignment": consignment})


def _of_lines(lines: Lines, said: Said) -> Made:
    heads = heads_of(lines.frame)
    if not heads:
        raise NotRecorded("there is nothing to record: expected lines of consignments, got none")
    if empty := [name for source in lines.sources for name in source.empty]:
        raise NotRecorded(
            f"the consignment {empty[0]} has no lines, and would be lost; "
            "what was sent without a list is recorded as a Dispatch"
        )
    kinds: dict[tuple[str, ...], dict[str, Any]] = {}
    contents = []
    for head in heads:
        # Nothing but these two and the goods tells the entries of one file apart.
        key = (str(head.get("donor")), str(head.get("dispatched")))
        if key not in kinds or "reference" not in head:
            kinds[key] = _entry(head, said).model_dump(mode="json", exclude_none=True)
        contents.append(kinds[key])
    return Made(drafts_of_lines(lines, heads, contents), lines)


def _entry(head: dict[str, Any], said: Said) -> Dispatch | Pledge:
    """Return what is said of a consignment, by its head, as an entry without its goods."""
    reference = head.get("reference")
    if reference is None:
        raise NotRecorded(
            "a consignment has no reference, by which other entries could speak of it: "
            "state one in its column"
        )
    who = said.who or {
        name: value for name, value in head.get("donor", {}).items() if name in {"name", "country"}
    }
    when = said.when or head.get("dispatched")
    if not who:
        raise NotRecorded(f"{reference}: nobody says who sent it; state its donor, or who")
    if when is None:
        raise NotRecorded(f"{reference}: nobody says when; state the day of dispatch, or when")
    try:
        return _KINDS[said.kind](
            who=who,
            when=when,
            told=said.told,
            document=said.document,
            consignment=Consignment(reference=reference),
        )
    except ValidationError as error:
        raise NotRecorded(f"{reference}: {first_fault(error)}") from None
