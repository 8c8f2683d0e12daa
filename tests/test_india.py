"""India, April 2021: the library's totals against sums made with csv and Decimal alone."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import aidtrack
from aidtrack import Consignment, Lines, Summary
from aidtrack.summary import Totals

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "examples" / "india_2021"
MANIFEST = FOLDER / "april_2021.csv"

Key = tuple[str, str | None, str]
"""Kind, type and unit."""


def rows(path: Path = MANIFEST) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sums(records: Iterable[dict[str, str]]) -> dict[Key, tuple[Decimal, int]]:
    """Quantities and numbers of lines by kind, type and unit; the library has no part in it."""
    found: dict[Key, tuple[Decimal, int]] = defaultdict(lambda: (Decimal(), 0))
    for row in records:
        if not row["quantity"]:
            continue
        number, unit = row["quantity"].split(" ")
        key = (row["kind"], row["technology"] or row["category"] or None, unit)
        value, lines = found[key]
        found[key] = value + Decimal(number), lines + 1
    return dict(found)


def totals_of(totals: Totals) -> dict[Key, tuple[Decimal, int]]:
    return {
        (entry.kind, entry.type, str(entry.unit)): (entry.value, entry.lines)
        for entry in totals.quantity
    }


@pytest.fixture(scope="module")
def summary() -> Summary:
    return aidtrack.summarise(aidtrack.read(MANIFEST), by=("donor",))


def test_it_holds_what_its_readme_says(summary: Summary) -> None:
    quantities = [row["quantity"] for row in rows()]
    assert len({row["reference"] for row in rows()}) == 19
    assert (len(quantities), sum(map(bool, quantities))) == (48, 44)
    total = summary.total
    assert (total.consignments, total.lines, total.unread_quantities) == (19, 48, 4)
    assert sum(entry.lines for entry in total.quantity) == 44


def test_totals_equal_sums_made_by_hand(summary: Summary) -> None:
    assert totals_of(summary.total) == sums(rows())


def test_totals_of_each_donor_equal_sums_made_by_hand(summary: Summary) -> None:
    assert len(summary.groups) == len({row["donor"] for row in rows()}) == 17
    for group in summary.groups:
        own = [row for row in rows() if row["donor"] == group.key["donor"]]
        assert totals_of(group) == sums(own), group.key
        assert group.lines == len(own)
        assert group.consignments == len({row["reference"] for row in own})


def test_what_russia_sent_is_kept_apart(summary: Summary) -> None:
    [russia] = [group for group in summary.groups if group.key["donor"] == "Russian Federation"]
    assert totals_of(russia) == {
        ("oxygen_unit", "generator", "each"): (Decimal(20), 1),
        ("ventilator", None, "each"): (Decimal(75), 1),
        ("monitor", None, "each"): (Decimal(150), 1),
        ("medicine_pack", None, "pack"): (Decimal(200_000), 1),
    }
    weight = russia.gross_weight
    assert (weight.value, weight.known, weight.of) == (None, 0, 4)
    [claim] = russia.declared
    assert (claim.qualifier, claim.value, claim.unit) == ("over", Decimal(22_000), "kg")


def test_no_total_adds_unlike_things(summary: Summary) -> None:
    shown = {entry.value for entry in summary.total.quantity}
    assert Decimal(200_245) not in shown
    keys = [(entry.kind, entry.type, entry.unit) for entry in summary.total.quantity]
    assert len(keys) == len(set(keys))


def test_nothing_is_counted_twice() -> None:
    by_reference: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows():
        by_reference[row["reference"]].append(row)
    for reference, own in by_reference.items():
        # One claim: one donor, and lines numbered through, none of the same goods again.
        assert len({row["donor"] for row in own}) == 1, reference
        assert [row["line"] for row in own] == [str(n + 1) for n in range(len(own))], reference
        goods = [(row["kind"], row["technology"], row["description"]) for row in own]
        assert len(goods) == len(set(goods)), reference
    shipped = [
        (row["donor"], row["source_date"], row["description"], row["quantity"]) for row in rows()
    ]
    assert len(shipped) == len(set(shipped))
    counts = aidtrack.validate(aidtrack.read(MANIFEST)).counts()
    assert not counts.keys() & {"AT201", "AT202"}


def test_every_line_names_its_source() -> None:
    for row in rows():
        assert row["source"].startswith("https://")
        assert row["source_date"].startswith("2021-04-")


def test_what_is_found_is_what_announcements_leave_out() -> None:
    findings = aidtrack.validate(aidtrack.read(MANIFEST))
    errors = findings.errors
    assert set(errors.counts()) == {"AT301", "AT601", "AT602"}
    blank = [n for n, row in enumerate(rows(), start=2) if not row["quantity"]]
    assert [finding.place.row for finding in errors if finding.code == "AT301"] == blank


def test_lines_in_any_order_give_the_same_totals(summary: Summary) -> None:
    lines = aidtrack.read(MANIFEST)
    turned = Lines(lines.frame.reverse(), lines.sources, lines.issues)
    again = aidtrack.summarise(turned, by=("donor",))
    assert again.total.to_dict() == summary.total.to_dict()
    assert [group.to_dict() for group in again.groups] == [g.to_dict() for g in summary.groups]


# --- The Russian consignment in three forms ----------------------------------------------------


def russia() -> Consignment:
    spec = importlib.util.spec_from_file_location("consignment", FOLDER / "consignment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    consignment: Consignment = module.RUSSIA
    return consignment


FORMS = ("Python", "russia.json", "russia.csv")


def form(name: str) -> Lines:
    return Lines.of(russia()) if name == "Python" else aidtrack.read(FOLDER / name)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("by", [(), ("donor", "kind"), ("country", "month", "item")])
def test_forms_give_equal_summaries(name: str, by: tuple[str, ...]) -> None:
    expected, got = (aidtrack.summarise(form(each), by=by) for each in ("Python", name))
    assert got.total.to_dict() == expected.total.to_dict()
    assert [group.to_dict() for group in got.groups] == [g.to_dict() for g in expected.groups]


def test_json_is_what_python_dumps() -> None:
    [dumped] = json.loads((FOLDER / "russia.json").read_text(encoding="utf-8"))
    assert russia().model_dump(mode="json", exclude_none=True) == dumped
    assert Consignment.model_validate(dumped) == russia()


def test_json_reads_as_the_same_consignment() -> None:
    assert list(form("russia.json").consignments()) == [russia()]


def test_csv_says_what_python_says_and_more() -> None:
    [read] = form("russia.csv").consignments()
    assert (read.mode, [line.line for line in read.lines]) == ("air", ["1", "2", "3", "4"])
    update: dict[str, Any] = {
        "mode": None,
        "lines": tuple(
            line.model_copy(update={"line": None, "extra": russia().lines[0].extra})
            for line in read.lines
        ),
    }
    assert read.model_copy(update=update) == russia()


def test_csv_is_four_rows_of_the_manifest_unchanged() -> None:
    own = MANIFEST.read_text(encoding="utf-8").splitlines()
    assert (FOLDER / "russia.csv").read_text(encoding="utf-8").splitlines() == [
        own[0],
        *(line for line in own if line.startswith("RU-IN-2021-04-29,")),
    ]


def test_record_shows_the_same_consignment() -> None:
    text = (ROOT / "examples" / "record.py").read_text(encoding="utf-8")
    namespace: dict[str, Any] = {}
    exec(compile(text, "record.py", "exec"), namespace)  # noqa: S102 (our own example)
    assert namespace["consignment"] == russia()


# --- The table in the folder's README ----------------------------------------------------------


def table(totals: Totals) -> str:
    lines = ["| kind | type | quantity | lines |", "|---|---|---:|---:|"]
    for entry in totals.quantity:
        kind, quantity = f"{entry.kind} | {entry.type or ''}".rstrip(), f"{entry.value:,}"
        lines.append(f"| {kind} | {quantity} {entry.unit} | {entry.lines} |")
    return "\n".join(lines) + "\n"


def test_table_in_readme_is_fresh(summary: Summary, *, update: bool) -> None:
    path = FOLDER / "README.md"
    text = path.read_text(encoding="utf-8")
    start = text.index("| kind | type | quantity | lines |")
    end = text.index("\n\n", start) + 1
    fresh = text[:start] + table(summary.total) + text[end:]
    if update:
        path.write_text(fresh, encoding="utf-8")
    else:
        assert text == fresh, "stale; `pytest --update` rewrites it"


# --- The replay --------------------------------------------------------------------------------

ENTRIES = FOLDER / "entries.csv"


def replayed() -> str:
    result = subprocess.run(
        [sys.executable, FOLDER / "replay.py"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    return result.stdout


def test_the_readme_shows_the_table_of_the_replay(update: bool) -> None:
    table = replayed().partition("\n\n")[0]
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    shown = re.search(r"(?<=replay\.py\n).*?(?=\n\.\.\.\n```)", text, re.DOTALL)
    assert shown is not None
    if update:
        readme.write_text(text.replace(shown[0], table), encoding="utf-8")
        return
    assert shown[0] == table


def test_the_replay_keeps_conflicting_sources() -> None:
    said = " ".join(replayed().split())
    assert "over 22 t by LatestLY (ANI)" in said
    assert "20 t by Mint" in said
    assert "200000 pack by Hindustan Times" in said
    assert "200928 pack by the press" in said
    assert "40 each by The Hindu" in said
    assert "60 each by Moneycontrol" in said


def test_the_replay_adds_up_by_hand() -> None:
    """What the table says of Britain and Russia, from the rows of the file alone."""
    table = rows(ENTRIES)

    def added(entry: str, donor: str, line: str) -> Decimal:
        own = [
            each
            for each in table
            if (each["entry"], each["line"]) == (entry, line)
            and each["consignment"].startswith(donor)
            and each["quantity"]
        ]
        return sum((Decimal(each["quantity"].split()[0]) for each in own), Decimal())

    result = aidtrack.reconcile(aidtrack.entries_of_rows(table))
    totals = {
        (row["key.donor"], row["kind"], row["type"]): row
        for row in result.by("donor").iter_rows(named=True)
    }
    british = totals["United Kingdom", "oxygen_unit", "concentrator"]
    # Both reports of the third flight have its 280 concentrators.
    assert british["accepted"] == added("receipt", "GB", "1") - 280 == 495
    assert british["distributed"] == added("distribution", "GB", "1") == 400
    assert british["announced"] == added("pledge", "GB", "1") == 495
    assert british["unaccounted"] == 95
    ventilators = totals["United Kingdom", "ventilator", None]
    assert (ventilators["accepted.least"], ventilators["accepted.most"]) == (140, 160)
    assert ventilators["unaccounted"] == 40
    russian = totals["Russian Federation", "medicine_pack", None]
    assert russian["announced"] == added("pledge", "RU", "4") == 200_000
    assert (russian["accepted.least"], russian["accepted.most"]) == (200_000, 200_928)


def test_every_entry_of_the_replay_has_its_source() -> None:
    for row in rows(ENTRIES):
        assert row["who"]
        assert row["address"].startswith("https://") or "not known to us" in row["remarks"]


def test_the_replay_takes_all_kinds_of_entries() -> None:
    kinds = {row["entry"] for row in rows(ENTRIES)}
    assert kinds >= {"pledge", "dispatch", "arrival", "clearance", "receipt", "distribution"}


def test_the_replay_does_not_depend_on_the_order_of_the_entries() -> None:
    entries = aidtrack.entries_of_rows(rows(ENTRIES))
    there, back = aidtrack.reconcile(entries), aidtrack.reconcile(reversed(entries))
    assert there.lines.equals(back.lines)
    assert list(map(str, there.findings)) == list(map(str, back.findings))
