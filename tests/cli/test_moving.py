"""``ledger arrive``, ``clear``, ``distribute``, ``lose``, ``return`` and ``reverse``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from aidtrack.cli.ledger import moving
from aidtrack.ledger import Ledger
from aidtrack.model.entries import (
    Arrival,
    Clearance,
    Loss,
    Part,
    Receipt,
    ReceivedLine,
    Return,
)
from tests.cli.conftest import LEDGER, at_desk, copied, written

Run = Callable[..., Result]

SENT = """\
reference,donor,recipient,dispatched,line,kind,description,quantity,batch,expiry
A-1,France,Red Cross,2021-04-28,1,monitor,patient monitor,150 each,,
A-1,France,Red Cross,2021-04-28,2,medicine_pack,amoxicillin,4000 pack,AMX-2291,2028-10-31
"""
CAME = """\
Reference,Line,Quantity,Unit,Accepted,Damaged,Reason,Batch
A-1,1,150,each,140,10,screens broken,
A-1,2,4000,pack,3000,,,AMX-2291
"""
DAY = ("--when", "2021-05-05")


@pytest.fixture(scope="module")
def made(run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A ledger with a consignment that was sent, and one in which some of it was received."""
    sent, came = (tmp_path_factory.mktemp(name) for name in ("sent", "came"))
    with at_desk(sent):
        assert run("record", written(sent / "sent.csv", SENT)).exit_code == 0
    copied(sent, came)
    with at_desk(came):
        path = written(came / "came.csv", CAME)
        assert run("receive", path, "--when", "2021-05-02", "--place", "a store").exit_code == 0
    return {"sent": sent, "came": came}


@pytest.fixture
def book(made: dict[str, Path], tmp_path: Path) -> Iterator[str]:
    """A ledger with a consignment that was sent."""
    copied(made["sent"], tmp_path)
    with at_desk(tmp_path):
        yield LEDGER


@pytest.fixture
def received(book: str, made: dict[str, Path], tmp_path: Path) -> str:
    """The same, and some of it was received."""
    copied(made["came"], tmp_path)
    return book


def figures(run: Run, line: str) -> dict[str, Any]:
    kind = {"1": "monitor", "2": "medicine_pack"}[line]
    told = run("ledger", "balance", "--kind", kind, "--format", "json").stdout
    [row] = json.loads(told)["rows"]
    return dict(row)


def last(run: Run) -> str:
    """The first digits of the latest entry of the story."""
    steps = json.loads(run("ledger", "trace", "A-1", "--format", "json").stdout)["steps"]
    return str(steps[-1]["entry"][:12])


def test_choices_are_those_of_the_model() -> None:
    for choices, kind, name in (
        (moving.CAUSES, Loss, "cause"),
        (moving.DECISIONS, Clearance, "status"),
        (moving.HELD_AS, Return, "held_as"),
    ):
        annotation: Any = kind.model_fields[name].annotation
        assert choices == annotation.__args__


def test_all_that_is_on_its_way_arrives(run: Run, book: str) -> None:
    result = run("ledger", "arrive", "A-1", "--place", "Delhi airport", *DAY)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[:4] == [
        "line 1: 150 each, all that is expected",
        "line 2: 4,000 packs, all that is expected",
        "by Red Cross, its recipient; --who sets another",
        "1 entry recorded",
    ]
    assert f"2021-05-05 {last(run)} Red Cross records: arrived at Delhi airport" in result.stderr
    assert figures(run, "1")["awaiting"] == "150"
    again = run("ledger", "arrive", "A-1", "--place", "Delhi airport", *DAY)
    assert again.exit_code == 1
    assert "nothing of A-1 is expected" in again.stderr


def test_what_is_not_on_hand_is_not_handed_on(run: Run, book: str) -> None:
    result = run("ledger", "distribute", "A-1", "--line", "1", "--to", "a clinic", *DAY)
    assert result.exit_code == 1
    assert result.stderr == (
        "aidtrack: nothing was recorded\naidtrack: line 1: nothing of it is on hand\n"
    )


