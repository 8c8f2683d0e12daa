"""Feeds anything to `read`, `validate` and `summarise`: whatever comes, it is no crash.

By hand, not by pytest. With atheris, which looks at what the code does with its input::

    python tests/fuzz/read_anything.py --atheris --seconds 300 --seeds FOLDER

or by chance alone, the same each time::

    python tests/fuzz/read_anything.py --runs 20000 --seeds FOLDER

An input that fails is written to the folder ``--failures``, under its digest.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import hashlib
import io
import itertools
import json
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING

import polars as pl
import xlsxwriter

from aidtrack import UnreadableManifest, read, summarise, validate
from aidtrack.manifest import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMITS = Limits(unpacked_bytes=20 * 1024**2, cells=200_000, columns=2_000)
SLOW = 20.0
"""Seconds after which a small input counts as hanging."""
_TABLE = "reference,donor,line,description,quantity,unit,gross weight,expiry\n" + "".join(
    f"A-{n % 2},Côte d’Ivoire,{n},monitor {n},{n} each,pcs,{n}.5 kg,0{n}/03/2027\n"
    for n in range(1, 6)
)
_CSV = [line.split(",") for line in _TABLE.splitlines()]
_FEW = 9
_MOST = 200_000
_PIECES = (
    b"", b"\x00", b"\xff\xff\xff\xff", b'"', b"'", b"\n", b"\r", b",", b";", b"\t", b"=", b"1e9",
    b"{", b"[", b"]", b"}", b"NaN", b"\\ud800", b"-", b"%", b"sep=", b"\xef\xbb\xbf", b"\xff\xfe",
    b"Total", b"#REF!", b"9" * 40, b"\x7f\xff\xff\xff", b"<c r='XFD1048576'>", b"&#x0;", b"<!--",
)  # fmt: skip


def seeds() -> dict[str, bytes]:
    """Return a small valid file of each format."""
    objects = [dict(zip(_CSV[0], row, strict=True)) for row in _CSV[1:]]
    made = {
        "utf-8.csv": _TABLE.encode(),
        "bom.csv": _TABLE.encode("utf-8-sig"),
        "utf-16.csv": _TABLE.encode("utf-16"),
        "cp1252.csv": _TABLE.replace(",", ";").encode("cp1252"),
        "table.json": json.dumps(objects).encode(),
        "nested.json": json.dumps([{"reference": "A", "lines": objects}]).encode(),
        "lines.jsonl": "\n".join(map(json.dumps, objects)).encode(),
        "table.xlsx": _xlsx(),
        "table.ods": _ods(),
        "table.csv.gz": gzip.compress(_TABLE.encode(), mtime=0),
    }
    parquet = io.BytesIO()
    pl.DataFrame(objects).write_parquet(parquet)
    made["table.parquet"] = parquet.getvalue()
    made["table.zip"] = archive({"a.csv": made["utf-8.csv"], "b.json": made["table.json"]})
    return made


def archive(parts: dict[str, bytes]) -> bytes:
    """Return a ZIP archive, the same each time."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _xlsx() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Lines")
        for row, texts in enumerate(_CSV):
            sheet.write_row(row, 0, texts)
        sheet.write_formula(7, 0, "=TODAY()")
        sheet.merge_range(8, 0, 9, 1, "merged")
    return content.getvalue()


def _ods() -> bytes:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{text}</text:p></table:table-cell>"
            for text in texts
        )
        + "</table:table-row>"
        for texts in _CSV
    )
    return ods(rows)


def ods(rows: str) -> bytes:
    """Return a small ods of these rows."""
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" '
        'xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Lines">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest:manifest/>",
            "content.xml": content.encode(),
        }
    )


