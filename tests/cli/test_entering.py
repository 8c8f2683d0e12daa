"""``ledger enter``: a table of what happened; and the answers of a ledger in a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from aidtrack.ledger import Ledger
from aidtrack.report.plain import width
from tests.cli.conftest import at_desk, copied, written

Run = Callable[..., Result]

MADE = "made a new ledger at sqlite:///relief.db\n"

TABLE = """\
Entry,When,Consignment,Reference,Place,Line,Quantity,Stage,Cause,Pledge,Donor,Kind,Description
pledge,2021-04-01,P-1,,,1,200 each,,,,France,monitor,patient monitor
dispatch,2021-04-28,A-1,,,1,150 each,,,P-1,France,monitor,patient monitor
dispatch,2021-04-28,A-1,,,2,20 each,,,P-1,France,ventilator,ventilator

receipt,2021-05-03,A-1,GRN-1,a store,1,140 each,,,,,,
receipt,2021-05-03,A-1,GRN-1,a store,2,20 each,,,,,,
Distribution,2021-05-05,A-1,,a clinic,1,40 each,,,,,,
loss,2021-05-07,A-1,,,1,2 each,store,stolen,,,,
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AIDTRACK_LEDGER", "sqlite:///relief.db")
    return tmp_path


@pytest.fixture(scope="module")
def made(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("entered")
    with at_desk(folder):
        path = written(folder / "moves.csv", TABLE)
        result = run("ledger", "enter", path, "--who", "Red Cross")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith(f"{MADE}{path}: 5 entries recorded\n")
    return folder


@pytest.fixture
def entered(folder: Path, made: Path) -> Path:
    copied(made, folder)
    return folder / "moves.csv"


def test_each_entry_is_said_with_its_digits(run: Run, entered: Path) -> None:
    with Ledger("sqlite:///relief.db") as ledger:
        entries = [(id_, each.entry, each.document) for id_, each in ledger.entries()]
    assert [kind for _, kind, _ in entries] == [
        "pledge", "dispatch", "receipt", "distribution", "loss",
    ]  # fmt: skip
    assert {document and document.address for *_, document in entries} == {"moves.csv"}
    story = run("ledger", "trace", "A-1").stdout
    for id_, kind, _ in entries[1:]:
        assert id_[:12] in story, kind


def test_the_same_table_changes_nothing(run: Run, entered: Path) -> None:
    result = run("ledger", "enter", entered, "--who", "Red Cross")
    assert (result.exit_code, result.stderr) == (
        0, f"{entered}: nothing new: 5 entries are recorded already\n"
    )  # fmt: skip


def test_what_was_pledged_is_fulfilled(run: Run, entered: Path) -> None:
    assert run("ledger", "outstanding", "--status", "outstanding").stdout == (
        "since 2021-04-01  P-1: 50 each pledged, not sent: monitor\n"
    )


def test_a_workbook_is_entered(run: Run, entered: Path, folder: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(("entry", "who", "when", "consignment", "place", "line", "quantity"))
    book.active.append(
        ("distribution", "Red Cross", date(2021, 5, 9), "A-1", "a camp", 2, "5 each")
    )
    book.save(folder / "moves.xlsx")
    result = run("ledger", "enter", folder / "moves.xlsx")
    assert result.exit_code == 0
    assert "2021-05-09" in result.stderr
    assert "handed on to a camp: line 2: 5 each distributed" in result.stderr


def test_a_table_takes_back(run: Run, entered: Path, folder: Path) -> None:
    steps = json.loads(run("ledger", "trace", "A-1", "--format", "json").stdout)["steps"]
    digits = steps[-1]["entry"][:10]
    table = f"entry,who,when,reverses,reason\nreversal,a clerk,2021-05-09,{digits},a slip\n"
    assert run("ledger", "enter", written(folder / "back.csv", table)).exit_code == 0
    assert "[taken back]" in run("ledger", "trace", "A-1").stdout


def test_a_table_is_revised(run: Run, entered: Path) -> None:
    written(entered, TABLE.replace("1,140 each", "1,150 each"))
    refused = run("ledger", "enter", entered, "--who", "Red Cross")
    assert refused.exit_code == 1
    assert "line 1: accepted was 140 each, is 150 each" in refused.stderr
    unsaid = run("ledger", "enter", entered, "--who", "Red Cross", "--revision")
    assert unsaid.exit_code == 2
    assert "expected --reason too" in unsaid.stderr
    because = ("--revision", "--reason", "counted again")
    revised = run("ledger", "enter", entered, "--who", "Red Cross", *because)
    assert revised.exit_code == 0
    assert "1 entry taken back" in revised.stderr


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("loss,2021", "lost,2021", "row 9: unknown kind of entry 'lost'; did you mean 'loss'?"),
        ("loss,2021", ",2021", "row 9: unknown kind of entry ''"),
        ("stolen", "eaten", "row 9: cause: expected 'stolen', 'destroyed'"),
        ("a clinic,1,", "a clinic,,", "row 8: line: is not stated"),
        ("40 each", "forty", "row 8: quantity: 'forty' is no number with a unit"),
        ("2021-05-07", "last week", "row 9: when: expected a time with its offset from UTC"),
        ("Stage", "Stge", "row 9: unknown column of a movement 'stge'"),
        ("2,20 each,store", "2,20 each,store", "row 9: "),
    ],
)
def test_rows_that_cannot_be_read(run: Run, folder: Path, old: str, new: str, message: str) -> None:
    wrong = TABLE.replace(old, new) if old != new else TABLE.replace(",store,", ",,")
    path = written(folder / "moves.csv", wrong)
    result = run("ledger", "enter", path, "--who", "Red Cross")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(
        f"{path}:\naidtrack: nothing was recorded: the table cannot be read as entries\n"
    )
    assert message in result.stderr
    with Ledger("sqlite:///relief.db") as ledger:
        assert not list(ledger.entries())


