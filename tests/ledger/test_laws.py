"""Laws of ledgers, for entries that nobody thought of.

What is loaded is what was recorded; split ledgers merged are the whole; both databases
hold, export and balance the same.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings

from aidtrack.errors import NotRecorded
from aidtrack.ledger import Ledger
from aidtrack.lines.identity import identify
from aidtrack.model import Consignment, Donor, Item, MedicinePack, Monitor
from aidtrack.model.entries import (
    Dispatch,
    Distribution,
    Entry,
    Listing,
    Loss,
    Part,
    Pledge,
    Receipt,
    ReceivedLine,
    Reversal,
)
from aidtrack.reconciliation import reconcile
from tests.ledger.server import Server

REFERENCES = st.sampled_from(["A-1", "A-2", "Ä/3"])
LINES = st.sampled_from(["1", "2", "#3"])
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12
).filter(str.strip)
AMOUNTS = st.builds(
    "{} {}".format,
    st.decimals(0, 999_999, places=3).map(lambda number: f"{number:f}0"),
    st.sampled_from(["each", "kg", "box", "t"]),
)
WHEN = st.datetimes().map(lambda moment: f"{moment.isoformat()}+00:00")


@st.composite
def goods(draw: st.DrawFn) -> Consignment:
    lines: list[Any] = []
    for number in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from([Item, MedicinePack, Monitor]))
        lines.append(
            kind(
                line=draw(st.sampled_from([str(number + 1), None])),
                description=draw(st.none() | WORDS),
                quantity=draw(st.none() | AMOUNTS),
                batch=draw(st.none() | st.sampled_from(["B1", "B2"])),
                expiry=draw(st.none() | st.dates()),
                extra=draw(st.dictionaries(WORDS.map(str.strip), WORDS, max_size=1)),
            )
        )
    return Consignment(
        reference=draw(REFERENCES),
        donor=draw(st.none() | st.builds(Donor, name=WORDS)),
        destination=draw(st.none() | WORDS),
        lines=tuple(lines),
    )


@st.composite
def entry(draw: st.DrawFn) -> Entry:
    who, when = draw(WORDS.filter(lambda name: len(name.strip()) > 0)), draw(WHEN)
    told = draw(st.sampled_from(["record", "report"]))
    stated: dict[str, Any] = {"who": {"name": f"Mr {who}"}, "when": when, "told": told}
    kind = draw(st.sampled_from([Dispatch, Pledge, Receipt, Distribution, Loss]))
    if kind in (Dispatch, Pledge):
        return kind(**stated, consignment=draw(goods()))
    stated["consignment"] = draw(REFERENCES)
    if kind is Receipt:
        line = st.builds(
            ReceivedLine, line=LINES, accepted=st.none() | AMOUNTS, damaged=st.none() | AMOUNTS
        )
        return Receipt(**stated, lines=tuple(draw(st.lists(line, max_size=2))))
    parts = tuple(draw(st.lists(st.builds(Part, line=LINES, quantity=AMOUNTS), max_size=2)))
    if kind is Distribution:
        return Distribution(**stated, place=draw(WORDS), lines=parts)
    return Loss(**stated, stage="store", cause="stolen", lines=parts)


# Each example makes ledgers anew: fewer than of what takes no database.
STEADY = settings(max_examples=max(1, settings().max_examples // 3))


def fill(ledger: Ledger, entries: list[Entry]) -> dict[str, Entry]:
    """Record entries one by one, taking back what contradicts; return what was recorded."""
    recorded: dict[str, Entry] = {}
    for each in entries:
        try:
            added = ledger.record(each, unless=None).added
        except NotRecorded:
            [first, *_] = [
                id_ for id_, other in recorded.items()
                if (other.entry, other.about) == (each.entry, each.about)
            ]  # fmt: skip
            back = Reversal(who="a clerk", when=each.when, reverses=first, reason="wrong")
            try:
                ledger.record(back)
            except NotRecorded:
                continue
            recorded[identify(back)] = back
            continue
        recorded |= dict.fromkeys(added, each)
    return recorded


def equal(one: Any, other: Any) -> bool:
    order = one.columns
    return bool(one.sort(order).equals(other.sort(order), null_equal=True))


@STEADY
@given(entries=st.lists(entry(), max_size=6))
def test_both_databases_hold_what_was_recorded(server: Server, entries: list[Entry]) -> None:
    with (
        tempfile.TemporaryDirectory() as name,
        Ledger(f"sqlite:///{Path(name)}/relief.db", origin="desk") as one,
        Ledger(server.new_database(), origin="desk") as two,
    ):
        recorded = fill(one, entries)
        assert fill(two, entries) == recorded
        assert dict(one.entries()) == dict(two.entries()) == recorded
        assert list(one.export()) == list(two.export())
        assert one.verify().ok
        assert two.verify().ok
        found = reconcile(recorded.values())
        for ledger in (one, two):
            result = ledger.reconcile()
            assert equal(result.lines, found.lines)
            assert equal(result.claims, found.claims)
            assert equal(result.pledges, found.pledges)
            assert equal(result.by("donor", "kind"), found.by("donor", "kind"))


def unopposed(entries: list[Entry]) -> list[Entry]:
    """Entries without a second list of anything, which one desk would see and two would not."""
    lists = {(each.entry, each.about): each for each in entries if isinstance(each, Listing)}
    return [each for each in entries if not isinstance(each, Listing)] + list(lists.values())


@STEADY
@given(
    entries=st.lists(entry(), max_size=6).map(unopposed),
    desks=st.lists(st.sampled_from([(0,), (1,), (0, 1)]), min_size=6, max_size=6),
)
def test_split_ledgers_merged_are_the_whole(
    entries: list[Entry], desks: list[tuple[int, ...]]
) -> None:
    exports = []
    for desk in (0, 1):
        with Ledger("sqlite://", origin=f"desk{desk}") as ledger:
            for each, places in zip(entries, desks, strict=False):
                if desk in places:
                    ledger.record(each, unless=None)
            exports.append(list(ledger.export()))
    found = reconcile(entries)
    merged = []
    for order in ((0, 1), (1, 0)):
        with Ledger("sqlite://", origin="here") as together:
            for place in order:
                assert together.merge(exports[place]).conflicts == ()
            assert together.verify().ok
            assert dict(together.entries()) == {identify(each): each for each in entries}
            assert equal(together.reconcile().lines, found.lines)
            merged.append(list(together.export()))
    assert merged[0] == merged[1]