def mutated(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Return a content changed in a few places; within an archive, a part of it."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as source:
                parts = {name: source.read(name) for name in source.namelist()}
        except Exception:  # noqa: BLE001 (a damaged one is changed as it is)
            parts = {}
        if parts:
            name = chance.choice(sorted(parts))
            parts[name] = _changed(parts[name], chance, others)
            return archive(parts)
    return _changed(content, chance, others)


def _changed(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, _FEW)):
        place = chance.randint(0, len(changed))
        length = chance.choice((1, 1, 2, 4, 8, 64, 512))
        match chance.randint(0, 6):
            case 0 if place < len(changed):
                changed[place] ^= 1 << chance.randint(0, 7)
            case 1:
                del changed[place : place + length]
            case 2:
                changed[place:place] = chance.choice(_PIECES) * chance.choice((1, 1, 1, 2, 50))
            case 3:
                changed[place:place] = changed[place : place + length] * chance.choice((1, 2, 20))
            case 4:
                changed[place : place + length] = chance.randbytes(length)
            case 5:
                other = chance.choice(others)
                start = chance.randint(0, len(other))
                changed[place : place + length] = other[start : start + length]
            case _ if chance.random() < 0.2:
                del changed[place:]
    return bytes(changed[:_MOST])


def attempt(content: bytes) -> str:
    """Read, validate and summarise a content, and return how it ended.

    Raises:
        TimeoutError: It took longer than a small input may take.
    """
    start = time.perf_counter()
    try:
        lines = read(io.BytesIO(content), limits=LIMITS)
    except UnreadableManifest as error:
        outcome = "refused"
        if "\n" in str(error):
            outcome = "refused in several lines"
    else:
        for finding in validate(lines):
            str(finding)
        summarise(lines)
        outcome = "read"
    if time.perf_counter() - start > SLOW:
        raise TimeoutError(f"took {time.perf_counter() - start:.0f} s")
    return outcome


def _kept(content: bytes, failures: Path) -> None:
    failures.mkdir(parents=True, exist_ok=True)
    (failures / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)


def by_chance(corpus: Sequence[bytes], runs: int, seconds: float, seed: int, failures: Path) -> int:
    """Try mutated contents, and return how many failed; the counts are printed."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    ends: Counter[str] = Counter()
    until = time.monotonic() + seconds
    for run in itertools.count():
        if run >= runs or time.monotonic() > until:
            break
        content = mutated(chance.choice(corpus), chance, corpus)
        (failures.parent / f"{failures.name}.last").write_bytes(content)
        try:
            ends[attempt(content)] += 1
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"
            if not ends[place]:
                traceback.print_exc()
            ends[place] += 1
            _kept(content, failures)
    print(f"{sum(ends.values()):,} inputs:", dict(ends.most_common()))
    return sum(count for end, count in ends.items() if end not in {"read", "refused"})


def guided(corpus: Sequence[bytes], seconds: float, failures: Path) -> None:
    """Let atheris try what reaches new code; it ends the process, and prints its counts."""
    import atheris

    folder = failures.parent / f"{failures.name}.corpus"
    folder.mkdir(parents=True, exist_ok=True)
    for content in corpus:
        (folder / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)
    # All there is would take minutes: our own functions are enough.
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and str(each.__module__).startswith("aidtrack."):
            atheris.instrument_func(each)
    options = [f"-max_total_time={seconds:.0f}", "-timeout=30", "-rss_limit_mb=3500"]
    more = [f"-max_len={_MOST}", f"-artifact_prefix={failures}-", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, *more, str(folder)], attempt_quietly)
    atheris.Fuzz()


def attempt_quietly(content: bytes) -> None:
    """Do the same as `attempt`, for a caller that wants no answer.

    Raises:
        AssertionError: A refusal is told in several lines.
    """
    if attempt(content) == "refused in several lines":
        raise AssertionError("refused in several lines")


def main() -> int:
    """Run from the command line, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seeds", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument(
        "--failures", type=Path, default=Path(tempfile.gettempdir()) / "fuzz-failures"
    )
    parser.add_argument("--atheris", action="store_true")
    given = parser.parse_args()
    files = [path for each in given.seeds for path in sorted(each.rglob("*")) if path.is_file()]
    corpus = [*seeds().values(), *(path.read_bytes()[:_MOST] for path in files)]
    if given.atheris:
        guided(corpus, min(given.seconds, 1e6), given.failures)
        return 0
    return 1 if by_chance(corpus, given.runs, given.seconds, given.seed, given.failures) else 0


if __name__ == "__main__":
    sys.exit(main())
