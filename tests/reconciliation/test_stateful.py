"""Random books: the law holds, and the order and the cut of the entries mean nothing."""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from aidtrack.lines.identity import identify
from aidtrack.model import MedicinePack
from aidtrack.model.entries import (
    Arrival,
    Dispatch,
    Distribution,
    Loss,
    Part,
    Receipt,
    ReceivedLine,
    Return,
    Reversal,
    read_entry,
)
from aidtrack.reconciliation import BALANCE, Reconciliation, reconcile
from tests.reconciliation.making import listed

if TYPE_CHECKING:
    from aidtrack.model.entries import Entry

LINES = ("1", "2", "3")
PACK = 10
UNITS = {"each": 1, "dozen": 12, "pack": PACK}
OUTCOMES = ("accepted", "rejected", "damaged", "missing", "excess", "substituted")

counts = st.integers(0, 60)
units = st.sampled_from(sorted(UNITS))
lines = st.sampled_from(LINES)
references = st.sampled_from(["A-1", "A-2"])
witnesses = st.sampled_from(["a store", "a ministry"])
days = st.integers(1, 28).map(lambda day: f"2021-05-{day:02}T12:00Z")
places = st.tuples(references, lines)
tellers = st.tuples(witnesses, days)


def law(result: Reconciliation) -> None:
    """The balance law, of every line whose figures are known."""
    for row in result.lines.iter_rows(named=True):
        parts = [row[name] for name in ("in_transit", "accepted", "rejected", "damaged", "missing")]
        if row["in_transit"] is None:
            continue
        assert row["dispatched"] == sum(parts) - row["excess"]
        assert 0 <= row["in_transit"] <= row["dispatched"]
        assert min(parts) >= 0
        assert row["awaiting"] is None or 0 <= row["awaiting"] <= row["in_transit"]


def same(one: Reconciliation, other: Reconciliation) -> None:
    """Two reconciliations say the same to the last digit."""
    assert one.lines.equals(other.lines)
    assert one.pledges.equals(other.pledges)
    assert list(map(str, one.findings)) == list(map(str, other.findings))
    assert one.by("donor", "kind").equals(other.by("donor", "kind"))


