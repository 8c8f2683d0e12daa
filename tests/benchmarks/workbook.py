"""How long a workbook of 100,000 lines takes, against python-calamine alone.

Run by hand; it prints a ratio and asserts nothing::

    python -m tests.benchmarks.workbook [LINES]

The floor lays the same sheet out with python-calamine as Python values, which is
the least that any reader of workbooks on top of it must do.
"""

from __future__ import annotations

import csv
import io
import resource
import sys
import tempfile
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

import aidtrack
from tests.benchmarks.million_lines import cpu_seconds, write_manifest

LINES = 100_000


def write_workbook(path: Path, lines: int) -> None:
    """Write the lines of the other benchmark as a workbook, numbers as numbers."""
    text = path.with_suffix(".csv")
    write_manifest(text, lines)
    options = {"constant_memory": True, "strings_to_numbers": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("Manifest")
        for number, row in enumerate(csv.reader(io.StringIO(text.read_text(encoding="utf-8")))):
            sheet.write_row(number, 0, row)


def floor(path: Path) -> None:
    """Lay the sheet out, and do nothing with it."""
    with CalamineWorkbook.from_path(path) as book:
        book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def main(lines: int = LINES) -> None:
    """Print both times and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "manifest.xlsx"
        write_workbook(path, lines)
        least = min(cpu_seconds(lambda: floor(path)) for _ in range(3))
        read = min(cpu_seconds(lambda: aidtrack.read(path)) for _ in range(3))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{lines:,} lines, 21 columns")
    print(f"python-calamine alone: {least:.2f} s CPU")
    print(f"read: {read:.2f} s CPU, {read / least:.2f} times that; peak {peak:,} MB")


if __name__ == "__main__":
    main(*(int(argument.replace("_", "")) for argument in sys.argv[1:2]))
