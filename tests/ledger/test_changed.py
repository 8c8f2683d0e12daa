"""A ledger that was changed behind its back answers with one clear error, or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from aidtrack.errors import UnknownName, UnusableLedger
from aidtrack.ledger import Ledger
from aidtrack.model.entries import Reversal
from tests.ledger.goods import distribution, gift, receipt

QUESTIONS: dict[str, Callable[[Ledger], Any]] = {
    "balance": lambda ledger: ledger.balance(by=["donor"]),
    "outstanding": lambda ledger: ledger.outstanding(),
    "expiring": lambda ledger: ledger.expiring(date(2030, 1, 1)),
    "trace": lambda ledger: str(ledger.trace("A-1")),
    "trace of a batch": lambda ledger: str(ledger.trace(batch="AMX-2291")),
    "lines": lambda ledger: ledger.lines(),
    "entries": lambda ledger: list(ledger.entries()),
    "export": lambda ledger: list(ledger.export()),
    "receipt form": lambda ledger: ledger.receipt_form("A-1"),
    "record": lambda ledger: ledger.record(gift("A-1", destination="Agra"), revision=True),
}
CHANGES = {
    "no JSON": "UPDATE entries SET content = 'nonsense' WHERE seq = {}",
    "a list": "UPDATE entries SET content = '[]' WHERE seq = {}",
    "an empty object": "UPDATE entries SET content = '{{}}' WHERE seq = {}",
    "another kind": "UPDATE entries SET kind = 'balloon' WHERE seq = {}",
    "the kind of a list": "UPDATE entries SET kind = 'pledge' WHERE seq = {}",
    "a cut text": "UPDATE entries SET content = substr(content, 1, 90) WHERE seq = {}",
    "no instant": "UPDATE entries SET content = replace(content, '2021', 'soon') WHERE seq = {}",
    "no name": "UPDATE entries SET content = replace(content, 'name', 'nome') WHERE seq = {}",
}
CELLS = {
    "quantity": "many",
    "quantity.unit": "parsec",
    "kind": "balloon",
    "expiry": "soon",
    "donor_country": "XX",
    "gross_weight": "1e400",
    "packages": "-",
    "storage": "warm",
    "package_levels": "x > y",
    "rest": "nonsense",
    "reference": "",
}


def fill(path: Path) -> None:
    """Record a dispatch (entry 1), its receipt, a distribution, and one that is taken back."""
    with Ledger(f"sqlite:///{path}", origin="desk") as ledger:
        ledger.record(gift("A-1"))
        ledger.record([receipt("A-1"), distribution("A-1")])
        [wrong] = ledger.record(distribution("A-1", place="Agra")).added
        ledger.record(Reversal(who="a clerk", when="2021-05-05", reverses=wrong, reason="wrong"))


def change(path: Path, statement: str) -> None:
    plain = sqlite3.connect(path)
    query = "SELECT name, sql FROM sqlite_master WHERE name LIKE '%no_UPDATE'"
    triggers = dict(plain.execute(query).fetchall())
    drops = [f"DROP TRIGGER {name}" for name in triggers]
    for each in (*drops, statement, *triggers.values()):
        plain.execute(each)
    plain.commit()
    plain.close()


def ask_all(path: Path) -> set[str]:
    """Ask everything; return what was refused."""
    refused = {}
    with Ledger(f"sqlite:///{path}") as ledger:
        assert not ledger.verify().ok
        for name, question in QUESTIONS.items():
            try:
                question(ledger)
            except UnusableLedger as error:
                refused[name] = str(error)
            except UnknownName:
                # What it was asked of is not there any more.
                assert name == "receipt form"
    for told in refused.values():
        assert told.partition("; aidtrack ledger ")[2] == "verify says where"
    return set(refused)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "relief.db"
    fill(path)
    return path


@pytest.fixture
def path(filled: Path, tmp_path: Path) -> Path:
    return Path(copyfile(filled, tmp_path / "relief.db"))


@pytest.mark.parametrize("seq", [1, 2, 5])
@pytest.mark.parametrize("name", CHANGES)
def test_an_entry_that_was_changed(path: Path, name: str, seq: int) -> None:
    change(path, CHANGES[name].format(seq))
    refused = ask_all(path)
    if name in {"no JSON", "a list", "an empty object"}:
        assert {"balance", "outstanding", "entries"} <= refused


@pytest.mark.parametrize("name", CELLS)
def test_a_line_that_was_changed(path: Path, name: str) -> None:
    change(path, f"UPDATE lines SET \"{name}\" = '{CELLS[name]}' WHERE position = 3")  # noqa: S608
    refused = ask_all(path)
    if name in {"quantity", "expiry"}:
        assert {"balance", "outstanding", "trace", "lines", "entries"} <= refused


def test_an_error_of_another_cause_stays_itself(path: Path) -> None:
    with Ledger(f"sqlite:///{path}") as ledger:
        with pytest.raises(TypeError, match="a reference or a batch"):
            ledger.trace()
        with pytest.raises(UnknownName):
            ledger.balance(by=["nonsense"])
        with pytest.raises(ValueError, match="offset"):
            ledger.outstanding("2021-04-28T10:00")  # type: ignore[arg-type]
