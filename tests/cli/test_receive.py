"""``receive``, and what ``record`` shares with it: refusals, with the way out named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import written

Run = Callable[..., Result]

SENT = """\
reference,donor,recipient,dispatched,line,kind,description,quantity,gross weight,batch,expiry
A-1,France,Red Cross,2021-04-28,1,monitor,patient monitor,200 each,1350 kg,,
"""
CAME = "Reference,Line,Quantity,Unit,Accepted,Excess,Reason\nA-1,1,200,each,{},{},{}\n"
OWN = """\
from aidtrack import Severity, rule


@rule("AT901", Severity.ERROR, "{gross_weight} in one line", cites=["our handbook, page 3"],
      passes=[{"gross_weight": "1000 kg"}], fails=[{"gross_weight": "1.2 t"}])
def line_above_forklift_limit(line, given):
    \"\"\"A line weighs more than the forklift can lift at once.

    To correct: order a crane.
    \"\"\"
    return line.gross_kg > 1000
"""


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A manifest that is recorded."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AIDTRACK_LEDGER", "sqlite:///relief.db")
    path = written(tmp_path / "sent.csv", SENT)
    assert run("record", path).exit_code == 0
    return path


@pytest.fixture
def came(sent: Path) -> Path:
    """A receipt of all of it."""
    return written(sent.with_name("came.csv"), CAME.format(200, "", ""))


def accepted(run: Run) -> str:
    [row] = json.loads(run("ledger", "balance", "--format", "json").stdout)["rows"]
    return str(row["accepted"])


def test_a_corrected_receipt_is_not_added(run: Run, came: Path) -> None:
    """What came would be 400 of the 200 that were sent."""
    assert run("receive", came, "--when", "2021-05-02").exit_code == 0
    corrected = written(came, CAME.format(190, "", ""))
    result = run("receive", corrected, "--when", "2021-05-02")
    assert result.exit_code == 1
    assert "line 1: accepted was 200 each, is 190 each" in result.stderr
    assert result.stderr.endswith(
        "aidtrack: to put this in its place: --revision --reason TEXT\n"
        "aidtrack: to add it, as a further one: --also\n"
    )
    assert accepted(run) == "200"
    again = run("receive", corrected, "--when", "2021-05-02", "--revision", "--reason", "recounted")
    assert (again.exit_code, again.stderr) == (
        0, f"{corrected}: 1 entry recorded; 1 entry taken back by them\n"
    )  # fmt: skip
    assert accepted(run) == "190"


def test_the_same_file_on_another_day(run: Run, came: Path) -> None:
    run("receive", came, "--when", "2021-05-02")
    result = run("receive", came)
    assert result.exit_code == 0
    assert f"{came}: nothing new: 1 entry is recorded already" in result.stderr
    result = run("receive", came, "--when", "2021-05-03")
    assert result.exit_code == 1
    assert "A-1: when was 2021-05-02T00:00:00Z, is 2021-05-03T00:00:00Z" in result.stderr
    assert accepted(run) == "200"


def test_a_further_delivery(run: Run, came: Path) -> None:
    half = written(came, CAME.format(100, "", ""))
    run("receive", half, "--when", "2021-05-02")
    result = run("receive", half, "--when", "2021-05-05", "--also")
    assert (result.exit_code, accepted(run)) == (0, "200")


def test_more_than_was_sent(run: Run, came: Path) -> None:
    more = written(came, CAME.format(210, "", ""))
    result = run("receive", more, "--when", "2021-05-02")
    assert (result.exit_code, accepted(run)) == (1, "0")
    assert f"{more}:E2: AT814 error: 210 each came" in result.stderr
    assert result.stderr.endswith("aidtrack: to record it all the same: --unless never\n")
    stated = written(came.with_name("stated.csv"), CAME.format(210, 10, "sent twice"))
    result = run("receive", stated, "--when", "2021-05-02")
    assert (result.exit_code, result.stderr) == (0, f"{stated}: 1 entry recorded\n")


def test_findings_that_may_stand_are_said(run: Run, came: Path) -> None:
    more = written(came, CAME.format(210, "", ""))
    result = run("receive", more, "--when", "2021-05-02", "--unless", "never")
    assert (result.exit_code, accepted(run)) == (0, "210")
    assert "AT814 error" in result.stderr
    assert f"{more}:E2: AT804 warning: 210 each, beside the 0" in result.stderr


@pytest.mark.parametrize("verb", ["record", "receive"])
def test_a_revision_says_why(run: Run, came: Path, verb: str) -> None:
    for reason in ((), ("--reason", " ")):
        result = run(verb, came, "--when", "2021-05-02", "--revision", *reason)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "--revision: expected --reason too, which says why" in result.stderr


def test_reading_options_are_for_amounts_too(run: Run, came: Path) -> None:
    odd = written(came, 'Reference,Line,Reçu\nA-1,1,"1,200 each"\n')
    named = ("--when", "2021-05-02", "--column", "Reçu=accepted", "--unless", "never")
    result = run("receive", odd, *named)
    assert result.exit_code == 1
    assert "came.csv:C2: accepted: '1,200' can be 1200 or 1.200" in result.stderr
    assert run("receive", odd, *named, "--decimal", "point").exit_code == 0
    assert accepted(run) == "1200"


def test_a_column_that_receipts_do_not_have(run: Run, came: Path) -> None:
    result = run("receive", came, "--when", "2021-05-02", "--column", "Accepted=acepted")
    assert result.exit_code == 2
    assert "unknown field 'acepted'" in result.stderr


def test_columns_that_are_not_used_are_said(run: Run, came: Path) -> None:
    """What a store wrote beside the outcomes is not lost without a word."""
    head = "Reference,Line,Unit,Accepted,Damage,Broken,Truck,Nothing\n"
    path = written(came, f"{head}A-1,1,each,190,6,4,T-1,\n")
    told = run("receive", path, "--when", "2021-05-02", "--unless", "never").stderr
    assert told.startswith(
        f"{path}: columns that were not used: 'Damage', 'Broken', 'Truck'\n"
        f"{path}: if 'Damage' says what was damaged: --column \"Damage=damaged\"\n"
        f"{path}: a column that says how much was accepted, rejected, damaged, missing, excess or "
    )
    named = (
        "--column",
        "Damage=damaged",
        "--column",
        "Broken=rejected",
        "--column",
        "Truck=reason",
    )
    again = ("--when", "2021-05-02", "--revision", "--reason", "read in full")
    result = run("receive", path, *again, *named)
    assert (result.exit_code, "not used" in result.stderr) == (0, False)
    like = written(came, "Reference,Line,Unit,Accepted,Damages\nA-1,1,each,190,6\n")
    told = run("receive", like, "--when", "2021-05-02").stderr
    assert '--column "Damages=damaged"' in told
    assert "a column that says" not in told


def test_rules_of_ones_own_at_the_door(run: Run, sent: Path) -> None:
    own = written(sent.with_name("own.py"), OWN)
    other = written(sent.with_name("other.csv"), SENT.replace("A-1", "A-2"))
    result = run("record", other, "--rules", own)
    assert result.exit_code == 1
    assert "AT901 error: 1350 kg in one line" in result.stderr
    assert run("record", other).exit_code == 0
    broken = written(sent.with_name("broken.py"), "1 / 0")
    assert run("record", other, "--rules", broken).exit_code == 2


def test_another_day_or_witness_of_the_same_file(run: Run, sent: Path) -> None:
    for option, value, told in (
        ("--when", "2021-04-29", "when was 2021-04-28T00:00:00Z, is 2021-04-29T00:00:00Z"),
        ("--who", "a ministry", "who name was France, is a ministry"),
    ):
        result = run("record", sent, option, value)
        assert result.exit_code == 1
        assert f"A-1: {told}" in result.stderr
        assert "--revision --reason TEXT" in result.stderr
    result = run("record", sent, "--when", "2021-04-29", "--revision", "--reason", "a slip")
    assert (result.exit_code, result.stderr) == (
        0, f"{sent}: 1 entry recorded; 1 entry taken back by them\n"
    )  # fmt: skip


def test_what_models_refuse_is_said_in_our_words(run: Run, came: Path) -> None:
    for verb in ("record", "receive"):
        result = run(verb, came.with_name("sent.csv" if verb == "record" else "came.csv"),
                     "--when", "yesterday")  # fmt: skip
        assert result.exit_code == 1
        assert "when: expected a time with its offset" in result.stderr
        assert "Value error" not in result.stderr
