"""Whatever order the rows of a file come in, the same findings are known again."""

from __future__ import annotations

import io
import json
import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.findings import Findings
from aidtrack.lines import Lines
from aidtrack.manifest import read
from aidtrack.model import Consignment
from aidtrack.profiles import baseline_of, read_baseline
from aidtrack.validation import validate
from tests.properties.strategies import consignments, few
from tests.properties.test_batches import csv_of

TODAY = date(2026, 11, 22)
LETTERHEAD = b"""Reference,A-1
Date of dispatch,2026-11-09
Expected arrival,2026-10-19
Air waybill,555-12345674
Donor country,Atlantis

line,item,quantity
"""
ITEMS = [f"{number},monitor {number},{number} each\n".encode() for number in range(1, 17)]


def marks(findings: Findings) -> Counter[str]:
    return Counter(finding.fingerprint for finding in findings)


def table_of(consignment: Consignment) -> tuple[list[str], list[list[str]]]:
    """Return a consignment as a table whose lines are numbered and whole."""
    texts = Lines.of(consignment).frame
    names = [name for name in texts.columns if name.endswith(".text")]
    kept = [name for name in names if name != "line.text" and texts[name].null_count() < len(texts)]
    rows = [
        [str(number), *("" if text is None else text for text in row)]
        for number, row in enumerate(texts.select(kept).iter_rows(), start=1)
    ]
    return ["line", *(name.removesuffix(".text") for name in kept)], rows


@given(consignments(unreadable=True), st.randoms(use_true_random=False))
@few
def test_a_shuffle_changes_no_fingerprint(consignment: Consignment, chance: random.Random) -> None:
    headers, rows = table_of(consignment)
    moved = rows.copy()
    chance.shuffle(moved)
    before = validate(read(io.BytesIO(csv_of(headers, rows))), today=TODAY)
    after = validate(read(io.BytesIO(csv_of(headers, moved))), today=TODAY)
    assert marks(after) == marks(before)


@pytest.mark.parametrize("batch", [1, 3, 100])
def test_what_stands_above_the_table_is_said_once_with_its_lines(batch: int) -> None:
    lines = read(io.BytesIO(LETTERHEAD + b"".join(ITEMS)))
    findings = validate(lines, today=TODAY, batch=batch)
    once = ("AT213", "AT405", "AT501")
    assert {code: findings.counts().get(code) for code in once} == dict.fromkeys(once, 1)
    (finding,) = findings.of_rule("AT405")
    assert finding.message == (
        "arrival on 2026-10-19 is before dispatch on 2026-11-09 (16 lines concerned)"
    )
    assert [place.cell for place in finding.places] == ["B3", "B2"]
    assert (finding.consignment, finding.line) == ("A-1", None)


def test_it_is_said_of_each_consignment() -> None:
    head = b"Date of dispatch,2026-11-09\nExpected arrival,2026-10-19\n\nreference,line,item\n"
    rows = b"A-1,1,tent\nA-1,2,stove\nB-2,1,tent\n"
    (first, second) = validate(read(io.BytesIO(head + rows)), batch=2).of_rule("AT405")
    assert first.message.endswith("(2 lines concerned)")
    assert "concerned" not in second.message
    assert [first.consignment, second.consignment] == ["A-1", "B-2"]


def test_a_baseline_knows_a_file_again_whose_rows_have_moved(tmp_path: Path) -> None:
    columns = (
        b"reference,line,item,waybill,dispatched,expected,origin,destination,recipient country,"
        b"container number\n"
    )
    rows = [
        b"A-1,%d,tent %d,555-12345674,2026-11-0%d,2026-10-19,Delhi,%s,%s,CSQU3054384\n" % each
        for each in (
            (1, 1, 1, b"Delhi", b"IN"), (2, 2, 2, b"Mumbai", b"NP"), (3, 3, 3, b"Delhi", b"IN")
        )
    ]  # fmt: skip
    before = validate(read(io.BytesIO(columns + b"".join(rows))), today=TODAY)
    after = validate(read(io.BytesIO(columns + b"".join(reversed(rows)))), today=TODAY)
    assert {"AT205", "AT212", "AT213", "AT405", "AT513", "AT514"} <= before.counts().keys()
    path = tmp_path / "known.json"
    path.write_text(json.dumps(baseline_of(before, "looked at")), encoding="utf-8")
    left = after.without(read_baseline(path))
    assert left.counts() == {}
    assert not left.unmatched
