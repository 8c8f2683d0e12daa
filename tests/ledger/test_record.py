"""Recording: all or nothing, once, and as it was said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from aidtrack.errors import NotRecorded
from aidtrack.findings import Findings
from aidtrack.ledger import Ledger
from aidtrack.ledger.door import Door
from aidtrack.lines import Lines
from aidtrack.lines.identity import identify
from aidtrack.model import Consignment, Donor, MedicinePack, Monitor, Recipient
from aidtrack.model.entries import Dispatch, Document, Entry, Receipt, Reversal
from aidtrack.reconciliation import reconcile
from tests.ledger.goods import distribution, gift, receipt


@pytest.fixture
def ledger(url: str) -> Any:
    with Ledger(url, origin="desk") as ledger:
        yield ledger


def book(ledger: Ledger) -> dict[str, Entry]:
    return dict(ledger.entries())


def test_what_is_recorded_is_loaded_as_it_was(ledger: Ledger) -> None:
    sent = Dispatch(who="France", when="2021-04-28", consignment=gift())
    entries: list[Entry] = [sent, receipt(), distribution()]
    recording = ledger.record(entries, unless=None)
    assert list(book(ledger).values()) == entries
    assert recording.added == tuple(map(identify, entries)) == tuple(book(ledger))
    assert str(recording) == "3 entries recorded"
    assert ledger.verify().ok


def test_a_consignment_is_dispatched_by_its_donor_on_its_day(ledger: Ledger) -> None:
    ledger.record(gift())
    [entry] = book(ledger).values()
    assert isinstance(entry, Dispatch)
    assert (str(entry.who), str(entry.when)) == ("France (FR)", "2021-04-28 00:00:00+00:00")
    assert entry.consignment == gift()


def test_objects_lines_and_frames_are_one_entry(ledger: Ledger) -> None:
    added = ledger.record(gift()).added
    for same in (Lines.of(gift()), [gift()], Lines.of(gift()).frame):
        recording = ledger.record(same)
        assert (recording.added, recording.known) == ((), added)
    assert str(recording) == "nothing new: 1 entry is recorded already"


def test_consignments_without_lines(ledger: Ledger) -> None:
    entry = Dispatch(who="France", when="2021-04-28", consignment=gift(lines=()))
    ledger.record(entry, unless=None)
    assert list(book(ledger).values()) == [entry]
    assert ledger.verify().ok


def test_another_witness_of_the_same_goods_is_heard(ledger: Ledger) -> None:
    ledger.record(gift())
    assert ledger.record(gift(), who="a ministry", when="2021-05-01T12:00Z").added
    assert ledger.record(gift(), who="a ministry", when="2021-05-01T12:00Z").known
    # Both tell of one dispatch: nothing is counted twice.
    balance = ledger.balance()
    assert [int(each) for each in balance["dispatched"]] == [4000, 150, 75]
    assert ledger.reconcile().findings.ok


def test_another_day_of_the_same_goods_is_a_revision(ledger: Ledger) -> None:
    [old] = ledger.record(gift(), when="2021-04-27").added
    with pytest.raises(NotRecorded, match="A-1 is recorded with other content") as refused:
        ledger.record(gift())
    assert refused.value.reasons == ("A-1: when was 2021-04-27T00:00:00Z, is 2021-04-28T00:00:00Z",)
    assert refused.value.ways_out == ("revision", "report")
    assert ledger.record(gift(), revision=True, reason="a slip").reversed == (old,)
    assert [str(entry.when.date()) for entry in book(ledger).values()][-1] == "2021-04-28"


def test_the_file_tells_whose_record_it_is(ledger: Ledger) -> None:
    """Another name for the witness of the same file corrects it; another file is another's."""
    first, other = (Document.of(content, address="sent.csv") for content in (b"1", b"2"))
    ledger.record(gift(), document=first)
    renamed = first.revised(address="april.csv")
    assert ledger.record(gift(), document=renamed).known
    assert ledger.record(gift(), document=other).known
    with pytest.raises(NotRecorded, match="who name was France, is a ministry"):
        ledger.record(gift(), who="a ministry", document=first)
    assert ledger.record(gift(), who="a ministry", document=other).added
    # Of reports, too: but other witnesses may be told of by one file.
    told: dict[str, Any] = {"told": "report", "document": first}
    ledger.record(gift(), who="a newspaper", **told)
    assert ledger.record(gift(), who="another newspaper", **told).added
    with pytest.raises(NotRecorded, match="when was 2021-04-28"):
        ledger.record(gift(), who="a newspaper", when="2021-05-01", **told)


