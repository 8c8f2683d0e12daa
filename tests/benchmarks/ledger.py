"""How recording a million lines compares with what the database's own driver needs for them.

Run by hand or by continuous integration; it prints ratios and asserts nothing::

    python tests/benchmarks/ledger.py [LINES] [--postgresql]

The floor is `executemany` of the standard library's `sqlite3` on the same rows, made before
the clock starts, into a table of the same columns. The durable rate is that of entries
recorded one by one, each acknowledged once it is on the disk, beside the rate at which the
same disk makes 4 kB written and synced; nothing is asked of these, and then of as many what they
make contradict.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import aidtrack
from aidtrack.ledger import Ledger
from aidtrack.ledger.drafts import drafts_of_lines
from aidtrack.ledger.heads import heads_of
from aidtrack.lines import Lines
from aidtrack.model.entries import Receipt, ReceivedLine

LINES = 1_000_000
ENTRIES = 300
SYNCS = 500


def timed(action: Callable[[], object]) -> float:
    """Return the seconds that an action takes on the wall."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def both(action: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that an action takes on the wall, and of the processor."""
    start = time.process_time()
    wall = timed(action)
    return wall, time.process_time() - start


def floor(lines: Lines, path: Path) -> tuple[float, float]:
    """Return how long the driver alone takes for the rows that the ledger writes."""
    heads = heads_of(lines.frame)
    said = [{"entry": "dispatch"}] * len(heads)
    cells = drafts_of_lines(lines, heads, said).cells
    rows = cells.rows()
    names = ", ".join(f'"{name}"' for name in cells.columns)
    marks = ", ".join("?" * cells.width)
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        f"CREATE TABLE lines ({names})",
        "BEGIN IMMEDIATE",
    ):
        connection.execute(statement)
    statement = f"INSERT INTO lines VALUES ({marks})"  # noqa: S608 (nothing but marks)

    def write() -> None:
        connection.executemany(statement, rows)
        connection.execute("COMMIT")

    seconds = both(write)
    connection.close()
    return seconds


def durable(ledger: Ledger, place: str, unless: str | None) -> float:
    """Return how many entries a second are recorded one by one."""
    receipts = [
        Receipt(
            who="a district hospital",
            when="2026-11-22",
            place=place,
            consignment=f"C-{number:06d}",
            lines=(ReceivedLine(line="1", accepted=f"{number + 1} each"),),
        )
        for number in range(ENTRIES)
    ]
    return ENTRIES / timed(
        lambda: [ledger.record(receipt, unless=unless, also=True) for receipt in receipts]
    )


def syncs(folder: Path) -> float:
    """Return how often a second 4 kB are written and synced."""
    block = os.urandom(4096)
    with (folder / "syncs").open("wb", buffering=0) as file:

        def write() -> None:
            for _ in range(SYNCS):
                file.write(block)
                os.fsync(file.fileno())

        return SYNCS / timed(write)


def measure(lines: Lines, url: str, least: tuple[float, float], folder: Path) -> None:
    """Print what one database takes."""
    with Ledger(url) as ledger:
        wall, cpu = both(lambda: ledger.record(lines, who="a ministry", unless=None))
        print(
            f"record       {wall:7.2f} s  {len(lines) / wall:9,.0f} lines/s  "
            f"{wall / least[0]:.2f} x executemany ({least[0]:.2f} s) on the wall, "
            f"{cpu / least[1]:.2f} x of the processor"
        )
        seconds = timed(lambda: ledger.balance(by=["donor"]))
        print(f"balance      {seconds:7.2f} s  {len(lines) / seconds:9,.0f} lines/s")
        seconds = timed(ledger.verify)
        print(f"verify       {seconds:7.2f} s  {len(lines) / seconds:9,.0f} lines/s")
        rate, raw = durable(ledger, "a store", None), syncs(folder)
        print(f"one by one   {rate:7.0f} entries/s, {rate / raw:.0%} of {raw:,.0f} fsync/s")
        rate = durable(ledger, "another store", "never")
        print(f"and asked    {rate:7.0f} entries/s: what each makes contradict")


def main(count: int, *, postgresql: bool) -> None:
    """Print how the ledger's times compare."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from tests.benchmarks.million_lines import write_manifest

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_manifest(folder / "manifest.csv", count)
        lines = aidtrack.read(folder / "manifest.csv")
        least = min(floor(lines, folder / f"floor{run}.db") for run in range(2))
        print(f"{count:,} lines, {lines.frame['consignment'].n_unique():,} consignments")
        print("SQLite")
        measure(lines, f"sqlite:///{folder}/relief.db", least, folder)
        if postgresql:
            from tests.ledger.server import running

            with running(fsync="on") as server:
                print("PostgreSQL")
                measure(lines, server.new_database(), least, folder)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    main(numbers[0] if numbers else LINES, postgresql="--postgresql" in sys.argv)