def test_a_manifest_is_no_such_table(run: Run, folder: Path) -> None:
    manifest = "reference,line,quantity\n" + "A-1,1,5 each\n" * 3
    result = run("ledger", "enter", written(folder / "sent.csv", manifest))
    assert result.exit_code == 1
    assert "the table has no column entry" in result.stderr
    assert "a manifest is recorded by aidtrack record" in result.stderr


def test_of_many_faults_some_are_told(run: Run, folder: Path) -> None:
    table = "entry,consignment\n" + "gift,A-1\n" * 25
    result = run("ledger", "enter", written(folder / "moves.csv", table))
    lines = result.stderr.splitlines()
    assert len(lines) == 2 + 20 + 1
    assert lines[-1] == "aidtrack: and 5 more"


def test_nobody_says_who(run: Run, folder: Path) -> None:
    result = run("ledger", "enter", written(folder / "moves.csv", TABLE))
    assert result.exit_code == 1
    assert "rows 3 to 4: who: is not stated" in result.stderr


@pytest.mark.parametrize("table", ["entry,who\n", "\n\n"])
def test_nothing_to_enter(run: Run, folder: Path, table: str) -> None:
    result = run("ledger", "enter", written(folder / "moves.csv", table))
    assert result.exit_code == 1
    assert "the table has no rows below its headers" in result.stderr


def test_goods_are_validated(run: Run, folder: Path) -> None:
    path = written(folder / "moves.csv", TABLE.replace("20 each,,,P-1", "-20 each,,,P-1"))
    refused = run("ledger", "enter", path, "--who", "Red Cross")
    assert refused.exit_code == 1
    assert "AT303 error" in refused.stderr
    assert run("ledger", "enter", path, "--who", "x", "--unless", "never").exit_code == 0


# --- answers in a terminal -----------------------------------------------------------------------

ANSWERS = (
    ("balance",),
    ("balance", "--by", "donor,recipient,consignment,item"),
    ("explain",),
    ("outstanding",),
    ("expiring", "--before", "2029-01-01"),
    ("trace", "A-1"),
    ("trace", "--batch", "AMX-2291/2021-05/SECOND-REPACKED-LOT"),
    ("trace", "--donor", "FR"),
)
LONG = """\
entry,who,when,consignment,place,line,kind,description,quantity,batch,expiry,donor,recipient
dispatch,Ministry,2021-05-01,L-1,,1,medicine_pack,amoxicillin trihydrate 500 mg capsules in blisters of ten,1234567890 pack,AMX-2291/2021-05/SECOND-REPACKED-LOT,2028-10-31,France,Recipient
receipt,Ministry,2021-05-02,L-1,Central store,1,,,1234567 pack,AMX-2291/2021-05/SECOND-REPACKED-LOT,,,
"""  # noqa: E501 (a table)