@pytest.mark.parametrize("stated", [{"when": "2021-05-05"}, {"document": {"title": "note 8"}}])
def test_two_movements_that_look_alike_are_two(ledger: Ledger, stated: dict[str, Any]) -> None:
    """The same amount to the same hospital, on another day or by another note."""
    note = Document.of(b"a list of all that was handed on", title="note 7")
    first = distribution(document=note)
    ledger.record([gift(), receipt(), first])
    assert ledger.record(first.revised(**stated)).added
    assert ledger.record(first.revised(**stated)).known
    [medicine] = ledger.lines(kind="medicine_pack").frame["line"]
    line = ledger.reconcile().lines.row(by_predicate=pl.col("line") == medicine, named=True)
    assert int(line["distributed"]) == 2000


def test_reports_stand_beside_the_record(ledger: Ledger) -> None:
    ledger.record(gift())
    other = gift(lines=(Monitor(line="1", description="monitors", quantity="160 each"),))
    assert ledger.record(other, who="a newspaper", told="report").added
    assert ledger.record(other, who="another newspaper", told="report").added
    assert not ledger.record(other, who="a newspaper", told="report").added
    assert len(book(ledger)) == 3


def test_changed_content_is_refused_in_words(ledger: Ledger) -> None:
    ledger.record(gift())
    changed = gift(destination="Delhi", lines=gift().lines[1:])
    with pytest.raises(NotRecorded) as refused:
        ledger.record(changed)
    assert str(refused.value).startswith("nothing was recorded: A-1 is recorded with other content")
    assert "A-1: line 1 is gone" in refused.value.reasons
    assert "A-1: consignment destination is stated: Delhi" in refused.value.reasons
    assert len(book(ledger)) == 1


def test_what_a_list_states_once_is_told_once(ledger: Ledger) -> None:
    ledger.record(Lines.of(gift()))
    later = gift(dispatched="2021-04-29", destination="Delhi")
    with pytest.raises(NotRecorded) as refused:
        ledger.record(Lines.of(later))
    assert refused.value.reasons == (
        "A-1: consignment dispatched was 2021-04-28, is 2021-04-29",
        "A-1: consignment destination is stated: Delhi",
        "A-1: when was 2021-04-28T00:00:00Z, is 2021-04-29T00:00:00Z",
    )


def test_a_revision_takes_back_and_keeps(ledger: Ledger) -> None:
    [old] = ledger.record(gift()).added
    recording = ledger.record(gift(destination="Delhi"), revision=True, reason="a slip")
    assert recording.reversed == (old,)
    assert str(recording) == "1 entry recorded; 1 entry taken back by them"
    kinds = [entry.entry for entry in book(ledger).values()]
    assert kinds == ["dispatch", "reversal", "dispatch"]
    reversal = list(book(ledger).values())[1]
    assert isinstance(reversal, Reversal)
    assert (reversal.reverses, reversal.reason) == (old, "a slip")


def test_a_revision_back_to_what_was_said_before(ledger: Ledger) -> None:
    one, other = gift(), gift(destination="Delhi")
    [first] = ledger.record(one).added
    [second] = ledger.record(other, revision=True, reason="a slip").added
    with pytest.raises(NotRecorded, match="A-1 is recorded with other content"):
        ledger.record(one)
    # Back and forth, as often as it is said: no reversal can be written twice.
    for again, standing, gone in [(one, first, second), (other, second, first)] * 3:
        recording = ledger.record(again, revision=True, reason="after all")
        assert (recording.added, recording.known) == ((), ())
        assert (recording.restored, recording.reversed) == ((standing,), (gone,))
        assert ledger.lines(reference="A-1").frame.height == 3
        [told] = ledger.lines().frame["destination"].unique().to_list()
        assert told == again.destination
        assert ledger.record(again).known == (standing,)
    assert str(recording) == "1 entry that stands again; 1 entry taken back by them"
    assert ledger.verify().ok


