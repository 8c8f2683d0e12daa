"""Receipts from files: seen with what is recorded, and never added to it in silence."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest

from aidtrack.errors import NotRecorded, UnknownName
from aidtrack.ledger import Ledger, Recording
from aidtrack.ledger.receipts import Came
from aidtrack.manifest import read
from aidtrack.model import Donor, Monitor
from aidtrack.model.entries import Document, Receipt, Reversal
from aidtrack.rules import RULES
from aidtrack.text.style import Style
from tests.ledger.goods import gift, receipt

HEAD = "Reference,Line,Quantity,Unit,Accepted,Damaged,Excess,Instead of,Reason,Batch,Expiry\n"
MONITORS = "A-1,1,150,each,140,10,,,wet,,\n"
VENTILATORS = "A-1,2,75,each,75,,,,,,\n"


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger(url) as ledger:
        ledger.record(gift())
        yield ledger


def named(content: bytes) -> io.BytesIO:
    stream = io.BytesIO(content)
    stream.name = "came.csv"
    return stream


def receive(ledger: Ledger, rows: str, /, *, head: str = HEAD, **stated: Any) -> Recording:
    """Receive a file; what is stated of no receipt is stated of the receiving."""
    content = (head + rows).encode()
    own = {name: stated.pop(name) for name in list(stated) if name in Came.__dataclass_fields__}
    came = {"when": "2021-05-02", "document": Document.of(content, address="came.csv"), **own}
    return ledger.receive(read(named(content)), Came(**came), **stated)


def accepted(ledger: Ledger) -> dict[str, int]:
    lines = ledger.reconcile().lines
    return {line: int(number) for line, number in lines.select("line", "accepted").iter_rows()}


def days_of(ledger: Ledger) -> list[str]:
    receipts = (entry for _, entry in ledger.entries() if isinstance(entry, Receipt))
    return [str(entry.when)[:10] for entry in receipts]


def test_a_further_receipt_of_the_same_lines_is_not_added_in_silence(ledger: Ledger) -> None:
    [first] = receive(ledger, MONITORS).added
    corrected = MONITORS.replace("140,10", "150,").replace("wet", "")
    with pytest.raises(NotRecorded, match="nobody says whether this one corrects it") as refused:
        receive(ledger, corrected)
    assert refused.value.ways_out == ("revision", "also")
    assert refused.value.reasons == (
        f"A-1: received on 2021-05-02 by {receipt().who}, from came.csv, entry {first[:12]}",
        "A-1: line 1: accepted was 140 each, is 150 each",
        "A-1: line 1: damaged is not stated any more; it was 10 each",
        "A-1: line 1: reason is not stated any more; it was wet",
    )
    assert accepted(ledger)["1"] == 140
    recording = receive(ledger, corrected, revision=True, reason="dried")
    assert recording.reversed == (first,)
    assert accepted(ledger)["1"] == 150


def test_the_same_file_is_received_once(ledger: Ledger) -> None:
    [id_] = receive(ledger, MONITORS).added
    assert receive(ledger, MONITORS).known == (id_,)
    # Of a day that nobody stated, the file has one already.
    assert receive(ledger, MONITORS, when="2021-05-09", assumed=True).known == (id_,)
    for stated in ({"when": "2021-05-09"}, {"place": "Agra"}, {"number": "7"}, {"who": "a clerk"}):
        with pytest.raises(NotRecorded) as refused:
            receive(ledger, MONITORS, **stated)
        # Another witness is told how to say that both tell of one.
        assert len(refused.value.reasons) == 2 + ("who" in stated)
    recording = receive(ledger, MONITORS, when="2021-05-09", revision=True, reason="a slip")
    assert recording.reversed == (id_,)
    assert accepted(ledger)["1"] == 140


@pytest.mark.parametrize("stated", [{}, {"number": "GRN-1"}])
def test_what_is_corrected_later_came_no_later(ledger: Ledger, stated: dict[str, Any]) -> None:
    receive(ledger, MONITORS, **stated)
    corrected = MONITORS.replace("140,10", "141,9")
    late = {"when": "2021-05-09", "assumed": True, **stated}
    with pytest.raises(NotRecorded) as refused:
        receive(ledger, corrected, **late)
    assert not [reason for reason in refused.value.reasons if "when" in reason]
    receive(ledger, corrected, revision=True, reason="recounted", **late)
    assert days_of(ledger) == ["2021-05-02"] * 2
    # A further delivery came when it came.
    further = late | {"number": "GRN-2"}
    receive(ledger, "A-1,1,150,each,0,,,,,,\n", also=True, **further)
    assert days_of(ledger)[-1] == "2021-05-09"


def test_a_file_that_was_saved_again_is_the_same_receipt(ledger: Ledger) -> None:
    """Other bytes under the same name, with the same content on the same day, are known."""
    receive(ledger, MONITORS)
    assert receive(ledger, MONITORS + "\n").known
    assert accepted(ledger)["1"] == 140


def test_what_is_a_further_delivery(ledger: Ledger) -> None:
    receive(ledger, "A-1,1,150,each,60,,,,,,\nA-1,3,4000,pack,1000,,,,,AMX-2291,\n")
    # Other lines, another batch of one, and what says that it is another.
    assert receive(ledger, VENTILATORS).added
    assert receive(ledger, "A-1,3,4000,pack,10,,,,,B-7,2028-01-31\n").added
    assert receive(ledger, "A-1,1,150,each,50,,,,,,\n", also=True).added
    with pytest.raises(NotRecorded, match="nobody says whether"):
        receive(ledger, "A-1,1,150,each,40,,,,,,\n", number="GRN-9")
    receive(ledger, "A-1,1,150,each,40,,,,,,\n", number="GRN-9", also=True)
    assert accepted(ledger) == {"1": 150, "2": 75, "3": 1010}


def test_numbers_tell_receipts_apart(ledger: Ledger) -> None:
    receive(ledger, "A-1,1,150,each,60,,,,,,\n", number="GRN-1")
    assert receive(ledger, "A-1,1,150,each,40,,,,,,\n", number="GRN-2").added
    with pytest.raises(NotRecorded, match="A-1 is recorded with other content"):
        receive(ledger, "A-1,1,150,each,50,,,,,,\n", number="GRN-2")
    assert accepted(ledger)["1"] == 100


def test_one_file_under_two_numbers_is_asked_about(ledger: Ledger) -> None:
    row = "A-1,1,150,each,60,,,,,,\n"
    [first] = receive(ledger, row, number="GRN-1").added
    with pytest.raises(NotRecorded, match="nobody says whether this one corrects it") as refused:
        receive(ledger, row, number="GRN-2")
    assert "number GRN-1, from came.csv" in refused.value.reasons[0]
    assert refused.value.reasons[1] == "A-1: reference was GRN-1, is GRN-2"
    assert accepted(ledger)["1"] == 60
    assert receive(ledger, row, number="GRN-2", also=True).added
    assert accepted(ledger)["1"] == 120
    third = receive(ledger, VENTILATORS, number="GRN-3")
    corrected = receive(ledger, VENTILATORS, number="GRN-4", revision=True, reason="misread")
    assert (corrected.reversed, first in corrected.reversed) == (third.added, False)


def test_a_revision_of_any_of_several(ledger: Ledger) -> None:
    receive(ledger, "A-1,1,150,each,60,,,,,,\n", number="GRN-1")
    receive(ledger, "A-1,1,150,each,40,,,,,,\n", number="GRN-2")
    with pytest.raises(
        NotRecorded, match="A-1 has 2 receipts of these lines; state the"
    ) as refused:
        receive(ledger, "A-1,1,150,each,50,,,,,,\n", revision=True, reason="recounted")
    assert [reason.split(", ")[1] for reason in refused.value.reasons] == [
        "number GRN-1",
        "number GRN-2",
    ]


def test_reports_and_what_was_taken_back_are_no_receipts_of_the_lines(ledger: Ledger) -> None:
    ledger.record(receipt(told="report", who="a newspaper"))
    [id_] = ledger.record(receipt()).added
    ledger.record(Reversal(who="a clerk", when="2021-05-05", reverses=id_, reason="twice"))
    assert receive(ledger, MONITORS).added


def test_more_than_was_sent_is_stated_as_excess(ledger: Ledger) -> None:
    more = "A-1,1,150,each,160,,,,,,\n"
    with pytest.raises(NotRecorded, match="the findings are too grave") as refused:
        receive(ledger, more)
    assert refused.value.ways_out == ("unless",)
    [told] = refused.value.reasons
    assert told.startswith("came.csv:E2: AT814 error: 160 each came")
    assert accepted(ledger)["1"] == 0
    recording = receive(ledger, "A-1,1,150,each,160,,10,,sent twice,,\n")
    assert recording.findings is not None
    assert recording.findings.counts() == {}


def test_findings_that_are_let_stand_are_told_and_kept(ledger: Ledger) -> None:
    recording = receive(ledger, "A-1,1,150,each,160,,,,,,\n", unless=None)
    assert recording.findings is not None
    assert recording.findings.counts() == {"AT804": 1, "AT814": 1}
    line, balance = sorted(map(str, recording.findings))
    assert line.startswith("came.csv:E2: AT804 warning: 160 each, beside the 0 that had come")
    [kept] = ledger.findings(recording.added[0])
    assert kept["counts"] == {"AT804": 1, "AT814": 1}
    assert balance.startswith("came.csv:E2: AT814 error")
    assert [str(place) for place in recording.findings.errors.hits[0][0].places] == [
        "came.csv:E2",
        "A-1 line 1",
    ]


def test_only_what_a_receipt_brings_is_held_against_it(ledger: Ledger) -> None:
    receive(ledger, "A-1,1,150,each,160,,,,,,\n", unless=None)
    recording = receive(ledger, VENTILATORS)
    assert recording.findings is not None
    assert recording.findings.counts() == {}
    with pytest.raises(NotRecorded, match="AT814"):
        receive(ledger, "A-1,1,150,each,1,,,,,,\n", also=True)


def test_what_reads_badly_forbids(ledger: Ledger) -> None:
    with pytest.raises(NotRecorded, match=r"came\.csv:K2: AT108"):
        receive(ledger, "A-1,3,4000,pack,10,,,,,AMX-2291,31/02/2028\n")


def test_a_known_batch_with_another_expiry(ledger: Ledger) -> None:
    recording = receive(ledger, "A-1,3,4000,pack,10,,,,,AMX-2291,2027-01-31\n")
    assert recording.findings is not None
    assert recording.findings.of_rule("AT805").counts() == {"AT805": 1}


def test_a_batch_that_is_known_from_an_earlier_receipt(ledger: Ledger) -> None:
    """It stood on no list: only the package said when it expires."""
    ledger.record(gift("A-2"), unless=None)
    came = "A-1,3,4000,pack,10,,,,,B-7,2027-01-31\n"
    [first] = receive(ledger, came, unless=None).added
    head = HEAD.replace("Damaged", "Description")
    other = came.replace("A-1", "A-2").replace("2027", "2028")
    unlisted = "A-2,3b,,,5 pack,amoxicillin 500 mg,,3,,B-7,2029-01-31\n"
    recording = receive(ledger, other + unlisted, head=head, unless=None)
    assert recording.findings is not None
    told = recording.findings.of_rule("AT805")
    assert [each.message for each in told] == [
        f"batch B-7 expires on {year}-01-31 here, and on 2027-01-31 in earlier records"
        for year in (2028, 2029)
    ]
    # What is revised says nothing against what takes its place; nor does what was taken back.
    ledger.record(Reversal(who="x", when="2021-05-05", reverses=recording.added[0], reason="x"))
    revised = receive(ledger, came.replace("2027", "2028"), revision=True, reason="misread")
    assert revised.reversed == (first,)
    assert revised.findings is not None
    assert revised.findings.counts() == {"AT822": 1, "AT823": 1}


def test_of_several_lots_the_row_that_says_it_is_pointed_at(ledger: Ledger) -> None:
    rows = (
        "A-1,3,4000,pack,1000,,,,,AMX-2291,2028-10-31\n"
        "A-1,3,4000,pack,1000,,,,,AMX-2291,2028-09-30\n"
        "A-1,3,4000,pack,2000,,,,,AMX-9,2028-10-31\n"
    )
    recording = receive(ledger, rows, unless=None)
    assert recording.findings is not None
    found = {finding.rule.code: str(finding.place) for finding in recording.findings}
    assert (found["AT822"], found["AT823"]) == ("came.csv:J4", "came.csv:K3")


def test_split_lots_come_one_after_another(ledger: Ledger) -> None:
    recording = receive(
        ledger,
        "A-1,1,150,each,100,,,,,B1,\nA-1,1,150,each,60,,,,,B2,\n",
        unless=None,
    )
    assert recording.findings is not None
    [told] = recording.findings.of_rule("AT804")
    assert told.message == (
        "60 each, beside the 100 that had come before, is more than the 150 that were sent"
    )
    assert told.place.cell == "E3"


def test_substitutes_and_mixed_units_are_not_counted_against_the_list(ledger: Ledger) -> None:
    rows = "A-1,1a,,,5 each,,5 each,1,another model,,\nA-1,1,150,each,2 carton,5,,,wet,,\n"
    recording = receive(ledger, rows, unless=None)
    assert recording.findings is not None
    assert "AT804" not in recording.findings.counts()
    assert "AT819" in recording.findings.counts()


OTHER = "Reference,Line,Description,Unit,Quantity,Accepted,Substituted,Instead of,Reason,{}\n"


def test_what_came_in_the_place_of_something_else_is_listed_as_what_it_is(ledger: Ledger) -> None:
    head = OTHER.format("Country of origin,Donor,Manual language,Remarks")
    rows = (
        "A-1,1,a monitor like others,each,150,145,5,,another model,,,,\n"
        "A-1,1a,pulse oximeter,,,3 each,,1,,CN,Germany,,in a crate\n"
        "A-1,1b,pulse oximeter,,,2 each,,1,,,,in French,\n"
        "A-1,3a,,,,2 pack,,3,,,Germany,,\n"
    )
    receive(ledger, rows, head=head)
    lines = ledger.reconcile().lines.select("line", "kind", "description", "donor", "recipient")
    told = {line: tuple(said) for line, *said in lines.iter_rows()}
    cross = "Indian Red Cross Society"
    # What the consignment lists is what the consignment says.
    assert told["1"] == ("monitor", "patient monitor", "France", cross)
    assert told["1a"] == ("monitor", "pulse oximeter", "Germany", cross)
    assert told["1b"] == ("monitor", "pulse oximeter", "France", cross)
    # Where nobody says what it is, nothing is made up.
    assert told["3a"] == (None, None, "France", cross)
    [entry] = (entry for _, entry in ledger.entries() if isinstance(entry, Receipt))
    monitor, other, same, _ = entry.lines
    assert (monitor.goods, other.remarks) == (None, "in a crate")
    germany = Donor(name="Germany", country="DE")
    assert other.goods == Monitor(
        description="pulse oximeter", country_of_origin="CN", donor=germany
    )
    assert same.goods == Monitor(description="pulse oximeter", manual_language="in French")
    assert receive(ledger, rows, head=head).known


def test_a_file_that_came_before_its_list_says_the_same_after_it(url: str) -> None:
    head = OTHER.format("Donor")
    row = "A-1,1,monitors,each,150,150,,,,\n"
    with Ledger(url) as ledger:
        receive(ledger, row, head=head, who="a store", unless=None)
        assert ledger.reconcile().lines["kind"].to_list() == ["monitor"]
        ledger.record(gift(lines=gift().lines[:1]), unless=None)
        assert receive(ledger, row, head=head, who="a store").known
        assert ledger.reconcile().lines["description"].to_list() == ["patient monitor"]


def test_goods_of_several_donors_are_of_none_of_them_by_themselves(url: str) -> None:
    lines = (gift().lines[0], gift().lines[1].revised(donor=Donor(name="Japan")))
    with Ledger(url) as ledger:
        ledger.record(gift(lines=lines), unless=None)
        receive(ledger, "A-1,9,,,1 each,,,1,,,\n", unless=None)
        last = ledger.reconcile().lines.row(-1, named=True)
    assert (last["donor"], last["recipient"]) == (None, "Indian Red Cross Society")


def test_cartons_are_opened_by_the_packaging_of_the_line(url: str) -> None:
    boxed = Monitor(line="1", description="monitor", quantity="100 each", pack_size="50",
                    packaging={"count": 2, "type": "carton"})  # fmt: skip
    with Ledger(url) as ledger:
        ledger.record(gift(lines=(boxed,)), unless=None)
        receive(ledger, "A-1,1,100,each,2 carton,,,,,,\n")
        [line] = ledger.reconcile().lines.iter_rows(named=True)
    assert (int(line["accepted"]), line["unit"], int(line["in_transit"])) == (100, "each", 0)


def test_cartons_that_nothing_opens_are_refused(ledger: Ledger) -> None:
    with pytest.raises(NotRecorded, match="AT819 error: 2 carton"):
        receive(ledger, "A-1,1,150,each,2 carton,,,,,,\n")


def test_a_reason_without_an_amount(ledger: Ledger) -> None:
    recording = receive(ledger, "A-1,1,150,each,,,,,not counted yet,,\n", unless=None)
    assert recording.findings is not None
    assert [str(finding.place) for finding in recording.findings.of_rule("AT820")] == [
        "came.csv:B2"
    ]


def test_the_unit_of_a_row_is_that_of_its_amounts(ledger: Ledger) -> None:
    """Also where nothing was sent of it, or no column says how much was."""
    receive(ledger, "A-1,1a,,each,5,,5,1,another model,,\nA-1,1,150,each,140,,,,,,\n")
    assert receive(ledger, "A-1,2,each,70\n", head="Reference,Line,UOM,Accepted\n").added
    assert accepted(ledger) == {"1": 140, "1a": 5, "2": 70, "3": 0}
    with pytest.raises(NotRecorded, match="E2: accepted: expected a unit, as in 70 each or in a"):
        receive(ledger, "A-1,1b,,,5,,5,1,another model,,\n")


def test_dozens_are_pieces(ledger: Ledger) -> None:
    receive(ledger, "A-1,1,150,each,2.5 dozen,,,,,,\n")
    assert accepted(ledger)["1"] == 30
    with pytest.raises(NotRecorded, match=r"E2: accepted: expected whole pieces, got 0\.3 dozen"):
        receive(ledger, "A-1,2,75,each,0.3 dozen,,,,,,\n")


@pytest.mark.parametrize("blank", ["-", "n/a", " "])
def test_blank_words_say_nothing(ledger: Ledger, blank: str) -> None:
    receive(ledger, f"A-1,1,150,each,150,{blank},,,,,\n")
    [entry] = (entry for _, entry in ledger.entries() if isinstance(entry, Receipt))
    assert entry.lines[0].damaged is None


def test_the_decimal_mark_of_amounts_is_stated(ledger: Ledger) -> None:
    rows = '"A-1",3,4000,pack,"1,000",,,,,,\n'
    with pytest.raises(NotRecorded, match=r"came\.csv:E2: accepted: '1,000' can be"):
        receive(ledger, rows)
    receive(ledger, rows, style=Style(decimal="point"))
    assert accepted(ledger)["3"] == 1000


def test_columns_that_go_by_other_names(ledger: Ledger) -> None:
    head = HEAD.replace("Accepted", "Reçu")
    receive(ledger, MONITORS, head=head, columns={"Reçu": "accepted"})
    assert accepted(ledger)["1"] == 140
    with pytest.raises(UnknownName, match="unknown column of a receipt 'acepted'"):
        receive(ledger, MONITORS, head=head, columns={"Reçu": "acepted"})


def test_an_instant_that_is_none(ledger: Ledger) -> None:
    with pytest.raises(NotRecorded) as refused:
        receive(ledger, MONITORS, when="yesterday")
    assert str(refused.value).startswith("nothing was recorded: when: expected a time with")


def test_a_receipt_that_was_taken_back_stands_again(ledger: Ledger) -> None:
    [id_] = receive(ledger, MONITORS).added
    ledger.record(Reversal(who="a clerk", when="2021-05-05", reverses=id_, reason="a mistake"))
    with pytest.raises(NotRecorded, match="stands again only as a revision"):
        receive(ledger, MONITORS)
    recording = receive(ledger, MONITORS, revision=True, reason="no mistake")
    assert recording.restored == (id_,)
    assert accepted(ledger)["1"] == 140
    assert ledger.verify().ok


def test_several_consignments_in_one_file(ledger: Ledger) -> None:
    ledger.record(gift("A-2"), unless=None)
    receive(ledger, MONITORS)
    both = MONITORS + MONITORS.replace("A-1", "A-2")
    recording = receive(ledger, both)
    assert (len(recording.added), len(recording.known)) == (1, 1)
    assert accepted(ledger)["1"] == 140


def test_rules_and_grades_of_the_caller(ledger: Ledger) -> None:
    own = [rule for rule in RULES if rule.code != "AT814"]
    recording = receive(ledger, "A-1,1,150,each,160,,,,,,\n", rules=own)
    assert recording.findings is not None
    assert recording.findings.counts() == {"AT804": 1}
    with pytest.raises(ValueError, match="the reason of the revision"):
        receive(ledger, MONITORS, revision=True)
    with pytest.raises(TypeError, match="a list of profile names"):
        receive(ledger, MONITORS, profiles="default")
