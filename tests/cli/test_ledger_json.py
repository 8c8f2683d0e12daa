"""What the commands of a ledger answer as JSON keeps to its contracts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result

from tests.cli.conftest import at_desk, copied, written

Run = Callable[..., Result]

SCHEMAS = Path(__file__).parents[2] / "docs" / "reference" / "schemas"
HEADER = (
    "entry,who,when,consignment,place,status,stage,cause,pledge,told,donor,recipient,line,kind,"
    "description,quantity,batch,expiry"
)
TABLE = f"""{HEADER}
pledge,France,2021-04-01,P-1,,,,,,,France,ICRC,1,monitor,monitor,200 each,,
dispatch,France,2021-04-28,A-1,,,,,P-1,,France,ICRC,1,monitor,monitor,150 each,,
dispatch,France,2021-04-28,A-1,,,,,P-1,,France,ICRC,2,medicine_pack,pills,4000 pack,AMX-1,2028-10-31
arrival,ICRC,2021-05-01,A-1,Delhi airport,,,,,,,,2,,,4000 pack,,
clearance,customs,2021-05-01,A-1,,held,,,,,,,,,,,,
receipt,ICRC,2021-05-03,A-1,a store,,,,,,,,1,,,140 each,,
receipt,ICRC,2021-05-03,A-1,a store,,,,,,,,2,,,3000 pack,AMX-1,
distribution,ICRC,2021-05-05,A-1,a clinic,,,,,,,,2,,,,,
distribution,a newspaper,2021-05-06,A-1,a clinic,,,,,report,,,1,,,60 each,,
loss,ICRC,2021-05-07,A-1,,,store,expired,,,,,1,,,2 each,,
"""


@pytest.fixture(scope="module")
def made(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("entered")
    with at_desk(folder):
        path = written(folder / "entries.csv", TABLE)
        result = run("ledger", "enter", path, "--unless", "never")
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"\n{path}: 8 entries recorded\n" in result.stderr
    return folder


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Iterator[Path]:
    copied(made, tmp_path)
    with at_desk(tmp_path):
        yield tmp_path / "entries.csv"


def answered(run: Run, *arguments: str) -> Any:
    """A document that keeps to the contract that it names."""
    result = run("ledger", *arguments, "--format", "json")
    document = json.loads(result.stdout)
    name = document["schema"].replace("/", "-")
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    return document


@pytest.mark.parametrize(
    "asked",
    [
        (),
        ("--by", "donor,kind,item"),
        ("--donor", "France", "--until", "2021-05-03", "--status", "on_hand"),
        ("--donor", "nobody"),
    ],
)
def test_balances(run: Run, book: Path, asked: tuple[str, ...]) -> None:
    document = answered(run, "balance", *asked)
    assert document["schema"] == "aidtrack-balance/1"
    assert document["asked"]["by"]


def test_a_balance_says_what_it_does_not_know(run: Run, book: Path) -> None:
    rows = answered(run, "balance", "--by", "kind")["rows"]
    medicine, monitor = (row for row in rows)
    assert (monitor["pledged"], monitor["outstanding"], monitor["unaccounted"]) == (
        "200", "50", "198",
    )  # fmt: skip
    assert (medicine["accepted"], medicine["distributed"], medicine["on_hand"]) == (
        "3000", None, None,
    )  # fmt: skip
    assert medicine["open"]["distributed"] == 1


@pytest.mark.parametrize("asked", [(), ("accepted",), ("on_hand", "--kind", "monitor")])
def test_claims(run: Run, book: Path, asked: tuple[str, ...]) -> None:
    rows = answered(run, "explain", *asked)["rows"]
    assert rows
    assert all(row["entry"] for row in rows)


def test_what_is_outstanding(run: Run, book: Path) -> None:
    document = answered(run, "outstanding", "--older-than", "2022-01-01")
    assert document["asked"] == {"older_than": "2022-01-01"}
    assert [(row["state"], row["quantity"]) for row in document["rows"]] == [
        ("pledged", "50"), ("in transit", "10"), ("in transit", "1000"),
    ]  # fmt: skip


def test_what_expires(run: Run, book: Path) -> None:
    [row] = answered(run, "expiring", "--before", "2029-01-01")["rows"]
    assert (row["batch"], row["accepted"], row["on_hand"]) == ("AMX-1", "3000", None)


@pytest.mark.parametrize("asked", [("A-1",), ("--batch", "AMX-1"), ("--place", "a clinic")])
def test_stories(run: Run, book: Path, asked: tuple[str, ...]) -> None:
    document = answered(run, "trace", *asked)
    assert document["steps"]
    assert document["places"]


def test_a_verification(run: Run, book: Path) -> None:
    document = answered(run, "verify")
    assert (document["ok"], document["entries"]) == (True, 8)
    assert answered(run, "verify", "--head", "f" * 64)["faults"]


def test_nothing(run: Run, book: Path) -> None:
    assert answered(run, "trace", "A-9") == {
        **answered(run, "trace", "A-9"), "steps": [], "places": [],
    }  # fmt: skip