def test_all_that_is_on_hand_is_handed_on(run: Run, received: str) -> None:
    assert run("ledger", "distribute", "A-1", "--to", "a clinic", *DAY).exit_code == 0
    assert (figures(run, "1")["distributed"], figures(run, "1")["on_hand"]) == ("140", "0")
    assert figures(run, "2")["distributed"] == "3000"
    with Ledger(received) as ledger:
        *_, (_, entry) = ledger.entries()
    assert [part.batch for part in entry.lines] == [None, "AMX-2291"]  # type: ignore[attr-defined]


def test_a_part_is_handed_on_in_the_unit_of_its_line(run: Run, received: str) -> None:
    result = run(
        *("ledger", "distribute", "A-1", "--to", "a clinic", *DAY),
        *("--line", "1", "--quantity", "40", "--line", "2", "--quantity", "500 pack"),
    )
    assert result.exit_code == 0
    assert (figures(run, "1")["on_hand"], figures(run, "2")["on_hand"]) == ("100", "2500")


def test_a_quantity_may_be_in_another_unit(run: Run, received: str) -> None:
    told = (
        *("ledger", "distribute", "A-1", "--to", "a clinic", *DAY),
        *("--line", "2", "--quantity", "2 carton"),
    )
    # Nothing says how many packs a carton holds, and so it is found.
    refused = run(*told)
    assert refused.exit_code == 1
    assert "AT819" in refused.stderr
    assert run(*told, "--unless", "never").exit_code == 0
    assert figures(run, "2")["distributed"] is None


def test_more_than_is_there_is_refused(run: Run, received: str) -> None:
    told = (
        *("ledger", "distribute", "A-1", "--to", "a clinic", *DAY),
        *("--line", "1", "--quantity", "200 each"),
    )
    message = (
        "AT816 error: the stock is -60 each: more was handed on, returned or lost than was accepted"
    )
    refused = run(*told)
    assert refused.exit_code == 1
    assert refused.stderr.splitlines()[1:] == [
        "aidtrack: nothing was recorded, as the findings are too grave",
        f"aidtrack: A-1 line 1: {message}",
        "aidtrack: to record it all the same: --unless never",
    ]
    assert figures(run, "1")["distributed"] == "0"
    recorded = run(*told, "--unless", "never")
    assert recorded.exit_code == 0
    assert recorded.stderr.splitlines()[1] == "1 entry recorded"
    assert "AT816 error: the stock is -60 each" in recorded.stderr
    with Ledger(received) as ledger:
        *_, (entry, _) = ledger.entries()
        [kept] = ledger.findings(entry)
    assert kept["counts"] == {"AT816": 1}


def test_a_reversal_that_contradicts_is_refused(run: Run, received: str) -> None:
    told = ("ledger", "distribute", "A-1", "--to", "a clinic", *DAY, "--line", "1")
    assert run(*told).exit_code == 0
    with Ledger(received) as ledger:
        [receipt] = [id_ for id_, entry in ledger.entries() if entry.entry == "receipt"]
    back = ("ledger", "reverse", receipt[:12], "--because", "x", "--who", "a clerk", *DAY)
    refused = run(*back)
    assert refused.exit_code == 1
    assert "AT816 error" in refused.stderr
    assert refused.stderr.endswith("to record it all the same: --unless never\n")
    recorded = run(*back, "--unless", "never")
    assert recorded.exit_code == 0
    assert "taken back, because: x" in recorded.stderr
    assert "AT816 error" in recorded.stderr


def test_customs_decides_on_the_whole(run: Run, book: str) -> None:
    cleared = []
    for status, day in (("held", "2021-05-01"), ("released", "2021-05-02")):
        result = run(
            *("ledger", "clear", "A-1", "--status", status, "--who", "customs", "--when", day),
            *("--because", "a permit"),
        )
        assert result.exit_code == 0
        cleared.append(figures(run, "1")["cleared"])
    story = " ".join(run("ledger", "trace", "A-1").stdout.split())
    assert "customs records: held at customs, because: a permit" in story
    assert "customs records: released by customs, because: a permit" in story
    # What is held is not cleared; what is released is all that was sent.
    assert cleared == [None, "150"]
    assert figures(run, "2")["cleared"] == "4000"