def test_a_receipt_reversed_by_mistake(ledger: Ledger) -> None:
    [id_] = ledger.record(receipt()).added
    ledger.record(Reversal(who="a clerk", when="2021-05-05", reverses=id_, reason="a mistake"))
    with pytest.raises(NotRecorded, match="stands again only as a revision") as refused:
        ledger.record(receipt())
    assert refused.value.reasons == (f"A-1: the entry {id_[:12]} says the same, and is taken back",)
    assert len(book(ledger)) == 2
    recording = ledger.record(receipt(), revision=True, reason="it came after all")
    assert (recording.added, recording.restored) == ((), (id_,))
    last = list(book(ledger).values())[-1]
    assert isinstance(last, Reversal)
    assert last.reason == "it came after all"
    assert ledger.record(receipt()).known == (id_,)
    assert ledger.verify().ok


def test_two_records_of_one_act_at_once(ledger: Ledger) -> None:
    other = gift(lines=gift().lines[1:])
    revisions: list[dict[str, Any]] = [{}, {"revision": True, "reason": "a slip"}]
    for revision in revisions:
        with pytest.raises(NotRecorded, match="A-1 is given twice, with different") as refused:
            ledger.record([gift("A-0"), gift(), other], unless=None, **revision)
        assert "A-1: line 1 is gone" in refused.value.reasons
    assert book(ledger) == {}
    # The same twice is said once; receipts without a number are several acts; a report is none.
    sent = Dispatch(who="France", when="2021-04-28", consignment=gift())
    told = Dispatch(who="a newspaper", when="2021-04-28", consignment=other, told="report")
    ledger.record([sent, sent, told, receipt(), receipt(place="Agra")], unless=None)
    assert len(book(ledger)) == 4


def test_the_same_goods_told_twice_at_once_are_told_once(ledger: Ledger) -> None:
    one = Dispatch(who="France", when="2021-04-28", consignment=gift())
    renamed = one.revised(remarks="by telephone")
    theirs = one.revised(who="a ministry")
    recording = ledger.record([one, renamed, theirs], unless=None)
    assert recording.added == (identify(one), identify(theirs))
    assert recording.known == (identify(one),)


def test_a_receipt_that_does_not_say_which_it_is(ledger: Ledger) -> None:
    [first] = ledger.record(receipt()).added
    later = receipt(when="2021-05-03")
    with pytest.raises(NotRecorded, match="nobody says whether this one corrects it") as refused:
        ledger.record(later)
    assert "A-1: when was 2021-05-02T05:00:00Z, is 2021-05-03T00:00:00Z" in refused.value.reasons
    assert ledger.record(later.revised(reference="GRN-2"), also=True).added
    assert ledger.record(later, also=True).added
    # By its number it does on another day, and without one where it is one of a document.
    with pytest.raises(NotRecorded, match="nobody says"):
        ledger.record(later.revised(reference="GRN-3"))
    assert ledger.record(later.revised(reference="GRN-3", when="2021-05-05")).added
    noted = later.revised(document=Document.of(b"a note"), when="2021-05-04")
    assert ledger.record(noted).added
    assert first in book(ledger)


def test_a_receipt_without_a_number_is_revised(ledger: Ledger) -> None:
    [first] = ledger.record(receipt()).added
    recording = ledger.record(receipt(place="Agra"), revision=True, reason="another store")
    assert recording.reversed == (first,)


def test_receipts_of_one_number_are_one_act(ledger: Ledger) -> None:
    ledger.record([receipt(reference="A-1"), receipt(when="2021-05-03")])
    numbered = receipt(when="2021-05-04").revised(reference="GRN-17")
    ledger.record(numbered, unless=None)
    with pytest.raises(NotRecorded, match="line 1 is gone"):
        ledger.record(numbered.revised(lines=numbered.lines[1:]))
    assert ledger.record(numbered.revised(place="Agra"), revision=True, reason="Agra").reversed


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_a_revision_says_why(ledger: Ledger, reason: str | None) -> None:
    ledger.record(gift())
    with pytest.raises(ValueError, match="expected the reason of the revision, got none"):
        ledger.record(gift(destination="Delhi"), revision=True, reason=reason)
    assert len(book(ledger)) == 1


