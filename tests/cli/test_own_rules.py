"""``--rules``: rules of one's own from a file that is named, and from nowhere else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import written

Run = Callable[..., Result]

HEAVY = """\
from aidtrack import RULES, Severity, rule
from aidtrack.rules.quantities.weights import gross_below_net

LIMIT = 1000
print("heavy is loaded")


@rule(
    "AT901",
    Severity.WARNING,
    "{gross_weight} in one line; our forklift lifts 1,000 kg",
    cites=["our warehouse handbook, page 3"],
    passes=[{"gross_weight": "1000 kg"}],
    fails=[{"gross_weight": "1.2 t"}],
)
def line_above_forklift_limit(line, given):
    \"\"\"A line weighs more than the forklift can lift at once.

    To correct: order a crane.
    \"\"\"
    return line.gross_kg > LIMIT
"""


@pytest.fixture
def heavy(tmp_path: Path) -> Path:
    return written(tmp_path / "heavy.py", HEAVY)


def test_a_rule_of_ones_own_is_asked_beside_the_library_s(
    run: Run, clean: Path, heavy: Path
) -> None:
    result = run("validate", clean, "--today", "none", "--rules", heavy, "--format", "json")
    assert result.exit_code == 0
    assert "heavy is loaded" in result.stderr
    document = json.loads(result.stdout)
    assert document["options"]["rules"] == [str(heavy)]
    [finding] = (each for each in document["findings"] if each["code"] == "AT901")
    assert finding["message"] == "1350 kg in one line; our forklift lifts 1,000 kg"
    assert document["summary"]["rules"] == {"AT901": 1}
    assert document["summary"]["not_asked"], "the library's rules are there too"
    assert not list(heavy.parent.glob("__pycache__")), "nothing is written beside it"


@pytest.mark.parametrize("to", ["text", "full", "concise", "jsonl", "sarif", "markdown", "csv"])
def test_every_format_shows_it(run: Run, clean: Path, heavy: Path, to: str) -> None:
    assert "AT901" in run("validate", clean, "--rules", heavy, "--format", to).stdout


def test_it_is_never_found_by_itself(
    run: Run, clean: Path, heavy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(heavy.parent)
    result = run("validate", clean, "--today", "none")
    assert "AT901" not in result.stdout
    assert "heavy is loaded" not in result.stderr


@pytest.mark.parametrize("word", ["AT901", "at901", "line-above-forklift-limit"])
def test_it_can_be_ignored_and_graded(run: Run, clean: Path, heavy: Path, word: str) -> None:
    ask = ("validate", clean, "--today", "none", "--rules", heavy)
    assert "AT901" not in run(*ask, "--ignore", word, "--format", "concise").stdout
    desk = written(heavy.parent / "desk.toml", f'[severities]\n{word} = "error"\n')
    result = run(*ask, "--profile", desk, "--format", "concise")
    assert result.exit_code == 1
    assert "AT901 error: 1350 kg" in result.stdout
    assert run("profile", desk, "--rules", heavy).exit_code == 0


def test_a_profile_that_grades_it_wants_it(run: Run, clean: Path, heavy: Path) -> None:
    desk = written(heavy.parent / "desk.toml", '[severities]\nAT901 = "error"\n')
    for arguments in (["validate", clean, "--profile", desk], ["profile", desk]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "unknown rule 'AT901'; a rule of one's own is handed over" in result.stderr
        assert "--rules FILE.py" in result.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\n", "declares no rule; expected functions under @rule"),
        ("from aidtrack.rules.dates import *\n", "declares no rule"),
        ("x = (\n", "own.py:1: SyntaxError: "),
        ("\n\nx = y\n", "own.py:3: NameError: name 'y' is not defined"),
        ("raise SystemExit(3)\n", "own.py:1: SystemExit: 3"),
        ("import no_such_module\n", "own.py:1: ModuleNotFoundError: "),
        (HEAVY.replace("gross_kg", "gros_kg"), "did you mean 'gross_kg'?"),
        (HEAVY.replace("AT901", "AT302"), "AT302 line-above-forklift-limit: expected a code from"),
        (
            HEAVY.replace("line_above_forklift_limit", "header_not_found"),
            "header-not-found is a rule of the library already",
        ),
        (HEAVY + HEAVY.replace("def line", "def a_line"), "AT901 is a rule of "),
    ],
)
def test_what_is_wrong_with_the_file_is_one_line(
    run: Run, clean: Path, tmp_path: Path, text: str, said: str
) -> None:
    result = run("validate", clean, "--rules", written(tmp_path / "own.py", text))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.stderr.splitlines()[-1].startswith("aidtrack: ")


def test_a_file_that_is_not_there_is_told(run: Run, clean: Path, tmp_path: Path) -> None:
    result = run("validate", clean, "--rules", tmp_path / "none.py")
    assert result.exit_code == 2
    assert "none.py: no such file or directory" in result.stderr


def test_the_file_is_never_written_over(run: Run, clean: Path, heavy: Path) -> None:
    result = run("validate", clean, "--rules", heavy, "--output", heavy)
    assert result.exit_code == 2
    assert "inputs are never written over" in result.stderr
    assert heavy.read_text(encoding="utf-8") == HEAVY


def test_a_rule_of_ones_own_is_explained_and_listed(run: Run, heavy: Path) -> None:
    page = run("rule", "at901", "--rules", heavy)
    assert page.exit_code == 0
    assert "AT901 line-above-forklift-limit" in page.stdout
    assert "Order a crane." in page.stdout
    assert run("rule", "AT901").exit_code == 2
    listed = json.loads(run("rules", "--rules", heavy, "--format", "json").stdout)
    assert [each["code"] for each in listed][-1] == "AT901"
    own = json.loads(run("rules", "--rules", heavy, "--family", "9", "--format", "json").stdout)
    assert [each["name"] for each in own] == ["line-above-forklift-limit"]


def test_the_gravest_finding_is_the_one_to_ask_about(run: Run, tmp_path: Path, heavy: Path) -> None:
    text = "Reference,Donor,Recipient,Description,Quantity,Gross weight\nA,B,C,Tent,10 each,6 t\n"
    manifest = written(tmp_path / "tents.csv", text)
    result = run("validate", manifest, "--today", "none", "--rules", heavy)
    # A path that is longer than a line is broken.
    told = "".join(result.stdout.split())
    assert f"howtocorrectit:aidtrackruleAT901--rules{heavy}" in told
    assert "1warning" in told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('"1.2 t"', '"0.2 t"'), "example 1 under fails is not found at fault"),
        (('"1000 kg"', '"1001 kg"'), "example 1 under passes is found at fault"),
    ],
)
def test_a_rule_whose_examples_do_not_hold_is_refused(
    run: Run, clean: Path, tmp_path: Path, change: tuple[str, str], told: str
) -> None:
    wrong = written(tmp_path / "wrong.py", HEAVY.replace(*change))
    result = run("validate", clean, "--rules", wrong)
    assert result.exit_code == 2
    assert f"{wrong}: AT901 line-above-forklift-limit: {told}: " in result.stderr
    assert result.stdout == ""