def test_customs_releases_what_it_did_not_release_yet(run: Run, book: str) -> None:
    clear = ("ledger", "clear", "A-1", "--status", "released", "--who", "customs", *DAY)
    assert run(*clear, "--line", "1", "--quantity", "60 each").exit_code == 0
    rest = run(*clear)
    assert "line 1: 90 each, all that is uncleared" in rest.stderr
    assert (figures(run, "1")["cleared"], figures(run, "2")["cleared"]) == ("150", "4000")
    again = run(*clear)
    assert (again.exit_code, again.stderr) == (
        1, "aidtrack: nothing was recorded\naidtrack: nothing of A-1 is uncleared\n",
    )  # fmt: skip


def test_customs_releases_what_nobody_counted(run: Run, book: str, tmp_path: Path) -> None:
    sent = "reference,donor,dispatched,line,item,qty\nB-1,France,2021-05-01,1,monitor,\n"
    assert run("record", written(tmp_path / "b.csv", sent), "--unless", "never").exit_code == 0
    clear = ("ledger", "clear", "B-1", "--status", "released", "--who", "customs", *DAY)
    result = run(*clear)
    assert result.exit_code == 0
    assert "line 1: an unknown quantity, all that is uncleared" in result.stderr
    refused = run("ledger", "arrive", "B-1", "--who", "customs", *DAY)
    assert "line 1: how much of it is expected is not known; say how much" in refused.stderr


def test_what_arrived_uncounted_is_to_be_counted(run: Run, book: str) -> None:
    with Ledger(book) as ledger:
        port = Arrival(who="customs", when="2021-05-02", consignment="A-1", lines=(Part(line="1"),))
        ledger.record([port])
    result = run("ledger", "arrive", "A-1", "--line", "1", *DAY)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == (
        "aidtrack: line 1: how much of it is expected is not known, for an arrival does not say "
        "how much came; reverse it and enter it with its amount, or say how much"
    )


def test_goods_are_lost_on_the_way_and_from_the_store(run: Run, received: str) -> None:
    lost = ("ledger", "lose", "A-1", "--cause", "stolen", "--because", "a broken lock", *DAY)
    assert run(*lost, "--in", "transit").exit_code == 0
    assert (figures(run, "2")["missing"], figures(run, "2")["in_transit"]) == ("1000", "0")
    assert run(*lost, "--in", "store", "--line", "1", "--quantity", "4").exit_code == 0
    assert (figures(run, "1")["lost"], figures(run, "1")["on_hand"]) == ("4", "136")
    assert "lost, stolen, because: a broken lock" in " ".join(
        run("ledger", "trace", "A-1").stdout.split()
    )


def test_goods_go_back(run: Run, received: str) -> None:
    run("ledger", "distribute", "A-1", "--to", "a clinic", "--line", "1", *DAY)
    back = run("ledger", "return", "A-1", "--to", "store", "--from", "a clinic", *DAY)
    assert back.exit_code == 0
    assert "line 1: 140 each, all that is handed on" in back.stderr
    assert figures(run, "1")["on_hand"] == "140"
    assert run("ledger", "return", "A-1", "--to", "sender", "--line", "1", *DAY).exit_code == 0
    assert figures(run, "1")["returned"] == "140"


def test_all_that_is_held_rejected_goes_back(run: Run, received: str) -> None:
    came = ReceivedLine(line="2", rejected="600 pack", damaged="30 pack", batch="B-7", reason="wet")
    with Ledger(received) as ledger:
        about: Any = {"who": "Red Cross", "when": "2021-05-04", "consignment": "A-1"}
        ledger.record([Receipt(**about, reference="GRN-9", lines=(came,))])
    back = ("ledger", "return", "A-1", "--to", "sender", "--line", "2", *DAY)
    part = run(*back, "--held-as", "rejected", "--quantity", "100")
    assert part.exit_code == 0
    assert (figures(run, "2")["held_rejected"], figures(run, "2")["sent_back"]) == ("500", "100")
    rest = run(*back, "--held-as", "rejected")
    assert "line 2: 500 packs of batch B-7, all that is held rejected" in rest.stderr
    got = figures(run, "2")
    assert [got[name] for name in ("rejected", "held_rejected", "held_damaged", "sent_back")] == [
        "600", "0", "30", "600",
    ]  # fmt: skip
    assert (got["accepted"], got["on_hand"], got["returned"]) == ("3000", "3000", "0")
    again = run(*back, "--held-as", "rejected")
    assert "line 2: nothing of it is held rejected" in again.stderr
    more = run(*back, "--held-as", "damaged", "--quantity", "31")
    assert "AT831 error: 31 pack went back to the sender as damaged; 30 were damaged" in more.stderr