@pytest.mark.parametrize("asked", ANSWERS, ids=" ".join)
def test_answers_fit_a_terminal(
    run: Run, entered: Path, folder: Path, asked: tuple[str, ...]
) -> None:
    name = "International Federation of Red Cross and Red Crescent Societies"
    long = LONG.replace("Ministry", name).replace("Recipient", name)
    path = written(folder / "long.csv", long.replace("Central store", f"Central store of {name}"))
    assert run("ledger", "enter", path, "--unless", "never").exit_code == 0
    lines = run("ledger", *asked).stdout.splitlines()
    assert lines
    assert max(map(width, lines)) <= 80


def test_a_balance_in_a_terminal(run: Run, entered: Path) -> None:
    assert (
        run("ledger", "balance").stdout
        == """\
France
  monitor, 2 lines
    pledged     200   dispatched  150   in transit   10   accepted    140
    distributed  40   lost          2   on hand      98   outstanding  50
    unaccounted 158
  ventilator, 1 line
    dispatched  20   accepted    20   on hand     20   unaccounted 20

What is not shown is zero, or no entry speaks of it.
unaccounted: pledged (or sent, where no pledge is recorded), and no entry says
  yet where it ended: handed on, returned, lost, damaged, rejected or missing.
  What is in transit or on hand is a part of it.
"""
    )


