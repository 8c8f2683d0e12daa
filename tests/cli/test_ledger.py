"""``record``, ``receive`` and ``ledger``: a book kept from the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from aidtrack.cli.ledger import asking, balances
from aidtrack.ledger import Ledger
from aidtrack.ledger.choice import STATES
from aidtrack.model import KINDS
from aidtrack.model.entries import Loss
from aidtrack.reconciliation import FIGURES, GROUP_KEYS
from aidtrack.report.frame import FRAME_FORMATS
from tests.cli.conftest import written

Run = Callable[..., Result]

SENT = """\
reference,donor,recipient,dispatched,line,kind,description,quantity,gross weight,batch,expiry
A-1,France,Red Cross,2021-04-28,1,monitor,patient monitor,150 each,1350 kg,,
A-1,France,Red Cross,2021-04-28,2,medicine_pack,amoxicillin,4000 pack,320 kg,AMX-2291,2028-10-31
"""
CAME = """\
Reference,Line,Quantity,Unit,Accepted,Damaged,Missing,Reason,Batch,Expiry
A-1,1,150,each,140,10,,wet,,
A-1,2,4000,pack,3000,,500 pack,a pallet is short,AMX-2291,2028-10-31
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AIDTRACK_LEDGER", "sqlite:///relief.db")
    return "sqlite:///relief.db"


@pytest.fixture
def sent(tmp_path: Path, book: str, run: Run) -> Path:
    """A manifest that is recorded."""
    path = written(tmp_path / "sent.csv", SENT)
    result = run("record", path)
    assert (result.exit_code, result.stdout) == (0, "")
    made = "made a new ledger at sqlite:///relief.db\n"
    assert result.stderr == f"{made}{path}: 1 entry recorded\n"
    return path


def test_choices_are_those_of_the_library() -> None:
    assert balances.KEYS == GROUP_KEYS
    assert balances.FIGURES == FIGURES
    assert set(asking.FORMATS) == {*FRAME_FORMATS, "json"}
    assert tuple(KINDS) == asking.KINDS
    assert asking.STATES == STATES


def test_the_same_file_changes_nothing(run: Run, sent: Path) -> None:
    result = run("record", sent)
    assert (result.exit_code, result.stderr) == (
        0, f"{sent}: nothing new: 1 entry is recorded already\n"
    )  # fmt: skip


def test_the_document_is_kept_with_its_hash(sent: Path, book: str) -> None:
    with Ledger(book) as ledger:
        [(_, entry)] = ledger.entries()
    assert entry.document is not None
    assert entry.document.address == "sent.csv"
    assert len(entry.document.sha256 or "") == 64


def test_a_changed_file_is_refused_or_revises(run: Run, sent: Path, tmp_path: Path) -> None:
    changed = written(tmp_path / "changed.csv", SENT.replace("150 each", "140 each"))
    result = run("record", changed)
    assert result.exit_code == 1
    assert result.stderr == (
        f"{changed}:\naidtrack: nothing was recorded: A-1 is recorded with other content\n"
        "aidtrack: A-1: line 1: quantity was 150 each, is 140 each\n"
        "aidtrack: to put this in its place: --revision --reason TEXT\n"
        "aidtrack: to keep it beside that, as what somebody else tells: --report --who NAME\n"
    )
    result = run("record", changed, "--revision", "--reason", "counted again")
    assert (result.exit_code, result.stderr) == (
        0, f"{changed}: 1 entry recorded; 1 entry taken back by them\n"
    )  # fmt: skip


def test_findings_forbid(run: Run, book: str, faulty: Path) -> None:
    result = run("record", faulty, "--when", "2021-04-28")
    assert result.exit_code == 1
    assert "AT303 error" in result.stderr
    assert run("record", faulty, "--when", "2021-04-28", "--unless", "never").exit_code == 0


def test_reading_goes_on_after_a_refusal(run: Run, book: str, faulty: Path, tmp_path: Path) -> None:
    good = written(tmp_path / "sent.csv", SENT)
    result = run("record", faulty, good, "--when", "2021-04-28")
    assert result.exit_code == 1
    assert f"{good}: 1 entry recorded" in result.stderr