def test_an_entry_is_taken_back_by_its_first_digits(run: Run, received: str) -> None:
    run("ledger", "distribute", "A-1", "--to", "a clinic", *DAY)
    entry = last(run)
    back = ("ledger", "reverse", "--who", "a clerk", "--when", "2021-05-06", "--because", "twice")
    result = run(*back, entry[:6].upper())
    assert result.exit_code == 0
    assert f"a clerk records: {entry} taken back, because: twice" in result.stderr
    assert figures(run, "1")["distributed"] == "0"
    again = run(*back[:-1], "once more", entry)
    assert again.exit_code == 1
    assert "is taken back already" in again.stderr
    # The reversal of a reversal is told too, and the first entry stands.
    assert run(*back, last(run)).exit_code == 0
    assert figures(run, "1")["distributed"] == "140"
    assert run("ledger", "trace", "A-1").stdout.count("taken back, because") == 2


def test_a_number_is_revised(run: Run, received: str) -> None:
    told = ("ledger", "distribute", "A-1", "--to", "a clinic", "--number", "DN-1", *DAY)
    assert run(*told, "--line", "1", "--quantity", "40").exit_code == 0
    refused = run(*told, "--line", "1", "--quantity", "50")
    assert refused.exit_code == 1
    assert "quantity was 40 each, is 50 each" in refused.stderr
    revised = run(*told, "--line", "1", "--quantity", "50", "--revision", "--reason", "a slip")
    assert revised.exit_code == 0
    assert figures(run, "1")["distributed"] == "50"


def test_an_act_without_a_number_is_not_added_in_silence(run: Run, received: str) -> None:
    told = ("ledger", "distribute", "A-1", "--to", "a clinic", "--line", "1", *DAY, "--quantity")
    assert run(*told, "40").exit_code == 0
    refused = run(*told, "50")
    assert refused.exit_code == 1
    assert "A-1: handed on to a clinic on 2021-05-05 by Red Cross, entry " in refused.stderr
    assert run(*told, "10", "--also").exit_code == 0
    assert figures(run, "1")["distributed"] == "50"
    lost = ("ledger", "lose", "A-1", "--in", "store", "--cause", "stolen", "--line", "1", *DAY)
    assert run(*lost, "--quantity", "4").exit_code == 0
    revised = run(*lost, "--quantity", "6", "--revision", "--reason", "recounted")
    assert revised.exit_code == 0
    assert figures(run, "1")["lost"] == "6"


def test_the_document_is_kept(run: Run, received: str, tmp_path: Path) -> None:
    note = written(tmp_path / "note.txt", "delivery note 4")
    told = ("ledger", "distribute", "A-1", "--to", "a clinic", "--line", "1", *DAY)
    assert run(*told, "--document", note, "--title", "delivery note 4").exit_code == 0
    with Ledger(received) as ledger:
        *_, (_, entry) = ledger.entries()
    assert entry.document is not None
    assert (entry.document.title, entry.document.address) == ("delivery note 4", "note.txt")
    assert len(entry.document.sha256 or "") == 64