def test_other_formats_hold_every_figure(run: Run, entered: Path) -> None:
    header, *rows = run("ledger", "balance", "--format", "csv").stdout.splitlines()
    assert header.split(",")[:6] == ["donor", "kind", "type", "words", "unit", "lines"]
    assert len(header.split(",")) == 6 + 21
    assert len(rows) == 2
    assert "unaccounted" in run("ledger", "balance", "--format", "markdown").stdout
    result = run("ledger", "explain", "--format", "csv", "--output", "claims.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("claims.csv").read_text("utf-8").startswith("consignment,line,status")


def test_a_figure_is_explained(run: Run, entered: Path) -> None:
    asked = ("--status", "on-hand", "--kind", "monitor")
    told = run("ledger", "explain", "on_hand", *asked).stdout
    assert told == run("ledger", "explain", "on hand", *asked).stdout
    # The lines of which nothing is on hand are counted where they are asked for too.
    every = run("ledger", "explain", "on_hand", "--kind", "monitor").stdout
    assert every == told.replace("1 line)", "2 lines)")
    assert told.splitlines()[:4] == [
        "on hand: 98 each (monitor, 1 line)",
        "  made of: accepted, less distributed, returned and lost",
        "",
        "A-1 line 1",
    ]
    for claim in ("accepted 140 each, at a store", "distributed 40 each", "lost 2 each"):
        assert claim in " ".join(told.split())


@pytest.mark.parametrize(
    ("asked", "answer", "said"),
    [
        (("balance", "--donor", "france"), "nothing\n", "did you mean 'France'?"),
        (("explain", "--place", "a clinc"), "nothing\n", "did you mean 'a clinic'?"),
        (("outstanding", "--consignment", "A-9"), "nothing\n", "did you mean 'A-1'?"),
        (("expiring", "--before", "0", "--batch", "X"), "nothing\n", "no batch 'X'"),
        (("trace", "A-9"), "nothing is recorded of it\n", "no consignment 'A-9'"),
    ],
)
def test_what_is_not_there_is_said(
    run: Run, entered: Path, asked: tuple[str, ...], answer: str, said: str
) -> None:
    result = run("ledger", *asked)
    assert result.stdout == answer
    assert said in result.stderr


def test_what_expires_in_days(run: Run, entered: Path) -> None:
    assert "30 days after today (system date)" in run("ledger", "expiring", "--before", "30").stderr
    late = run("ledger", "expiring", "--before", "9" * 9)
    assert late.exit_code == 2
    assert "no calendar goes 999999999 days ahead" in late.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("explain", "onhand"), "unknown figure 'onhand'; did you mean 'on_hand'?"),
        (("balance", "--status", "lying"), "unknown status 'lying'"),
        (("pledge", "x.csv"), "that is done by aidtrack record --pledge FILE"),
        (("balanse",), "unknown command 'balanse'; expected one of: arrive, clear, distribute"),
        (("balance", "--since", "soon"), "--since: 'soon' is no date"),
        (("trace", "A-1", "--batch", "X"), "one of the two"),
        (("balance", "--output", "relief.db"), "inputs are never written over"),
    ],
)
def test_misuse(run: Run, entered: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run("ledger", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_standard_input(run: Run) -> None:
    result = run("ledger", "enter", "-", "--who", "Red Cross", stdin=TABLE)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{MADE}-: 5 entries recorded\n")


LOTS = """\
entry,who,when,consignment,place,line,kind,quantity,pack_size,batch,expiry,donor
dispatch,France,2021-05-01,L-1,,1,medicine_pack,100 pack,10,,,France
receipt,a store,2021-05-02,L-1,a store,1,,600 each,,X,2028-10-31,
receipt,a store,2021-05-02,L-1,a store,1,,400 each,,Y,2029-10-31,
dispatch,Japan,2021-05-01,L-2,,1,monitor,,,,,Japan
"""


def test_what_is_known_in_part_is_told_so(run: Run, folder: Path) -> None:
    assert (
        run("ledger", "enter", written(folder / "lots.csv", LOTS), "--unless", "never").exit_code
        == 0
    )
    claims = run("ledger", "explain", "dispatched", "--donor", "France").stdout
    assert "dispatched 100 pack (1,000 each)" in " ".join(claims.split())
    # Of what goes out nobody says of which batch it is, and then not even how much it is.
    header = "entry,who,when,consignment,place,line,quantity"
    out = f"{header}\ndistribution,a store,2021-05-03,L-1,x,1,{{}}\n"
    assert (
        run("ledger", "enter", written(folder / "out.csv", out.format("100 each"))).exit_code == 0
    )
    told = run("ledger", "expiring", "--before", "2029-01-01").stdout
    assert "at most 600 each on hand of batch X" in " ".join(told.split())
    more = written(folder / "out.csv", out.format(""))
    assert run("ledger", "enter", more, "--also").exit_code == 0
    told = run("ledger", "expiring", "--before", "2029-01-01").stdout
    assert "at most 600 each on hand of batch X" in " ".join(told.split())
    balance = run("ledger", "balance", "--by", "donor,consignment").stdout
    assert "\n\nJapan, L-2\n  monitor (unit not stated), 1 line\n" in balance
    assert "? is not known." in balance


GROWING = """\
entry,who,when,consignment,place,line,quantity
receipt,a store,2021-05-02,A-1,a store,2,60 each
distribution,a store,2021-05-03,A-1,a clinic,1,10 each
"""


def test_a_table_that_was_corrected_is_asked_about(run: Run, entered: Path, folder: Path) -> None:
    told = ("--unless", "never")
    path = written(folder / "day.csv", GROWING)
    assert run("ledger", "enter", path, *told).exit_code == 0
    # What stood in it before is known, and what is new beside it is a further one.
    grown = GROWING + "receipt,a store,2021-05-02,A-1,a store,2,5 each\n"
    result = run("ledger", "enter", written(path, grown), *told)
    assert f"{path}: 1 entry recorded; 2 entries recorded already\n" in result.stderr
    corrected = grown.replace("60 each", "70 each").replace("10 each", "12 each")
    refused = run("ledger", "enter", written(path, corrected), *told)
    assert refused.exit_code == 1
    assert "A-1: received on 2021-05-02 by a store, from day.csv, entry " in refused.stderr
    assert "A-1: line 2: accepted was 60 each, is 70 each\n" in refused.stderr
    assert "aidtrack: nor is it said of 1 entry besides\n" in refused.stderr
    assert "to put this in its place: --revision --reason TEXT" in refused.stderr
    revised = run("ledger", "enter", path, *told, "--revision", "--reason", "recounted")
    assert "2 entries recorded; 2 entries taken back by them; 1 entry recorded already" in (
        revised.stderr
    )
    rows = json.loads(run("ledger", "balance", "--kind", "ventilator", "--format", "json").stdout)
    # 20 by a note of another day, and of this one 70 and 5.
    assert [row["accepted"] for row in rows["rows"]] == ["95"]


def test_objects_are_entered(run: Run, entered: Path, folder: Path) -> None:
    row = {"entry": "arrival", "who": "customs", "when": "2021-05-01", "consignment": "A-1"}
    path = written(folder / "moves.json", json.dumps([row]))
    assert run("ledger", "enter", path).exit_code == 0
    assert "customs records: arrived" in run("ledger", "trace", "A-1").stdout


def test_help_is_in_the_order_in_which_goods_meet_it(run: Run) -> None:
    told = run("ledger", "--help").stdout
    names = ["arrive", "clear", "distribute", "lose", "return", "enter", "reverse", "balance"]
    places = [told.index(f"\n  {name} ") for name in names]
    assert places == sorted(places)


def test_goods_are_written_as_a_manifest(run: Run, entered: Path) -> None:
    assert run("ledger", "lines", "--output", "goods.csv").exit_code == 0
    total = json.loads(run("summarise", "goods.csv", "--format", "json").stdout)["total"]
    assert [(each["kind"], each["value"]) for each in total["quantity"]] == [
        ("ventilator", "20"), ("monitor", "150"),
    ]  # fmt: skip
    promised = run("ledger", "lines", "--pledged", "--consignment", "P-1", "--to", "json")
    assert json.loads(promised.stdout)[0]["reference"] == "P-1"
    some = run("ledger", "lines", "--status", "in_transit", "--since", "2021-05-01").stdout
    assert len(some.splitlines()) == 1 + 1
    assert run("ledger", "lines", "--to", "xlsx", "--output", "goods.xlsx").exit_code == 0
    assert Path("goods.xlsx").read_bytes().startswith(b"PK")
    assert "did you mean 'France'?" in run("ledger", "lines", "--donor", "france").stderr


def test_of_many_entries_some_are_told(run: Run, folder: Path) -> None:
    rows = "".join(f"arrival,customs,2021-05-01,A-{number}\n" for number in range(600))
    path = written(folder / "moves.csv", f"entry,who,when,consignment\n{rows}")
    result = run("ledger", "enter", path)
    assert result.exit_code == 0
    _, first, *told = result.stderr.splitlines()
    assert first == f"{path}: 600 entries recorded"
    # The entries, then what is found of them: nobody said what the consignments are.
    for some in (told[:21], told[21:]):
        assert len(some) == 20 + 1
        assert some[-1].startswith("and more")
    assert "AT840 warning" in told[21]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            (
                "entry,who,when,consignment,line,quantity,Quantity\n"
                "loss,a store,2021-05-01,A-1,1,3 each,4 each\n"
            ),
            "two columns are headed 'quantity'",
        ),
        (
            (
                "entry,who,when,consignment,line,quantity,\n"
                "loss,a store,2021-05-01,A-1,1,3 each,and 20 to camp B\n"
            ),
            "row 2: 'and 20 to camp B' stands under no header",
        ),
        (
            (
                "entry,who,when,consignment,line,accepted,quantity\n"
                "receipt,a store,2021-05-01,A-1,1,50 each,70 each\n"
            ),
            "quantity is what was accepted: expected one of the two, got both",
        ),
        (
            (
                "entry,who,when,consignment,line,quantity,row\n"
                "distribution,a store,2021-05-01,A-1,1,3 each,9\n"
            ),
            "'row'",
        ),
    ],
)
def test_nothing_of_a_table_is_dropped(run: Run, folder: Path, table: str, message: str) -> None:
    result = run("ledger", "enter", written(folder / "moves.csv", table))
    assert result.exit_code == 1
    assert message in result.stderr


def test_two_rows_that_are_the_same_are_refused(run: Run, folder: Path) -> None:
    clinic = "distribution,2021-05-04,A-1,a clinic,1,5 each\n"
    hospital = "distribution,2021-05-04,A-1,a hospital,1,5 each\n"
    table = "entry,when,consignment,place,line,quantity\n" + clinic + hospital + clinic
    result = run("ledger", "enter", written(folder / "twice.csv", table), "--who", "Red Cross")
    assert result.exit_code == 1
    assert "row 4: the same to the last word as row 2; if it happened twice," in result.stderr