def test_a_receipt_is_received(run: Run, sent: Path, tmp_path: Path) -> None:
    came = written(tmp_path / "came.csv", CAME)
    result = run("receive", came, "--when", "2021-05-02", "--place", "Delhi store", "--number", "7")
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"{came}: 1 entry recorded" in result.stderr
    again = run("receive", came, "--when", "2021-05-02", "--place", "Delhi store", "--number", "7")
    assert "nothing new" in again.stderr
    balance = run("ledger", "balance", "--by", "consignment", "--format", "json")
    rows = json.loads(balance.stdout)["rows"]
    monitor = next(row for row in rows if row["kind"] == "monitor")
    medicine = next(row for row in rows if row["kind"] == "medicine_pack")
    assert (monitor["accepted"], monitor["damaged"], monitor["in_transit"]) == ("140", "10", "0")
    assert (medicine["missing"], medicine["in_transit"]) == ("500", "500")
    outstanding = run("ledger", "outstanding").stdout.splitlines()
    assert outstanding == [
        "since 2021-04-28  A-1 line 2: 500 pack in transit: amoxicillin",
    ]  # fmt: skip
    expiring = run("ledger", "expiring", "--before", "2029-01-01", "--format", "csv").stdout
    assert "A-1,2,medicine_pack,amoxicillin,AMX-2291,2028-10-31,3000,3000,3000,pack" in expiring
    story = run("ledger", "trace", "--batch", "AMX-2291").stdout
    assert "now  A-1 line 2: 3,000 pack on hand at Delhi store" in story


def test_a_receipt_under_the_same_number_revises(run: Run, sent: Path, tmp_path: Path) -> None:
    came = written(tmp_path / "came.csv", CAME)
    again = written(tmp_path / "again.csv", CAME.replace("140,10", "150,"))
    run("receive", came, "--when", "2021-05-02", "--number", "7")
    result = run("receive", again, "--when", "2021-05-02", "--number", "7")
    assert result.exit_code == 1
    assert "line 1: accepted was 140 each, is 150 each" in result.stderr
    assert run("receive", again, "--when", "2021-05-02", "--number", "7",
               "--revision", "--reason", "counted again").exit_code == 0  # fmt: skip


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Reference,Line,Quantity\nA-1,1,5 each\n", "the file is no receipt; expected a column"),
        (
            "Reference,Line,Unit,Accepted\nA-1,1,blorps,5\n",
            "came.csv:D2: accepted: 'blorps' is no unit",
        ),
        ("Reference,Line,Accepted\nA-1,1,many\n", "came.csv:C2: accepted: 'many'"),
        ("Reference,Line,Accepted\nA-1,1,5\n", "came.csv:C2: accepted: expected a unit"),
        (
            "Reference,Line,Accepted\nA-1,1,-5 each\n",
            "came.csv:C2: accepted: expected a quantity of zero",
        ),
        ("Reference,Line,Accepted\nA-1,,5 each\n", "came.csv:B2: line: expected the one"),
        ("Reference,Line,Accepted\nA-9,1,5 each\n", "nobody says who received A-9"),
        ("Reference,Line,Accepted,Reason\nA-1,1,,\n", "no line says what became of it"),
    ],
)
def test_what_is_no_receipt(
    run: Run, sent: Path, tmp_path: Path, content: str, message: str
) -> None:
    result = run("receive", written(tmp_path / "came.csv", content), "--when", "2021-05-02")
    assert result.exit_code == 1
    assert message in result.stderr


def test_the_day_of_a_receipt_is_said(run: Run, sent: Path, tmp_path: Path) -> None:
    result = run("receive", written(tmp_path / "came.csv", CAME))
    assert result.stderr.startswith("received on 20")


def test_a_receipt_is_handed_out_filled_in_and_read(run: Run, sent: Path, tmp_path: Path) -> None:
    result = run("template", "--receipt", "A-1")
    assert result.exit_code == 0
    assert "then: aidtrack receive receipt.xlsx" in result.stderr
    form = tmp_path / "receipt.xlsx"
    book = openpyxl.load_workbook(form)
    rows = list(book["Receipt"].iter_rows(values_only=True))
    assert rows[1][:5] == ("A-1", "1", "patient monitor", "150", "each")
    assert rows[0][-3:] == ("Remarks", "Batch", "Expiry")
    assert rows[2][-2:] == ("AMX-2291", "2028-10-31")
    # As it is handed out it says nothing.
    assert run("receive", form, "--when", "2021-05-02").exit_code == 1
    column = [str(cell) for cell in rows[0]].index("Accepted") + 1
    for row in (2, 3):
        book["Receipt"].cell(row, column, ("150", "4000")[row - 2])
    book.save(form)
    assert run("receive", form, "--when", "2021-05-02").exit_code == 0
    assert run("ledger", "outstanding").stdout == "nothing\n"