def test_revisions_can_be_repeated_and_taken_back(ledger: Ledger) -> None:
    # An entry is its content: whatever is said a second time must not be its own opposite.
    ledger.record(receipt().revised(reference="GRN-1"))
    for time in range(4):
        for place in ("Agra", "Delhi"):
            revised = receipt().revised(reference="GRN-1", place=place)
            ledger.record(revised, revision=True, reason="counted again")
            movements = reconcile(ledger.book()).claims
            assert set(movements["place"]) == {place}, time
        back = Reversal(
            who="a clerk", when="2021-05-05", reverses=identify(revised), reason="wrong"
        )
        ledger.record(back, revision=True, reason="wrong")
        assert not reconcile(ledger.book()).claims.height
    assert ledger.verify().ok


def test_a_reversal_names_what_stands(ledger: Ledger) -> None:
    [id_] = ledger.record(receipt()).added
    back = Reversal(who="a clerk", when="2021-05-05", reverses=id_, reason="entered twice")
    ledger.record(back)
    again = back.revised(reason="entered thrice")
    with pytest.raises(NotRecorded, match="is taken back already"):
        ledger.record(again)
    with pytest.raises(NotRecorded, match="there is no entry ffff"):
        ledger.record(back.revised(reverses="f" * 64))
    # Taking back the reversal lets the receipt stand again, so that it can be taken back.
    ledger.record(back.revised(reverses=identify(back), reason="it was right"))
    assert ledger.record(again).added


def test_errors_forbid_and_can_be_let_stand(ledger: Ledger) -> None:
    faulty = gift(lines=(Monitor(line="1", description="monitor", quantity="-4 each"),))
    with pytest.raises(NotRecorded, match="AT303") as refused:
        ledger.record(faulty)
    assert refused.value.reasons
    assert book(ledger) == {}
    recording = ledger.record(faulty, unless=None)
    assert recording.findings is None
    assert len(book(ledger)) == 1


def test_findings_that_stand_are_kept(ledger: Ledger) -> None:
    recording = ledger.record(gift(), today=None)
    assert recording.findings is not None
    assert recording.findings
    [kept] = ledger.findings(recording.added[0])
    assert kept["counts"] == dict(sorted(recording.findings.counts().items()))
    assert {"code", "severity", "message"} <= kept["findings"][0].keys()


@pytest.mark.parametrize(
    ("data", "stated", "message"),
    [
        (gift(reference=None), {}, "a consignment has no reference"),
        (gift(donor=None), {}, "A-1: nobody says who sent it"),
        (gift(dispatched=None), {}, "A-1: nobody says when"),
        (gift(), {"when": "2021-04-28T10:00"}, "A-1: when: .*expected a time with its offset"),
        ([], {}, "there is nothing to record"),
    ],
)
def test_what_is_not_said(url: str, data: Any, stated: dict[str, Any], message: str) -> None:
    with Ledger(url) as ledger, pytest.raises(NotRecorded, match=message):
        ledger.record(data, unless=None, **stated)


def test_what_is_no_data(ledger: Ledger) -> None:
    with pytest.raises(TypeError, match="expected a Consignment"):
        ledger.record("november.xlsx")


def test_several_at_once_are_written_together_or_not_at_all(ledger: Ledger) -> None:
    ledger.record(gift("A-2"))
    with pytest.raises(NotRecorded):
        ledger.record([gift("A-1"), gift("A-2", destination="Delhi")])
    assert len(book(ledger)) == 1
    recording = ledger.record([gift("A-1"), gift("A-2"), gift("A-3")])
    assert str(recording) == "2 entries recorded; 1 entry recorded already"