def test_a_report_is_kept_beside(run: Run, received: str) -> None:
    told = ("ledger", "distribute", "A-1", "--to", "a clinic", "--line", "1", *DAY)
    assert run(*told, "--quantity", "40").exit_code == 0
    reported = run(*told, "--quantity", "60", "--report", "--who", "a newspaper")
    assert reported.exit_code == 0
    assert figures(run, "1")["distributed"] == "40"
    claims = run("ledger", "explain", "distributed", "--kind", "monitor").stdout
    assert "distributed 60 each" in " ".join(claims.split())
    assert "[kept beside, not counted]" in " ".join(claims.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["arrive", "A-7"], "there is no consignment 'A-7' in the ledger; did you mean 'A-1'?"),
        (["arrive", "A-1", "--line", "7"], "there is no line of A-1 '7' in the ledger"),
        (["arrive", "A-1", "--quantity", "5"], "--quantity: expected one for each --line or none"),
        (["arrive", "A-1", "--line", "1", "--quantity", "many"], "--quantity of line 1: 'many'"),
        (["arrive", "A-1", "--line", "1", "--quantity", "-1"], "--quantity: expected a quantity"),
        (["arrive", "A-1", "--reason", "x"], "--reason says why it is revised"),
        (["arrive", "A-1", "--revision"], "expected --reason too"),
        (["arrive", "A-1", "--report"], "expected --who: who tells of it"),
        (["arrive", "A-1", "--when", "soon"], "--when: expected a time with its offset"),
        (["arrive", "A-1", "--document", "no.pdf"], "no.pdf: no such file"),
        (["clear", "A-1"], "--status"),
        (["distribute", "A-1"], "--to"),
        (["distribute", "A-1", "--to", " ", "--line", "1", "--quantity", "1"], "the place: "),
        (["return", "A-1", "--to", "store"], "expected --from: the place that the goods came"),
        (["reverse", "12", "--because", "x", "--who", "y"], "expected the hash of an entry"),
        (["reverse", "ffffffff", "--because", "x", "--who", "y"], "no entry has a hash that"),
    ],
)
def test_misuse(run: Run, received: str, arguments: list[str], message: str) -> None:
    with Ledger(received) as ledger:
        before = list(ledger.export())
    result = run("ledger", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    with Ledger(received) as ledger:
        assert list(ledger.export()) == before


def test_nobody_says_who(run: Run, book: str, tmp_path: Path) -> None:
    sent = SENT.replace("Red Cross", "").replace("A-1", "B-1")
    assert run("record", written(tmp_path / "b.csv", sent)).exit_code == 0
    result = run("ledger", "arrive", "B-1", *DAY)
    assert result.exit_code == 2
    assert "expected --who: who did it; no recipient of B-1 is recorded" in result.stderr
    assert run("ledger", "arrive", "B-1", "--who", "customs", *DAY).exit_code == 0


def test_the_day_is_said(run: Run, book: str) -> None:
    assert "(system date); --when sets another" in run("ledger", "arrive", "A-1").stderr


def test_a_line_without_a_unit_needs_one(run: Run, book: str, tmp_path: Path) -> None:
    sent = "reference,donor,dispatched,line,item,qty\nB-1,France,2021-05-01,1,monitor,5\n"
    assert run("record", written(tmp_path / "b.csv", sent), "--unless", "never").exit_code == 0
    told = ("ledger", "arrive", "B-1", "--who", "customs", "--line", "1", *DAY)
    assert "its unit is not stated" in run(*told).stderr
    refused = run(*told, "--quantity", "5")
    assert refused.exit_code == 2
    assert "--quantity of line 1: expected a unit, as in '50 each', got '5'" in refused.stderr


def test_all_of_a_batch_is_handed_on(run: Run, received: str) -> None:
    with Ledger(received) as ledger:
        about: Any = {"who": "Red Cross", "when": "2021-05-04", "consignment": "A-1"}
        other = ReceivedLine(line="2", accepted="200 pack", batch="B-7")
        ledger.record([Receipt(**about, reference="GRN-9", lines=(other,))])
    told = ("ledger", "distribute", "A-1", "--to", "a clinic", "--line", "2", *DAY)
    result = run(*told, "--batch", "AMX-2291")
    assert result.exit_code == 0
    assert "line 2: 3,000 packs of batch AMX-2291, all that is on hand" in result.stderr
    assert figures(run, "2")["on_hand"] == "200"
    assert (
        "line 2: batch AMX-2291: nothing of it is on hand"
        in run(*told, "--batch", "AMX-2291").stderr
    )
    refused = run(*told, "--batch", "B-7", "--expiry", "2023-01-31")
    assert refused.exit_code == 2
    assert "--expiry: expected --quantity too" in refused.stderr


def test_of_a_batch_that_no_entry_names_it_is_not_known_how_much(run: Run, received: str) -> None:
    told = ("ledger", "distribute", "A-1", "--to", "a clinic", "--line", "1", *DAY)
    refused = run(*told, "--batch", "M-1")
    assert refused.exit_code == 1
    assert "line 1: batch M-1: how much of it is on hand is not known; say how much" in (
        refused.stderr
    )
