"""Entries as they are written: their content as JSON, and the rows of what they list."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.lines.digest import digest_of, digests, plain_cells
from aidtrack.lines.lines import Lines
from aidtrack.model.entries import Listing, canonical_bytes, hash_of, listing_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aidtrack.model.entries import Entry

_WITNESS: Final = frozenset({"who", "when", "document", "remarks"})
"""What of an entry says how it is known rather than what is known."""
_NOTHING: Final = digest_of(pl.DataFrame())


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
    drafts: list[Draft] = []
    frames: list[pl.DataFrame] = []
    for number, entry in enumerate(entries):
        if not isinstance(entry, Listing):
            drafts.append(_draft(entry.canonical(), entry.about))
            continue
        frame = Lines.of(entry.consignment).frame
        told = digests(frame)
        digest, goods = (_NOTHING, _NOTHING) if told.is_empty() else told.row(0)[-1:-3:-1]
        name = told["consignment"][0] if told.height else None
        drafts.append(_draft(entry.canonical(digest), entry.about, goods=goods, name=name))
        frames.append(_rows(frame, pl.repeat(number, frame.height, eager=True)))
    return Drafts(tuple(drafts), pl.concat(frames, how="diagonal") if frames else _no_rows())


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
        _draft(
            listing_bytes({**each, "consignment": head}, count=row["lines"], digest=row["digest"]),
            head["reference"],
            goods=row["goods"],
            name=row["consignment"],
        )
        for each, head, row in zip(said, heads, told.iter_rows(named=True), strict=True)
    )
    numbers = frame.select("source", "consignment").join(
        told.select("source", "consignment").with_row_index("draft"),
        on=["source", "consignment"],
        how="left",
        maintain_order="left",
    )
    return Drafts(drafts, _rows(frame, numbers["draft"]))


def _draft(
    content: bytes, reference: str | None, *, goods: str | None = None, name: str | None = None
) -> Draft:
    text = content.decode()
    said = json.loads(text)
    return Draft(
        id=hash_of(content),
        kind=said["entry"],
        reference=reference,
        substance=goods or hash_of(canonical_bytes(substance_of(said))),
        content=text,
        name=name,
    )


def substance_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entry says, without who says it, when, and from what document."""
    return {name: value for name, value in content.items() if name not in _WITNESS}


def _rows(frame: pl.DataFrame, draft: pl.Series) -> pl.DataFrame:
    keys = pl.select(draft.cast(pl.Int64).alias("draft")).with_columns(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("draft").alias("position")
    )
    return pl.concat([keys, plain_cells(frame)], how="horizontal")


def _no_rows() -> pl.DataFrame:
    return pl.DataFrame(schema={"draft": pl.Int64, "position": pl.Int64})
