"""How a million-line manifest compares with what Polars needs to read and cast it.

Run by hand or by continuous integration; it prints ratios and asserts nothing::

    python tests/benchmarks/million_lines.py [LINES]

The floor reads the same file with Polars and casts every column to its type,
which is the least that any typed check must do. CPU times are compared, in one
run, because wall times of a shared machine are not worth quoting.
"""

from __future__ import annotations

import io
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

import aidtrack

COLUMNS = (
    "reference", "donor", "recipient_country", "dispatched", "expected", "line", "kind",
    "description", "quantity", "gross_weight", "net_weight", "volume", "value", "unit_price",
    "batch", "manufactured", "expiry", "hs_code", "country_of_origin", "packages", "remarks",
)  # fmt: skip
GOODS = (
    ("medicine_pack", "amoxicillin 500 mg", "pack", "300490"),
    ("ventilator", "ICU ventilator", "each", "901920"),
    ("monitor", "patient monitor", "each", "901819"),
    ("item", "surgical mask", "box", "630790"),
)
DIRTY = 0.12
LINES = 1_000_000


def write_manifest(path: Path, lines: int) -> None:
    """Write a manifest of so many lines, of which some have a cell that needs a second look."""
    chance = random.Random(2021)  # noqa: S311 (the same file in every run)
    with path.open("w", encoding="utf-8") as stream:
        stream.write(",".join(COLUMNS) + "\n")
        for number in range(lines):
            stream.write(",".join(_row(chance, number)) + "\n")


def _row(chance: random.Random, number: int) -> list[str]:
    kind, description, unit, hs = chance.choice(GOODS)
    dirty = chance.random() < DIRTY
    weight = f"{chance.randint(10, 99)}.{chance.randint(10, 99)} kg"
    return [
        f"C-{number // 40:06d}", chance.choice(("France", "Japan", "Kenya")),
        chance.choice(("IN", "CI", "NP")), f"2026-{chance.randint(1, 12):02d}-15", "2026-12-20",
        str(number % 40 + 1), kind, description, f"{chance.randint(1, 5000)} {unit}",
        "15 blorps" if dirty and number % 3 == 0 else weight, "9.25 kg",
        f"0.{chance.randint(10, 99)} m3", f"{chance.randint(1, 9999)}.50 USD",
        "31/02/2027" if dirty and number % 3 == 1 else f"{chance.randint(1, 99)}.25 USD",
        f"B{chance.randint(1, 99999):05d}", "2025-01-31",
        "soon" if dirty and number % 3 == 2 else "2028-06-30", hs, "FR",
        str(chance.randint(1, 90)), "",
    ]  # fmt: skip


def floor(path: Path) -> None:
    """Read the file with Polars and cast every column that has a type."""
    frame = pl.read_csv(path, infer_schema=False)
    measured = ("quantity", "gross_weight", "net_weight", "volume", "value", "unit_price")
    dates = ("dispatched", "expected", "manufactured", "expiry")
    frame.select(
        *(pl.col(name).str.extract(r"^([\d.]+)").cast(pl.Decimal(38, 9), strict=False)
          for name in measured),
        *(pl.col(name).str.to_date(strict=False) for name in dates),
        pl.col("packages").cast(pl.Int64, strict=False),
        pl.col("line").cast(pl.Int64, strict=False),
        *(pl.col(name).str.strip_chars() for name in COLUMNS
          if name not in {*measured, *dates, "packages", "line"}),
    )  # fmt: skip


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of all threads that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main(lines: int = LINES) -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "manifest.csv"
        write_manifest(path, lines)
        least = min(cpu_seconds(lambda: floor(path)) for _ in range(3))
        reading = cpu_seconds(lambda: aidtrack.read(path))
        whole = cpu_seconds(lambda: aidtrack.check(path, by=("donor", "kind")))
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        report = io.StringIO()
        report.write(f"{lines:,} lines, {path.stat().st_size / 1e6:.0f} MB\n")
        report.write(f"floor (Polars reads and casts every column): {least:.2f} s CPU\n")
        report.write(f"read:  {reading:.2f} s CPU, {reading / least:.2f} times the floor\n")
        report.write(f"check: {whole:.2f} s CPU, {whole / least:.2f} times the floor\n")
        report.write(f"peak memory of the process: {megabytes:,.0f} MB\n")
        sys.stdout.write(report.getvalue())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES)
