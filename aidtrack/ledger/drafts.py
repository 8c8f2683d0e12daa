"""Entries as they are written: their content as JSON, and the rows of what they list."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.lines.digest import digest_of, digests, plain_cells
from aidtrack.lines.lines import Lines
from aidtrack.model.entries import Listing, canonical_bytes, hash_of, listing_bytes, substance_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aidtrack.model.entries import Entry

NOTHING: Final = digest_of(pl.DataFrame())
"""The hash of no lines."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry, ready to be written."""

    id: str
    """The hash of its content."""
    kind: str
    reference: str | None
    """What it is about."""
    substance: str
    """The hash of what it says, whoever says it: of goods alone where it lists them."""
    content: str
    """The entry as canonical JSON, its lines by their digest."""
    name: str | None = None
    """What findings call the consignment that it lists."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """Entries, and the cells of the lines that they list."""

    entries: tuple[Draft, ...]
    cells: pl.DataFrame
    """The columns ``draft`` (which entry, from 0) and ``position`` (from 1), then the cells
    as :func:`aidtrack.lines.digest.plain_cells` makes them."""


def drafts_of(entries: Sequence[Entry]) -> Drafts:
    """Return entries of the model as drafts."""
    lists = [
        (place, entry.consignment)
        for place, entry in enumerate(entries)
        if isinstance(entry, Listing) and entry.consignment.lines
    ]
    if not lists:
        return Drafts(tuple(map(_draft_without_goods, entries)), no_rows())
    frame = Lines.of([consignment for _, consignment in lists]).frame
    told = digests(frame).with_columns(pl.Series("draft", [place for place, _ in lists], pl.Int64))
    sums = {row["draft"]: row for row in told.iter_rows(named=True)}
    drafts = [
        _draft_of_listing(entry, sums[place])
        if place in sums and isinstance(entry, Listing)
        else _draft_without_goods(entry)
        for place, entry in enumerate(entries)
    ]
    return Drafts(tuple(drafts), _rows(frame, told))


def _draft_without_goods(entry: Entry) -> Draft:
    if isinstance(entry, Listing):
        return draft_of(entry.canonical(NOTHING), entry.entry, entry.about, goods=NOTHING)
    return draft_of(entry.canonical(), entry.entry, entry.about)


def _draft_of_listing(entry: Listing, told: Mapping[str, Any]) -> Draft:
    return draft_of(
        entry.canonical(told["digest"]),
        entry.entry,
        entry.about,
        goods=told["goods"],
        name=told["consignment"],
    )


def drafts_of_lines(
    lines: Lines, heads: Sequence[Mapping[str, Any]], said: Sequence[Mapping[str, Any]]
) -> Drafts:
    """Return the consignments of lines as drafts, without making objects of the lines.

    Args:
        lines: The lines, those of each consignment in their order.
        heads: What stands for the whole of each consignment, in the order in which they
            begin, as :func:`aidtrack.ledger.heads.heads_of` returns it.
        said: What each entry says besides its goods, as plain values.
    """
    frame = lines.frame
    told = digests(frame)
    drafts = tuple(
        draft_of(
            listing_bytes({**each, "consignment": head}, count=row["lines"], digest=row["digest"]),
            each["entry"],
            head["reference"],
            goods=row["goods"],
            name=row["consignment"],
        )
        for each, head, row in zip(said, heads, told.iter_rows(named=True), strict=True)
    )
    return Drafts(drafts, _rows(frame, told.with_row_index("draft")))


def draft_of(
    content: bytes,
    kind: str,
    reference: str | None,
    *,
    goods: str | None = None,
    name: str | None = None,
) -> Draft:
    """Return an entry as it is written, from its canonical bytes.

    Args:
        content: The bytes.
        kind: What kind of entry it is.
        reference: What it is about.
        goods: The hash of the goods that it lists.
        name: What findings call the consignment that it lists.
    """
    text = content.decode()
    said = json.loads(text) if goods is None else {}
    return Draft(
        id=hash_of(content),
        kind=kind,
        reference=reference,
        substance=goods or hash_of(canonical_bytes(substance_of(said))),
        content=text,
        name=name,
    )


def _rows(frame: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Return the cells of lines, by the places of their drafts."""
    group = ["source", "consignment"]
    keys = (
        frame.select(group)
        .join(told.select(*group, "draft"), on=group, how="left", maintain_order="left")
        .select(
            pl.col("draft").cast(pl.Int64),
            pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over(group).alias("position"),
        )
    )
    return pl.concat([keys, plain_cells(frame)], how="horizontal")


def no_rows() -> pl.DataFrame:
    """Return the cells of no lines."""
    return pl.DataFrame(schema={"draft": pl.Int64, "position": pl.Int64})