HOSTILE = (
    "x'); DROP TABLE entries; --",
    'a" OR "1"="1',
    "%s %(name)s :name ?",
    "\\'; DELETE FROM lines",
    "ÿ \u202e 氧气 \U0001f691",
    "tab\tand\nbreak",
    "\\N",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_only_names(ledger: Ledger, name: str) -> None:
    line = Monitor(line=name, description=name, quantity="1 each", batch=name, extra={name: name})
    ledger.record(gift(name, destination=name, lines=(line,)), who=name, unless=None)
    ledger.record(receipt(name, place=name), unless=None)
    first, second = book(ledger).values()
    assert isinstance(first, Dispatch)
    assert isinstance(second, Receipt)
    assert first.consignment.lines == (line,)
    assert (str(first.who), second.place) == (name.strip(), name.strip())
    assert ledger.verify().ok


@pytest.mark.parametrize(("text", "named"), [("a\0b", "NUL"), ("a\ud800b", r"U\+D800")])
def test_texts_that_no_database_holds(url: str, text: str, named: str) -> None:
    monitor = Monitor(line="1", description="monitor", quantity="1 each")
    refused: list[Any] = [
        receipt(place=text),
        receipt(who=text),
        gift(destination=text),
        gift(lines=(monitor.revised(batch=text),)),
        gift(lines=(monitor.revised(as_written={"gross_weight": text}),)),
        gift(lines=(monitor.revised(extra={"Truck": text}),)),
        gift(lines=(monitor.revised(extra={text: "T1"}),)),
    ]
    if named == "NUL":
        refused += [Lines.of(gift(destination=text)), gift(text)]
    with Ledger(url) as ledger:
        for data in refused:
            with pytest.raises(NotRecorded, match=named) as told:
                ledger.record(data, unless=None)
            assert "nothing was recorded: a text" in str(told.value)
        assert book(ledger) == {}
        # What only looks like one is a text like any other.
        ledger.record(receipt(place="a\\u0000b"))
        assert len(book(ledger)) == 1


def test_sqlite_and_postgresql_give_the_same_ids(new_url: Callable[[], str], tmp_path: Any) -> None:
    with Ledger(new_url()) as one, Ledger(f"sqlite:///{tmp_path}/other.db") as two:
        for ledger in (one, two):
            ledger.record([gift("A-1"), gift("A-2")])
        assert list(book(one)) == list(book(two))


def test_a_frame_with_columns_of_its_own(ledger: Ledger) -> None:
    frame = pl.DataFrame(
        {"reference": ["B", "B"], "donor": ["France"] * 2, "quantity": ["1 each", "2 each"],
         "dispatched": ["2021-04-28"] * 2, "Truck": ["T1", None]}
    )  # fmt: skip
    ledger.record(frame, unless=None)
    [entry] = book(ledger).values()
    assert isinstance(entry, Dispatch)
    assert [dict(line.extra) for line in entry.consignment.lines] == [{"Truck": "T1"}, {}]


def test_what_another_desk_records_meanwhile_is_seen(
    new_url: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Goods are looked at before others are kept waiting, and again if the ledger moved."""
    url, refuse = new_url(), Door.refuse
    with Ledger(url) as here, Ledger(url) as there:
        moments = iter([lambda: there.record(gift("A-2"), unless=None)])

        def meanwhile(door: Door, findings: Findings) -> None:
            refuse(door, findings)
            next(moments, lambda: None)()

        monkeypatch.setattr(Door, "refuse", meanwhile)
        found = here.record(gift()).findings
        assert found is not None
        assert found.counts()["AT801"] == 1
        assert len(book(here)) == 2


def test_two_receipts_take_the_place_of_one_no_more_than_once(ledger: Ledger) -> None:
    ledger.record([gift(), receipt()])
    counted_anew = [receipt(when=day) for day in ("2021-05-03", "2021-05-04")]
    with pytest.raises(NotRecorded, match="two of the receipts of A-1 take the place of one"):
        ledger.record(counted_anew, revision=True, reason="counted anew")
    assert len(book(ledger)) == 2


def test_a_promise_names_no_batch(ledger: Ledger) -> None:
    """What only a package bears is asked when goods are sent."""
    medicine = MedicinePack(
        line="1", description="amoxicillin 500 mg capsules", inn="amoxicillin", strength="500 mg",
        dosage_form="capsule", storage="15 to 25 °C", quantity="4000 pack",
    )  # fmt: skip
    promised = Consignment(
        reference="P-9", donor=Donor(country="FR"), recipient=Recipient(name="Red Cross"),
        lines=(medicine,),
    )  # fmt: skip
    told: dict[str, Any] = {"who": "France", "when": "2021-04-20"}
    assert ledger.record(promised, kind="pledge", **told).added
    with pytest.raises(NotRecorded) as error:
        ledger.record(promised.revised(reference="S-9"), **told)
    assert any("AT601" in reason for reason in error.value.reasons)