class BookOfEntries(RuleBasedStateMachine):
    """Entries come in any order; a small ledger of plain integers says what must come out."""

    entries = Bundle("entries")

    def __init__(self) -> None:
        super().__init__()
        self.written: dict[str, Entry] = {}

    @initialize(target=entries, amounts=st.lists(st.integers(1, 200), min_size=3, max_size=3))
    def send(self, amounts: list[int]) -> Any:
        packed = [MedicinePack(quantity=f"{each} each", pack_size=PACK) for each in amounts]
        sent = [
            Dispatch(who="a donor", when="2021-04-28", consignment=listed(*packed, reference=name))
            for name in ("A-1", "A-2")
        ]
        return multiple(*(self._write(each) for each in sent))

    def _write(self, entry: Entry) -> str:
        name = identify(entry)
        self.written[name] = entry
        return name

    def _stated(self, who: str, when: str) -> dict[str, Any]:
        # Every record of these tests is an act of its own.
        return {"who": who, "when": when, "reference": f"no. {len(self.written)}"}

    @rule(
        target=entries, at=places, by=tellers, unit=units,
        parts=st.dictionaries(st.sampled_from(OUTCOMES), counts, min_size=1, max_size=4),
    )  # fmt: skip
    def receive(
        self, at: tuple[str, str], by: tuple[str, str], unit: str, parts: dict[str, int]
    ) -> str:
        to, line = at
        came = ReceivedLine(
            line=line, reason="as found", **{name: f"{n} {unit}" for name, n in parts.items()}
        )
        return self._write(Receipt(**self._stated(*by), consignment=to, lines=(came,)))

    @rule(
        target=entries, at=places, by=tellers, n=counts, unit=units,
        kind=st.sampled_from(["arrival", "distribution", "transit", "store", "sender", "back"]),
    )  # fmt: skip
    def move(self, at: tuple[str, str], by: tuple[str, str], n: int, unit: str, kind: str) -> str:
        stated = self._stated(*by) | {
            "consignment": at[0],
            "lines": (Part(line=at[1], quantity=f"{n} {unit}"),),
        }
        match kind:
            case "arrival":
                return self._write(Arrival(**stated))
            case "distribution":
                return self._write(Distribution(**stated, place="a district hospital"))
            case "sender":
                return self._write(Return(**stated, back_to="sender"))
            case "back":
                return self._write(Return(**stated, back_to="store"))
            case _:
                return self._write(Loss(**stated, stage=kind, cause="unknown"))

    @rule(target=entries, of=entries, when=days)
    def take_back(self, of: str, when: str) -> str:
        return self._write(Reversal(**self._stated("a clerk", when), reverses=of, reason="a slip"))

    @rule(target=entries, of=consumes(entries))
    def write_again(self, of: str) -> str:
        return self._write(read_entry(self.written[of].canonical()))

    def _effective(self) -> list[Entry]:
        reversals: dict[str, list[str]] = defaultdict(list)
        for name, entry in self.written.items():
            if isinstance(entry, Reversal):
                reversals[entry.reverses].append(name)

        def stands(name: str) -> bool:
            return not any(stands(each) for each in reversals[name])

        return [
            entry
            for name, entry in self.written.items()
            if stands(name) and not isinstance(entry, Reversal)
        ]

    def _expected(self) -> dict[tuple[str, str], dict[str, int]]:
        """Return what plain addition of integers makes of the entries that stand."""
        sums: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for entry in self._effective():
            if isinstance(entry, Receipt):
                for line in entry.lines:
                    for name, value in line.parts.items():
                        pieces = int(value.number) * UNITS[value.unit]
                        place = "missing" if name == "substituted" else name
                        sums[entry.consignment, line.line][place] += pieces
            elif isinstance(entry, Distribution | Loss | Return):
                quantity = entry.lines[0].quantity
                assert quantity is not None
                pieces = int(quantity.number) * UNITS[quantity.unit]
                sums[entry.consignment, entry.lines[0].line][_place(entry)] += pieces
        return sums

    @invariant()
    def balances(self) -> None:
        every = list(self.written.values())
        result = reconcile(every)
        law(result)
        expected = self._expected()
        dispatches = {each.about for each in self._effective() if isinstance(each, Dispatch)}
        for row in result.lines.iter_rows(named=True):
            own = expected[row["consignment"], row["line"]]
            # A line without its list has no packaging that could relate its units.
            if row["consignment"] not in dispatches:
                continue
            in_pieces = 1 if row["unit"] in ("each", None) else UNITS[row["unit"]]
            left = own["distributed"] - own["restored"]
            assert row["accepted"] * in_pieces == own["accepted"]
            assert row["missing"] * in_pieces == own["missing"]
            assert row["distributed"] * in_pieces == left
            assert row["on_hand"] * in_pieces == (
                own["accepted"] - left - own["lost"] - own["returned"]
            )

    def teardown(self) -> None:
        """Whatever the order of the entries, and however two desks share them, it is one book."""
        every = list(self.written.values())
        chance = random.Random(len(every))  # noqa: S311 (no secret: an order)
        shuffled = chance.sample(every, len(every))
        cut = chance.randint(0, len(every))
        # Two desks that share some entries, put together in another order.
        same(reconcile([*shuffled[cut:], *shuffled[: cut + 2]]), reconcile(every))
        for name, entry in self.written.items():
            again = read_entry(entry.model_dump_json())
            assert again == entry
            assert identify(again) == name


def _place(entry: Distribution | Loss | Return) -> str:
    match entry:
        case Distribution():
            return "distributed"
        case Loss():
            return "missing" if entry.stage == "transit" else "lost"
        case Return():
            return "returned" if entry.back_to == "sender" else "restored"


TestBookOfEntries = BookOfEntries.TestCase
TestBookOfEntries.settings = settings(max_examples=6, stateful_step_count=10)


@pytest.mark.slow
class TestLongerBooks(BookOfEntries.TestCase):  # type: ignore[misc, valid-type]
    settings = settings(max_examples=25, stateful_step_count=20)


Telling = tuple[str, str, str | None, tuple[tuple[str, int], ...]]
"""Record or report, who, the number of the act, and the fates."""

FATES = ("accepted", "rejected", "damaged", "missing", "lost_in_transit")
fates = st.dictionaries(st.sampled_from(FATES), st.integers(0, 100), min_size=1, max_size=3)


