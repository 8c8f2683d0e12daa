"""Documents of one consignment: which is which, and what two of them say differently."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.findings import Scope
from aidtrack.kernel.faults import ask, counts_of
from aidtrack.kernel.identity import KEY
from aidtrack.kernel.matching import without_partner
from aidtrack.kernel.prepare import prepare
from aidtrack.kernel.sides import sides_of, without_several
from aidtrack.lines.columns import OTHER
from aidtrack.rules.facts import FACTS, OF_OTHER
from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aidtrack.findings import Rule, Source
    from aidtrack.kernel.plan import Plan

_MOST: Final = 50
"""With how many documents before it each is compared: a desk has three or four of them."""
_RECEIVED: Final = frozenset(
    {"received", "recu", "recue", "recus", "recues"} | {"recibido", "recibida"}
)
"""Words in the header of a quantity that says what arrived."""


def documents_of(sources: Sequence[Source]) -> list[int]:
    """Return each source's document by number: the sheets of one file are one document.

    A file or sheet that comes again was read again, and is a document of its own.
    """
    files: dict[tuple[str | int, int], int] = {}
    seen = Counter[tuple[str | int, str | None]]()
    numbers = []
    for number, source in enumerate(sources):
        file = source.file or number
        numbers.append(files.setdefault((file, seen[file, source.sheet]), len(files)))
        seen[file, source.sheet] += 1
    return numbers


def names_of_documents(sources: Sequence[Source]) -> list[str]:
    """Return what each document is called: its file without the folder, where that tells it."""
    firsts: dict[int, Source] = {}
    for number, source in zip(documents_of(sources), sources, strict=True):
        firsts.setdefault(number, source)
    short = [_short(source) for source in firsts.values()]
    alike = Counter(short)
    names = [
        name if alike[name] == 1 else source.file or name
        for name, source in zip(short, firsts.values(), strict=True)
    ]
    again = Counter(names)
    return [
        name if name and again[name] == 1 else f"{name or 'document'} {number}".strip()
        for number, name in enumerate(names, start=1)
    ]


def _short(source: Source) -> str:
    return (source.file or "").replace("\\", "/").rpartition("/")[2]


def findings_of_documents(
    lines: pl.DataFrame, plan: Plan, sources: Sequence[Source], stated: frozenset[str]
) -> tuple[dict[str, pl.DataFrame], dict[str, int]]:
    """Return the hits of the rules about documents, and how often each was asked.

    Args:
        lines: What was kept of every line.
        plan: The rules, and what they are told.
        sources: Where the lines came from.
        stated: The fields of which any line says anything.
    """
    hits: dict[str, pl.DataFrame] = {}
    asked: dict[str, int] = {}
    rules = plan.asked_of(Scope.DOCUMENTS)
    for keys, compares in dict.fromkeys((rule.keys, rule.compares) for rule in rules):
        own = [rule for rule in rules if (rule.keys, rule.compares) == (keys, compares)]
        sides = _sides(lines, own, keys, sources, stated)
        if compares:
            sides = _pairs(sides, keys)
        faults = plan.expressions(Scope.DOCUMENTS)
        frame = ask(sides.lazy(), {rule.code: faults[rule.code] for rule in own})
        counts, found = counts_of(frame, [rule.code for rule in own])
        asked |= counts
        hits |= {
            rule.code: _first_of_each(frame.filter(rule.code), keys, compares=compares)
            for rule in own
            if found[rule.code]
        }
    return hits, asked


def _sides(
    lines: pl.DataFrame,
    rules: Iterable[Rule],
    keys: Sequence[str],
    sources: Sequence[Source],
    stated: frozenset[str],
) -> pl.DataFrame:
    """Return what documents say, made ready for rules to be asked of it."""
    names = dict.fromkeys(
        name.removeprefix(OF_OTHER)
        for rule in rules
        for name in (*rule.fields, *rule.reads, *rule.shown)
    )
    facts = [name for name in names if name in FACTS[Scope.DOCUMENTS]]
    fields = [name for name in names if name not in facts]
    sides = sides_of(lines, keys, fields, facts)
    if any(rule.compares for rule in rules):
        own = [name for name in fields if name not in keys]
        sides = without_several(sides, lines, keys, own)
    states = sorted({name for rule in rules for name in rule.states})
    ready = prepare(sides, ("reference", "line", *fields), states, stated)
    called = dict(enumerate(names_of_documents(sources)))
    lacking = _lacking(sides, lines, called) if "lacking" in facts else None
    receipts = _receipts(sources)
    return ready.with_columns(
        pl.lit(len(called), dtype=pl.Int64).alias("documents"),
        # What was received is compared with what was sent, whichever is named first.
        (pl.col("document") + pl.col("document").is_in(receipts) * len(called)).alias("number"),
        pl.col("document").replace_strict(called, return_dtype=pl.String).alias("document"),
        pl.col("document").is_in(receipts).alias("is_receipt"),
        pl.lit(lacking, dtype=pl.String).alias("lacking"),
    ).collect()


def _lacking(
    sides: pl.DataFrame, lines: pl.DataFrame, called: Mapping[int, str]
) -> pl.Series:  # fmt: skip
    """Return for each item of a document the names of those others that lack it."""
    unnamed = lines.filter(pl.col("description").is_null())["document"].unique()
    whole = set(called).difference(unnamed)
    items = sides.select("document", pl.col(f"{KEY}description").alias("item"))
    without = without_partner(items, whole)
    names = [" and ".join(called[each] for each in without.get(item, ())) for item in items.rows()]
    return pl.Series(names, dtype=pl.String)


def _receipts(sources: Sequence[Source]) -> list[int]:
    """Return the documents that say what was received, by the header of their quantities."""
    return [
        number
        for number, source in zip(documents_of(sources), sources, strict=True)
        if (use := source.column_of("quantity"))
        and not _RECEIVED.isdisjoint(fold(use.header).split())
    ]


def _pairs(sides: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Return each side beside those of the documents before its own that speak of the same."""
    by = [KEY + name for name in keys]
    place = pl.int_range(pl.len())
    ranked = sides.sort("number", maintain_order=True)
    early = ranked.filter((place.over(by) if by else place) < _MOST)
    others = early.rename({name: OTHER + name for name in early.columns})
    if by:
        pairs = ranked.join(
            others, left_on=by, right_on=[OTHER + name for name in by], how="inner", coalesce=False
        )
    else:
        pairs = ranked.join(others, how="cross")
    before = pl.col(f"{OTHER}number") < pl.col("number")
    return pairs.filter(before).sort("number", "source", "row", f"{OTHER}number")


def _first_of_each(
    frame: pl.DataFrame, keys: Sequence[str], *, compares: bool
) -> pl.DataFrame:  # fmt: skip
    """Return hits, of each side the one with the earliest document that it disagrees with."""
    if not compares:
        return frame
    by = ["number", *(KEY + name for name in keys)]
    return frame.unique(by, keep="first", maintain_order=True)
