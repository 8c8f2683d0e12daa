"""What asking every rule of a million lines costs, beside asking the first twenty-five.

Run by hand or by continuous integration; it prints ratios and asserts nothing::

    python tests/benchmarks/rule_book.py [LINES]

The lines state nearly everything that the rules ask about, so that none of them is idle
for want of a column. CPU times are compared, in one run. The first twenty-five are dealt
from the families 2 to 7 in turn, so that they look at lines, groups and consignments as
the first version of the book did; beside them stand the twenty-five lowest codes, which
look at no consignment. Rules that reading raises cost nothing here.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl

import aidtrack
from aidtrack import RULES, Lines, Rule
from tests.benchmarks.million_lines import LINES, write_manifest

FIRST = 25
TODAY = date(2026, 11, 22)
STATED = {
    "recipient_country": "IN", "dispatched": "2026-06-15", "packages": "20",
    "package_type": "carton", "dimensions": "60 x 40 x 40 cm", "volume": "1.92 m3",
    "package_weight": "12 kg", "net_weight": "230 kg", "unit_weight": "0.1 kg",
    "pack_size": "100", "origin": "FR CDG", "destination": "IN DEL",
    "consignee": "Central Medical Stores", "waybill": "057-12345675", "inn": "amoxicillin",
    "strength": "500 mg", "dosage_form": "capsule", "storage": "15 to 25 °C",
    "declared_gross_weight": "over 1 t", "un_number": "UN1072",
}  # fmt: skip
"""What every line states: in order, as most lines of most manifests are."""


def _consistent() -> list[pl.Expr]:
    """Return the columns in which one figure of a line follows from another, or from its place."""
    line, unit = pl.col("line").cast(pl.Int64), pl.col("quantity").str.extract(r"\d+ (\w+)")
    cents = pl.col("unit_price").str.extract(r"^(\d+)\.").cast(pl.Int64) * 100 + 25
    dirty = pl.col("gross_weight").str.contains("blorps")
    reference = pl.col("reference").str.tail(6).cast(pl.Int64)
    return [
        pl.format("{}-{}", line * 20 - 19, line * 20).alias("parcels"),
        pl.format("2000 {}", unit).alias("quantity"),
        pl.format("{}.00 USD", cents * 20).alias("value"),
        pl.when(dirty).then("gross_weight").otherwise(pl.lit("240 kg")).alias("gross_weight"),
        pl.when(reference % 2 == 0)
        .then(pl.lit("France"))
        .otherwise(pl.lit("Japan"))
        .alias("donor"),
    ]


def wide_lines(path: Path, lines: int) -> Lines:
    """Return many lines that state nearly everything."""
    write_manifest(path, lines)
    frame = pl.read_csv(path, infer_schema=False)
    constant = [pl.lit(text).alias(name) for name, text in STATED.items()]
    return Lines.of(frame.with_columns(*_consistent(), *constant))


def cost(lines: Lines, rules: list[Rule]) -> float:
    """Return the CPU seconds that some rules take on the lines."""
    start = time.process_time()
    findings = aidtrack.validate(lines, rules=rules, today=TODAY)
    spent = time.process_time() - start
    counts, silent = findings.counts(), len(findings.not_asked)
    print(
        f"{len(rules):4} rules: {spent:6.2f} s CPU, "
        f"{sum(counts.values()):,} findings of {len(counts)} rules, {silent} not asked"
    )
    return spent


def dealt(rules: list[Rule]) -> list[Rule]:
    """Return the first rules, dealt from the families in turn."""
    place: Counter[str] = Counter()
    turns = []
    for rule in rules:
        place[rule.family] += 1
        turns.append((place[rule.family], rule.code, rule))
    return [rule for _, _, rule in sorted(turns, key=lambda turn: turn[:2]) if rule.code < "AT8"]


def main() -> None:
    """Print what the whole book costs beside its first rules."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    asked = [rule for rule in RULES if rule.fault is not None]
    with tempfile.TemporaryDirectory() as folder:
        lines = wide_lines(Path(folder) / "manifest.csv", number)
    print(f"{len(lines):,} lines, {len(lines.fields)} fields")
    cost(lines, asked[:1])
    lowest, first = cost(lines, asked[:FIRST]), cost(lines, dealt(asked)[:FIRST])
    whole = cost(lines, asked)
    print(f"all {len(asked)} rules cost {whole / first:.2f} times what the first {FIRST} cost")
    print(f"and {whole / lowest:.2f} times what the {FIRST} lowest codes cost")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB")


if __name__ == "__main__":
    main()