def accounts_of(told: set[Telling], fate: str) -> list[tuple[int, int]]:
    """Return the least and the most of a fate in each account that stands, by plain addition."""
    records = {each for each in told if each[0] == "record"}
    voices: dict[str, dict[Any, list[int]]] = defaultdict(lambda: defaultdict(list))
    for each in records or told:
        kind, who, number, parts = each
        loss = any(name == "lost_in_transit" for name, _ in parts)
        deed = (loss, number) if number else each
        voices["" if kind == "record" else who][deed].append(dict(parts).get(fate, 0))
    return [
        (sum(map(min, deeds.values())), sum(map(max, deeds.values()))) for deeds in voices.values()
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["record", "report"]),
            witnesses,
            st.sampled_from(["GRN 1", "GRN 2", None]),
            fates,
        ),
        max_size=6,
    ),
    st.randoms(use_true_random=False),
)
@settings(max_examples=20)
def test_claims_are_never_summed(
    given_: list[tuple[str, str, str | None, dict[str, int]]], chance: random.Random
) -> None:
    """Whatever is told of a line's fates, reports add nothing: the figures lie among the claims."""
    told: set[Telling] = set()
    for kind, who, number, parts in given_:
        # A loss on the way is an entry of its own.
        came = tuple(sorted(each for each in parts.items() if each[0] != "lost_in_transit"))
        lost = tuple(each for each in parts.items() if each[0] == "lost_in_transit")
        told |= {(kind, who, number, each) for each in (came, lost) if each}
    sent = Dispatch(who="a donor", when="2021-04-28", consignment=listed("100 each"))
    entries: list[Entry] = [sent, *map(_entry, sorted(told, key=str))]
    chance.shuffle(entries)
    result = reconcile(entries)
    law(result)
    [row] = result.lines.iter_rows(named=True)
    ends = {fate: accounts_of(told, fate) for fate in FATES}
    for fate in ("accepted", "rejected", "damaged"):
        least = min((low for low, _ in ends[fate]), default=0)
        most = max((high for _, high in ends[fate]), default=0)
        assert (row[f"{fate}.least"] or 0, row[f"{fate}.most"] or 0) == (least, most)
        assert row[fate] == (least if least == most else None)
    apart = any(
        len({*accounts}) > 1 or any(a < b for a, b in accounts) for accounts in ends.values()
    )
    assert (row["in_transit"] is None) == apart
    # No more is gone than one of the accounts has at the most.
    if not apart:
        gone = sum(accounts[0][0] for accounts in ends.values() if accounts)
        assert row["in_transit"] == max(100 - gone, 0)
        assert row["excess"] == max(gone - 100, 0)
    if any(each[0] == "record" for each in told):
        without = [each for each in entries if each.told == "record"]
        assert reconcile(without).lines.equals(result.lines)


def _entry(telling: Telling) -> Entry:
    kind, who, number, parts = telling
    about: dict[str, Any] = {"told": kind, "who": who, "when": "2021-05-01", "reference": number}
    amounts = {name: f"{amount} each" for name, amount in parts}
    if "lost_in_transit" in amounts:
        part = Part(line="1", quantity=amounts["lost_in_transit"])
        return Loss(**about, consignment="A-1", stage="transit", cause="unknown", lines=(part,))
    line = ReceivedLine(line="1", reason="as found", **amounts)
    return Receipt(**about, consignment="A-1", lines=(line,))


@given(st.lists(st.tuples(lines, counts, units), max_size=8))
@settings(max_examples=12)
def test_sums_by_any_key_are_the_sum_of_the_lines(moved: list[tuple[str, int, str]]) -> None:
    packed = [MedicinePack(quantity="500 each", pack_size=PACK) for _ in LINES]
    entries: list[Entry] = [Dispatch(who="a donor", when="2021-04-28", consignment=listed(*packed))]
    for place, (line, amount, unit) in enumerate(moved):
        came = ReceivedLine(line=line, accepted=f"{amount} {unit}")
        stated: dict[str, Any] = {"who": "a store", "when": "2021-05-01", "reference": f"{place}"}
        entries.append(Receipt(**stated, consignment="A-1", lines=(came,)))
    result = reconcile(entries)
    for name in BALANCE:
        total = result.by("donor")[name].sum()
        assert Decimal(total or 0) == Decimal(result.lines[name].sum() or 0)
    assert result.by("consignment").select(pl.col("lines").sum()).item() == len(LINES)
