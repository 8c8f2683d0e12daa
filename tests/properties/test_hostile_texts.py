"""No text in any cell makes reading, judging, adding or writing raise."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import aidtrack
from aidtrack.errors import UnreadableManifest
from aidtrack.lines import Lines
from aidtrack.model import FIELDS
from aidtrack.model.companion import COMPANIONS
from tests.properties.strategies import CELLS, few, tables
from tests.properties.test_batches import csv_of

TODAY = date(2026, 11, 22)
TEXTS = CELLS | st.text(max_size=30)


def everything_of(lines: Lines) -> None:
    """Do with lines all that can be done, and look at every finding."""
    findings = aidtrack.validate(lines, today=TODAY)
    assert sum(findings.counts().values()) == len([str(finding) for finding in findings])
    assert findings.to_frame().height == len(findings)
    assert json.loads(json.dumps([finding.to_dict() for finding in findings])) is not None
    summary = aidtrack.summarise(lines, by=("donor", "kind", "item", "month"))
    assert summary.total.lines == len(lines)
    assert summary.to_frame() is not None
    assert sum(len(each.lines) for each in lines.consignments()) == len(lines)
    for form in ("csv", "json"):
        again = aidtrack.read(io.BytesIO(aidtrack.write(lines, to=form).encode()))
        assert len(again) <= len(lines)


@given(tables())
def test_in_a_table(table: tuple[list[str], list[list[str]]]) -> None:
    headers, rows = table
    everything_of(aidtrack.read(io.BytesIO(csv_of(headers, rows))))


@pytest.mark.parametrize("name", [*FIELDS, *COMPANIONS])
def test_under_any_header(name: str) -> None:
    texts = [
        *("", "9**9**8 kg", "nan t", "1_000", "1e400", "-0", "٣٫٥ kg", "\x00", "🏥" * 50, "=1+1"),
        *("9" * 400, "1,200 kg", "02/03/2026", "See line 3", "N/A - later", "}{", "%s {0}", "\x1c"),
    ]
    rows = [[f"{place}", text] for place, text in enumerate(texts)]
    everything_of(aidtrack.read(io.BytesIO(csv_of(["line", name], rows))))


NAMES = st.sampled_from(
    [*FIELDS, *COMPANIONS, "source", "row", "consignment", "position", "extra.a", "a"]
)
VALUES: st.SearchStrategy[Any] = (
    TEXTS
    | st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.decimals()
    | st.dates()
    | st.datetimes()
    | st.lists(TEXTS, max_size=2)
)


@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=5), min_size=1, max_size=4))
@few
def test_in_rows(rows: list[dict[str, Any]]) -> None:
    everything_of(Lines.of(rows))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ("lines", "donor", "quantity", "value", "unit", "amount", "currency", "low", "high",
             "qualifier", "count", "type", "length", "width", "height", "packaging", "extra",
             "as_written", "storage", "serials", "declared_gross_weight", "id", "kind", "")
        )
        | TEXTS,
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(JSON)
@few
@example([{"lines": [{}]}])
@example({"lines": []})
@example({"extra": {"quantity": "5"}, "quantity": "6 each"})
def test_in_json(document: Any) -> None:
    content = json.dumps(document).encode()
    try:
        lines = aidtrack.read(io.BytesIO(content))
    except UnreadableManifest:
        assert not isinstance(document, dict)
        return
    everything_of(lines)


@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda text: text.encode("utf-16")))
@example(b"[" * 100_000)
@example(b'{"a":' * 100_000)
@example(b"[1e999999999]")
@example(b'[{"quantity": 1e999999999}]')
@example(b'{"quantity": ' + b"9" * 10_000 + b"}")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@example(b"\xff\xfea")
@example(b'"')
@example(b'line,quantity\n1,"' + b"x" * 1_000_001)
@example(b"line,quantity\r1,2\r")
@example(b"line\x00,quantity\n1\x00,2\n")
@example("line,quantity\n1,2\ud800".encode("utf-8", "surrogatepass"))
def test_as_a_whole_file(content: bytes) -> None:
    try:
        lines = aidtrack.read(io.BytesIO(content))
    except UnreadableManifest:
        return
    everything_of(lines)


@given(st.binary(max_size=60))
@few
def test_under_known_headers(content: bytes) -> None:
    head = b"line,description,quantity,gross_weight,expiry\n"
    try:
        lines = aidtrack.read(io.BytesIO(head + content))
    except UnreadableManifest:
        return
    everything_of(lines)


@given(
    st.binary(max_size=60), st.sampled_from(["utf-8", "cp1252", "utf-16", "rot13", "idna", "zip"])
)
@few
def test_with_an_encoding_named(content: bytes, encoding: str) -> None:
    try:
        lines = aidtrack.read(io.BytesIO(b"line,quantity\n1," + content), encoding=encoding)
    except UnreadableManifest:
        return
    everything_of(lines)