def test_a_receipt_of_nothing_recorded(run: Run, sent: Path) -> None:
    result = run("template", "--receipt", "A-2", "--output", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "aidtrack: unknown consignment 'A-2'; did you mean 'A-1'?\n"


def test_a_receipt_needs_a_ledger(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AIDTRACK_LEDGER", raising=False)
    result = run("template", "--receipt", "A-1", "--output", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "expected --ledger too" in result.stderr


def test_the_same_form_each_time(sent: Path, book: str) -> None:
    with Ledger(book) as ledger:
        assert ledger.receipt_form("A-1") == ledger.receipt_form("A-1")
        assert openpyxl.load_workbook(io.BytesIO(ledger.receipt_form("A-1"))).sheetnames == [
            "Receipt", "Notes",
        ]  # fmt: skip


def test_export_import_and_verify(run: Run, sent: Path, tmp_path: Path) -> None:
    assert run("ledger", "export", "--output", "book.jsonl").exit_code == 0
    exported = (tmp_path / "book.jsonl").read_text("utf-8")
    assert run("ledger", "export").stdout == exported
    other = "sqlite:///other.db"
    result = run("ledger", "import", "book.jsonl", "--ledger", other)
    told = f"made a new ledger at {other}\nbook.jsonl: 1 entry new, 0 there already\n"
    assert (result.exit_code, result.stderr) == (0, told)
    again = run("ledger", "import", "book.jsonl", "--ledger", other)
    told = "book.jsonl: nothing new: 1 entry is there already\n"
    assert (again.exit_code, again.stderr) == (0, told)
    assert run("ledger", "export", "--ledger", other).stdout == exported
    verified = run("ledger", "verify", "--ledger", other)
    assert verified.exit_code == 0
    first, label, head = verified.stdout.splitlines()
    assert first == "1 entry with 2 lines in 1 chain: as they were written"
    assert label.startswith("head of chain ")
    assert run("ledger", "verify", "--head", head).exit_code == 0
    missing = run("ledger", "verify", "--head", "f" * 64)
    assert missing.exit_code == 1
    assert max(map(len, missing.stdout.splitlines())) <= 80
    assert "the noted head ffffffffffff is not in the ledger" in missing.stdout


def test_a_text_may_hold_what_ends_a_line_elsewhere(run: Run, book: str, tmp_path: Path) -> None:
    ends = ("\u2028", "\u2029", "\u0085", "\x0b", "\x0c", "\x1e")
    with Ledger(book) as ledger:
        ledger.record(
            Loss(who="a clerk", when="2021-05-05", consignment="A-1", stage="store",
                 cause="unknown", reason=f"one{'two'.join(ends)}three")
        )  # fmt: skip
    assert run("ledger", "export", "--output", "book.jsonl").exit_code == 0
    exported = (tmp_path / "book.jsonl").read_bytes()
    # Also where another program has ended the lines as Windows does.
    (tmp_path / "windows.jsonl").write_bytes(exported.replace(b"\n", b"\r\n"))
    for name in ("book", "windows"):
        other = f"sqlite:///{name}.db"
        assert run("ledger", "import", f"{name}.jsonl", "--ledger", other).exit_code == 0
        assert run("ledger", "export", "--ledger", other).stdout_bytes == exported


def test_what_is_no_export_is_refused(run: Run, sent: Path) -> None:
    result = run("ledger", "import", sent)
    assert result.exit_code == 1
    assert "nothing was imported: line 1: expected a JSON object" in result.stderr


def test_conflicts_are_named(run: Run, sent: Path, tmp_path: Path) -> None:
    changed = written(tmp_path / "changed.csv", SENT.replace("150 each", "140 each"))
    run("record", changed, "--ledger", "sqlite:///other.db")
    run("ledger", "export", "--ledger", "sqlite:///other.db", "--output", "other.jsonl")
    result = run("ledger", "import", "other.jsonl")
    assert result.exit_code == 1
    assert "two dispatch records of one act" in result.stderr


def test_pledges_and_reports(run: Run, sent: Path, tmp_path: Path) -> None:
    told = written(tmp_path / "told.csv", SENT.replace("150 each", "200 each"))
    assert run("record", told, "--report", "--who", "a newspaper").exit_code == 0
    assert run("record", told, "--pledge", "--when", "2021-04-01").exit_code == 0
    story = run("ledger", "trace", "A-1").stdout
    assert "a newspaper reports: dispatched" in story
    assert "France (FR) records: pledged" in story


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ledger", "balance", "--by", "colour"], "unknown key to balance by 'colour'"),
        (["ledger", "outstanding", "--older-than", "long"], "--older-than: 'long' is no date"),
        (["ledger", "outstanding", "--older-than", "9" * 11], "no calendar goes 99999999999 days"),
        (["ledger", "outstanding", "--older-than", "9" * 9], "no calendar goes 999999999 days"),
        (["ledger", "outstanding", "--older-than", "9" * 5000], "no calendar goes 9999"),
        (["ledger", "expiring", "--before", "soon"], "--before: 'soon' is no date"),
        (["ledger", "trace"], "expected a reference or --batch, one of the two"),
        (["ledger", "verify", "--head", "abc"], "at least the first 12 of them; got 'abc', of 3"),
        (["ledger", "balance", "--ledger", "mysql://h/d"], "expected sqlite:///relief.db"),
        (
            ["ledger", "balance", "--ledger", "sqlite:///no.db"],
            "sqlite:///no.db: there is no ledger",
        ),
    ],
)
def test_misuse(run: Run, sent: Path, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert not Path("no.db").exists()


@pytest.mark.parametrize(
    "verb",
    ["balance", "outstanding", "trace A-1", "verify", "export", "expiring --before 2030-01-01"],
)
def test_reading_a_mistyped_ledger(run: Run, sent: Path, tmp_path: Path, verb: str) -> None:
    result = run("ledger", *verb.split(), "--ledger", "sqlite:///releif.db")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "aidtrack: sqlite:///releif.db: there is no ledger\n"
    assert not (tmp_path / "releif.db").exists()


def test_a_ledger_that_an_import_makes_is_said(run: Run, sent: Path) -> None:
    run("ledger", "export", "--output", "book.jsonl")
    for told in ("made a new ledger at sqlite:///copy.db\n", ""):
        result = run("ledger", "import", "book.jsonl", "--ledger", "sqlite:///copy.db")
        assert result.exit_code == 0
        assert result.stderr.partition("book.jsonl: ")[0] == told


def test_a_ledger_of_nothing_is_not_said_to_be_made(run: Run, book: str, tmp_path: Path) -> None:
    faulty = written(tmp_path / "faulty.csv", SENT.replace("150 each", "-4 each"))
    refused = run("record", faulty)
    assert refused.exit_code == 1
    assert "made a new ledger" not in refused.stderr
    assert "(system date); --today sets another" in refused.stderr
    told = run("record", written(tmp_path / "sent.csv", SENT)).stderr
    assert told.startswith("made a new ledger at sqlite:///relief.db\n")


def test_a_report_says_who_tells_and_what_differs(run: Run, sent: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "news.csv", SENT.replace("150 each", "160 each"))
    unsaid = run("record", other, "--report")
    assert (unsaid.exit_code, unsaid.stdout) == (2, "")
    assert "--report: expected --who too: who tells of it" in unsaid.stderr
    result = run("record", other, "--report", "--who", "a newspaper")
    assert result.exit_code == 0
    first, told = result.stderr.splitlines()
    assert first == f"{other}: 1 entry recorded"
    assert told.startswith("A-1 line 1: AT813 info: dispatched: a report has 160 each, the record")


def test_the_day_of_a_record_is_given(run: Run, book: str, tmp_path: Path) -> None:
    old = written(tmp_path / "old.csv", SENT.replace("2028-10-31", "2022-01-31"))
    assert "AT402" in run("record", old, "--today", "2022-02-28").stderr
    assert run("record", old, "--today", "soon").exit_code == 2
    assert run("record", old, "--today", "2021-05-01").exit_code == 0


def test_a_story_of_nothing(run: Run, sent: Path) -> None:
    result = run("ledger", "trace", "B-7")
    assert (result.exit_code, result.stdout) == (1, "nothing is recorded of it\n")


def test_days_ago(run: Run, sent: Path) -> None:
    result = run("ledger", "outstanding", "--older-than", "30", "--format", "markdown")
    assert result.stdout.startswith("| state")
    assert "30 days before today (system date)" in result.stderr


def test_no_ledger_is_named(run: Run, monkeypatch: pytest.MonkeyPatch, clean: Path) -> None:
    monkeypatch.delenv("AIDTRACK_LEDGER", raising=False)
    result = run("record", clean)
    assert result.exit_code == 2
    assert "AIDTRACK_LEDGER" in result.stderr
