"""Two desks apart, then together: the union of their entries, in any order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import polars as pl
import pytest

from aidtrack.errors import NotRecorded
from aidtrack.ledger import Ledger
from aidtrack.ledger.append import append
from aidtrack.ledger.chain import link_of
from aidtrack.ledger.drafts import Drafts, draft_of, no_rows
from aidtrack.lines.digest import hashed
from aidtrack.model.entries import (
    Dispatch,
    Document,
    Reversal,
    canonical_bytes,
    hash_of,
    listing_bytes,
)
from tests.ledger.goods import distribution, gift, receipt

NewUrl = Callable[[], str]


@pytest.fixture
def export(new_url: NewUrl) -> list[str]:
    """What a desk exports that recorded a consignment, its receipt, and an error taken back."""
    with Ledger(new_url(), origin="delhi") as ledger:
        ledger.record([gift("A-1"), gift("A-2", lines=())], unless=None)
        [id_] = ledger.record(receipt(), unless=None).added
        back = Reversal(who="a clerk", when="2021-05-05", reverses=id_, reason="twice")
        ledger.record(back, unless=None)
        return list(ledger.export())


def sealed(lines: Sequence[str]) -> list[str]:
    """The same lines with a seal that fits them: forged, not merely damaged."""
    from hashlib import sha256

    told = sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
    return [*lines, json.dumps({"sha256": told})]


def test_an_entry_that_stands_twice_is_refused(new_url: NewUrl, export: list[str]) -> None:
    head, *entries, _ = export
    twice = sealed([head, *entries, entries[-1]])
    with Ledger(new_url()) as ledger:
        with pytest.raises(NotRecorded, match="an entry that stands before it already"):
            ledger.merge(twice)
        assert not list(ledger.entries())


def test_an_import_gives_the_same_ledger(new_url: NewUrl, export: list[str]) -> None:
    with Ledger(new_url(), origin="geneva") as ledger:
        merge = ledger.merge(export)
        assert (len(merge.added), merge.known, merge.conflicts) == (4, (), ())
        assert str(merge) == "4 entries new, 0 there already"
        assert list(ledger.export()) == export
        assert ledger.verify().ok
        assert set(ledger.heads()) == {"delhi"}
        again = ledger.merge(export)
        assert (again.added, len(again.known), again.links) == ((), 4, 0)
        assert str(again) == "nothing new: 4 entries are there already"
        assert list(ledger.export()) == export


def test_an_entry_that_both_desks_recorded_stands_in_both_chains(new_url: NewUrl) -> None:
    with Ledger(new_url(), origin="delhi") as delhi, Ledger(new_url(), origin="geneva") as geneva:
        delhi.record(gift("A-1"))
        geneva.record(gift("A-1"))
        merge = delhi.merge(geneva.export())
        told = "no entry new; 1 entry there already now stands in another chain too"
        assert (str(merge), merge.links) == (told, 1)
        assert str(delhi.merge(geneva.export())) == "nothing new: 1 entry is there already"


def test_the_order_of_merging_is_nothing(new_url: NewUrl) -> None:
    exports = []
    for origin in ("delhi", "geneva", "moscow"):
        with Ledger(new_url(), origin=origin) as ledger:
            ledger.record([gift("A-1"), gift(f"B-{origin}")])
            ledger.record(receipt(who=origin))
            exports.append(list(ledger.export()))
    results = []
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        with Ledger(new_url(), origin="here") as ledger:
            for place in order:
                ledger.merge(exports[place])
            assert ledger.verify().ok
            assert set(ledger.heads()) == {"delhi", "geneva", "moscow"}
            results.append(list(ledger.export()))
    assert results[0] == results[1] == results[2]
    # The consignment that all three recorded is one entry with three links.
    [shared] = [
        each for each in map(json.loads, results[0])
        if each.get("entry", {}).get("consignment", {}) and len(each["links"]) == 3
    ]  # fmt: skip
    assert shared["entry"]["consignment"]["reference"] == "A-1"


def test_both_databases_export_the_same_bytes(new_url: NewUrl, export: list[str]) -> None:
    # The fixture runs in each database: both must give what is written here.
    kinds = [json.loads(line).get("entry", {}).get("entry") for line in export]
    assert sorted(kind for kind in kinds if kind) == ["dispatch", "dispatch", "receipt", "reversal"]
    assert json.loads(export[-1])["sha256"].startswith("18e719ce58083a5c")


def test_work_goes_on_after_a_merge(new_url: NewUrl, export: list[str]) -> None:
    with Ledger(new_url(), origin="geneva") as ledger:
        ledger.record(gift("G-1"))
        ledger.merge(export)
        ledger.record(distribution(), unless=None)
        assert ledger.verify().ok
        assert set(ledger.heads()) == {"delhi", "geneva"}


def test_records_of_one_act_that_differ_are_reported_and_kept(new_url: NewUrl) -> None:
    with Ledger(new_url(), origin="delhi") as ledger:
        ledger.record(gift("A-1"))
        export = list(ledger.export())
    with Ledger(new_url(), origin="geneva") as ledger:
        ledger.record(gift("A-1", destination="Delhi"))
        merge = ledger.merge(export)
        assert len(merge.conflicts) == 1
        assert merge.conflicts[0].startswith(
            "A-1: the ledgers hold two dispatch records of one act"
        )
        assert len(list(ledger.entries())) == 2


def test_copies_of_one_ledger_that_went_on_separately(new_url: NewUrl) -> None:
    exports, heads = [], []
    for reference in ("B-1", "B-2"):
        with Ledger(new_url(), origin="delhi") as ledger:
            ledger.record(gift("A-1"))
            ledger.record(gift(reference))
            heads.append(ledger.heads()["delhi"])
            exports.append(list(ledger.export()))
    with Ledger(new_url(), origin="delhi") as ledger:
        told = [ledger.merge(export).conflicts for export in exports]
        fork = "chain delhi has 2 links 2"
        assert told[0] == ()
        assert [each.partition(":")[0] for each in told[1]] == [fork]
        ledger.record(gift("C-1"))
        # By itself it cannot be told from an entry that was slipped in.
        [fault] = ledger.verify().faults
        assert fault.startswith(fork)
        assert not ledger.verify(heads[0]).ok
        found = ledger.verify(heads)
        assert found.ok
        assert found.forks == (f"{fork}: copies of one ledger went on separately",)


def _changed(export: list[str], change: Callable[[dict[str, Any]], None], kind: str) -> list[str]:
    lines = [json.loads(line) for line in export[:-1]]
    place = next(
        place for place, line in enumerate(lines)
        if line.get("entry", {}).get("entry") == kind or (kind == "line" and "line" in line)
    )  # fmt: skip
    change(lines[place])
    return sealed([json.dumps(line, separators=(",", ":")) for line in lines])


def relinked(raw: dict[str, Any], **changes: Any) -> None:
    """Change the link of an entry, with a hash that fits it."""
    [link] = raw["links"]
    link.update(changes)
    link["link"] = link_of(
        link["origin"], link["number"], link["previous"], raw["id"], link["findings"]
    )


def renamed(raw: dict[str, Any], **changes: Any) -> None:
    """Change an entry, with an id and a link that fit it."""
    raw["entry"].update(changes)
    raw["id"] = hash_of(canonical_bytes(raw["entry"]))
    relinked(raw)


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("quantity", "many"), ("quantity", "0150"), ("quantity", "150.0"), ("quantity", "1e2"),
        ("quantity", "1" * 40), ("expiry", "soon"),
        ("gross_weight.state", "lost"), ("cold_chain", "perhaps"),
    ],
)  # fmt: skip
def test_lines_that_no_ledger_writes_are_refused(new_url: NewUrl, name: str, cell: str) -> None:
    line = {"reference": "A-9", "kind": "monitor", "quantity": "150", "quantity.unit": "each"}
    for cells in (line, line | {name: cell}):
        frame = pl.DataFrame([{"draft": 0, **cells}])
        digest = hashed(frame, by=("draft",))["digest"][0]
        dispatch = Dispatch(who="France", when="2021-04-28", consignment=gift("A-9", lines=()))
        content = json.loads(listing_bytes(dispatch.model_dump(mode="json", exclude_none=True),
                                           count=1, digest=digest))  # fmt: skip
        id_ = hash_of(canonical_bytes(content))
        link = {"link": link_of("delhi", 1, "", id_, ""), "origin": "delhi", "number": 1,
                "previous": "", "findings": ""}  # fmt: skip
        parts: list[Any] = [
            {"schema": "aidtrack-ledger/1", "entries": 1},
            {"id": id_, "entry": content, "links": [link]},
            {"line": cells},
        ]
        export = sealed([json.dumps(part) for part in parts])
        with Ledger(new_url()) as ledger:
            if cells is line:
                assert ledger.merge(export).added == (id_,)
                assert ledger.verify().ok
                continue
            with pytest.raises(NotRecorded, match=r"line 2: a line of it says|line 3: expected"):
                ledger.merge(export)


def test_an_id_that_came_is_the_one_that_counts(new_url: NewUrl) -> None:
    # As a version of the library could have written it that knew less of canonical forms.
    url = new_url()
    with Ledger(url, origin="delhi") as ledger:
        ledger.record([gift(), receipt()], unless=None)
        [(_, first), (receipt_id, second)] = ledger.entries()
        assert ledger.balance()["accepted"].sum() > 0
    content = json.loads(second.canonical())
    content["when"] = "2021-05-02T10:30:00+05:30"
    other = hash_of(canonical_bytes(content))
    drafts = Drafts((draft_of(canonical_bytes(content), "receipt", "A-1"),), no_rows())
    with Ledger(new_url(), origin="geneva") as ledger:
        ledger.record(first)
        with ledger._store.writing() as connection:
            append(connection, drafts, {}, "geneva")
        assert ledger.verify().ok
        assert other != receipt_id
        assert other in set(ledger.book().entries["entry"])
        ledger.record(Reversal(who="a clerk", when="2021-05-05", reverses=other, reason="twice"))
        assert not ledger.balance()["accepted"].fill_null(0).sum()
        assert ledger.reconcile().findings.counts().get("AT827") is None


@pytest.mark.parametrize(
    "told",
    [{"when": "2021-05-03"}, {"who": "a clerk in Delhi"}, {"place": "Agra"}, {"remarks": "wet"}],
)
def test_a_receipt_that_both_desks_recorded_is_told(new_url: NewUrl, told: dict[str, Any]) -> None:
    note = Document(title="GRN", sha256="a" * 64)
    exports = []
    for origin, stated in (("delhi", {}), ("geneva", told)):
        with Ledger(new_url(), origin=origin) as ledger:
            ledger.record([gift(), receipt(document=note, **stated)], unless=None)
            alone = ledger.balance(by=["consignment"])
            exports.append(list(ledger.export()))
    with Ledger(new_url(), origin="here") as ledger:
        assert ledger.merge(exports[0]).conflicts == ()
        conflict, *brought = ledger.merge(exports[1]).conflicts
        assert conflict.startswith("A-1: each ledger holds a receipt of the same lines, ")
        # That more came than was sent, neither of them knew.
        assert brought
        assert all("AT814 error" in each for each in brought)
        assert conflict.endswith("both count: if they are one, take one back by a reversal")
        ids = [id_ for id_, each in ledger.entries() if each.entry == "receipt"]
        assert len(ids) == 2
        ledger.record(Reversal(who="a clerk", when="2021-05-06", reverses=ids[1], reason="twice"))
        assert ledger.balance(by=["consignment"]).equals(alone)


def test_a_distribution_that_both_desks_recorded_is_told(new_url: NewUrl) -> None:
    exports = []
    for origin, day in (("delhi", "2021-05-04"), ("geneva", "2021-05-04"), ("agra", "2021-05-05")):
        with Ledger(new_url(), origin=origin) as ledger:
            ledger.record(
                [gift(), distribution(when=day, who=f"the desk in {origin}")], unless=None
            )
            exports.append(list(ledger.export()))
    with Ledger(new_url(), origin="here") as ledger:
        assert ledger.merge(exports[0]).conflicts == ()
        conflict, *brought = ledger.merge(exports[1]).conflicts
        assert conflict.startswith("A-1: each ledger holds a distribution of the same lines, ")
        # On another day it is another one, of what is not there.
        for told in (brought, ledger.merge(exports[2]).conflicts):
            assert [each.partition(":")[2][:12] for each in told] == [" AT816 error"]


def test_deliveries_that_one_desk_told_apart_are_no_conflict(new_url: NewUrl) -> None:
    with Ledger(new_url(), origin="delhi") as ledger:
        ledger.record(gift(), unless=None)
        for day in ("2021-05-02", "2021-05-03"):
            ledger.record(receipt(when=day), unless=None, also=True)
        export = list(ledger.export())
    with Ledger(new_url(), origin="here") as ledger:
        assert ledger.merge(export).conflicts == ()


def test_a_file_is_read_before_others_are_kept_waiting(new_url: NewUrl, export: list[str]) -> None:
    with Ledger(new_url(), origin="geneva") as ledger:

        def slow() -> Iterator[str]:
            for line in export:
                # Somebody records while the file is being read.
                ledger.record(distribution(), unless=None)
                yield line

        assert len(ledger.merge(slow()).added) == 4
        assert ledger.verify().ok


def test_a_chain_is_gone_on_with_where_it_is_written(new_url: NewUrl) -> None:
    url = new_url()
    with Ledger(url, origin="delhi") as ledger:
        ledger.record(gift("A-1"))
        before = list(ledger.export())
    with Ledger(new_url(), origin="delhi") as copy:
        # A new ledger takes its chain back from an export, and goes on with it.
        assert len(copy.merge(before).added) == 1
        copy.record(gift("A-2"))
        after = list(copy.export())
    with Ledger(url) as ledger:
        with pytest.raises(NotRecorded, match="link 2 of chain delhi, which is written here and"):
            ledger.merge(after)
        assert list(ledger.export()) == before
        assert ledger.verify().ok
    with Ledger(new_url(), origin="geneva") as other:
        assert len(other.merge(after).added) == 2
        assert other.verify().ok


@pytest.mark.parametrize("deep", ['{"a":' * 100_000, '{"schema":' + "[" * 100_000])
def test_an_export_nested_without_end_is_refused(deep: str) -> None:
    with Ledger("sqlite://") as ledger, pytest.raises(NotRecorded, match="line 1: expected a JSON"):
        ledger.merge([deep])


@pytest.mark.parametrize(
    ("kind", "change", "message"),
    [
        ("receipt", lambda raw: raw["entry"].update(place="Agra"), "does not give its id"),
        ("receipt", lambda raw: raw["entry"].update(when="soon"), "no entry: receipt.when"),
        ("receipt", lambda raw: raw["links"][0].update(number=9), "its link does not give"),
        ("receipt", lambda raw: raw["links"][0].pop("number"), "expected links with"),
        ("receipt", lambda raw: raw.pop("links"), "expected an entry, or a line of"),
        ("receipt", lambda raw: raw.update(links=[]), "the entry has no link"),
        ("receipt", lambda raw: relinked(raw, number=2**63 - 1), "no link has the number 9223"),
        ("receipt", lambda raw: relinked(raw, number=2**31), "no link has the number 2147483648"),
        ("receipt", lambda raw: relinked(raw, number=0), "no link has the number 0"),
        ("receipt", lambda raw: relinked(raw, number=True), "its link does not give its hash"),
        ("receipt", lambda raw: relinked(raw, number=1), "no link has the number 1 and such"),
        ("receipt", lambda raw: relinked(raw, previous=""), "no link has the number 3 and such"),
        ("receipt", lambda raw: relinked(raw, previous="f" * 64), "the link before link 3 of"),
        ("receipt", lambda raw: relinked(raw, number=2**31 - 1), "the link before link 2147483647"),
        (
            "receipt",
            lambda raw: relinked(raw, origin="moscow"),
            "link 3 of chain moscow is neither",
        ),
        (
            "receipt",
            lambda raw: renamed(raw, when="2021-05-02T10:30+05:30"),
            "not in its canonical form",
        ),
        ("receipt", lambda raw: renamed(raw, remarks=None), "the receipt is not in its canonical"),
        (
            "receipt",
            lambda raw: renamed(raw, place=" Agra"),
            "receipt is not in its canonical form",
        ),
        ("dispatch", lambda raw: renamed(raw, told=" record"), "canonical form|no entry"),
        ("receipt", lambda raw: raw["entry"].update(place="\ud800"), "expected a JSON object"),
        ("receipt", lambda raw: raw["entry"].update(place="a\0"), "a text holds a NUL"),
        ("line", lambda raw: raw["line"].update(batch="a\0"), "a text holds a NUL"),
        ("line", lambda raw: raw["line"].update(quantity="151"), "its lines are not those"),
        ("line", lambda raw: raw["line"].update(nonsense="1"), "expected an entry, or a line"),
        ("dispatch", lambda raw: raw["entry"]["lines"].update(count=7), "its lines are not those"),
    ],
)
def test_a_forged_export_is_refused(
    new_url: NewUrl, export: list[str], kind: str, change: Any, message: str
) -> None:
    with Ledger(new_url()) as ledger:
        with pytest.raises(NotRecorded, match=message):
            ledger.merge(_changed(export, change, kind))
        assert list(ledger.entries()) == []
        assert ledger.heads() == {}


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda lines: lines[:-1], "its last line is missing"),
        (lambda lines: lines[:0], "line 1: the file is cut short"),
        (lambda lines: [*lines[:3], *lines[4:]], "the file was changed|its lines are not"),
        (lambda lines: [lines[0].replace("/1", "/2"), *lines[1:]], "expected the schema"),
        (lambda lines: [*lines, lines[1]], "something follows its last line"),
        (lambda lines: ["reference,donor", *lines], "line 1: expected a JSON object"),
        (lambda lines: [lines[0].replace(":4,", ":5,"), *lines[1:]], "the file was changed: it"),
    ],
)
def test_a_damaged_export_is_refused(export: list[str], damage: Any, message: str) -> None:
    with Ledger("sqlite://") as ledger:
        with pytest.raises(NotRecorded, match=message):
            ledger.merge(damage(export))
        assert list(ledger.entries()) == []


@pytest.mark.parametrize("told", [3, 5, 0, True, None, "4"])
def test_an_export_of_another_number_of_entries_is_refused(export: list[str], told: Any) -> None:
    head = json.loads(export[0]) | {"entries": told}
    lines = [canonical_bytes(head).decode(), *export[1:-1]]
    content = "".join(f"{line}\n" for line in lines)
    seal = canonical_bytes({"sha256": hash_of(content.encode())}).decode()
    with Ledger("sqlite://") as ledger:
        with pytest.raises(
            NotRecorded, match=r"line 1: it says that the file has .*, and it has 4"
        ):
            ledger.merge([*lines, seal])
        assert list(ledger.entries()) == []
