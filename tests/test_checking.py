"""One pass over any sources gives what reading, validating and summarising give one by one."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import aidtrack
from aidtrack import Style, UnknownName, UnreadableManifest
from aidtrack.lines import join_lines

TODAY = date(2026, 11, 22)
TABLE = b"reference,line,item,qty,weight,expiry\nA-1,1,tent,5 each,12 kg,02/03/2026\n"


def test_it_is_reading_validating_and_summarising(shared_data: Path) -> None:
    path = shared_data / "messy" / "flat.csv"
    check = aidtrack.check(path, by=["donor"], today=TODAY)
    lines = aidtrack.read(path)
    findings = aidtrack.validate(lines, today=TODAY)
    assert list(map(str, check.findings)) == list(map(str, findings))
    assert check.summary == aidtrack.summarise(lines, by=["donor"])
    assert check.reading == findings.sources == lines.sources


def test_several_sources_are_told_apart(tmp_path: Path) -> None:
    names = []
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(TABLE)
        names.append(str(tmp_path / name))
    check = aidtrack.check(names)
    assert [source.file for source in check.reading] == names
    assert check.summary.total.lines == 2
    assert check.summary.total.consignments == 2


def test_options_of_reading_hold() -> None:
    check = aidtrack.check(
        io.BytesIO(TABLE.replace(b"item", b"what")),
        columns={"what": "description"},
        style=Style(date_order="dmy"),
        encoding="utf-8",
        profiles=["default"],
        rules=[rule for rule in aidtrack.RULES if rule.code == "AT402"],
        today=TODAY,
        by=["item"],
    )
    assert check.findings.counts() == {"AT402": 1}
    assert check.summary.groups[0].key == {"item": "tent"}


def test_documents_of_one_consignment_are_compared() -> None:
    other = TABLE.replace(b"12 kg", b"13 kg")
    sources = []
    for name, content in (("invoice.csv", TABLE), ("list.csv", other)):
        stream = io.BytesIO(content)
        stream.name = name
        sources.append(stream)
    check = aidtrack.check(sources, same_consignment=True)
    (finding,) = check.findings.of_rule("AT707")
    assert finding.message == "the gross weight is 13 kg in list.csv, but 12 kg in invoice.csv"
    assert [place.file for place in finding.places] == ["list.csv", "invoice.csv"]


def test_misuse_raises() -> None:
    with pytest.raises(UnreadableManifest):
        aidtrack.check("nowhere.csv")
    with pytest.raises(UnknownName):
        aidtrack.check(io.BytesIO(TABLE), by=["colour"])
    with pytest.raises(UnknownName):
        aidtrack.check(io.BytesIO(TABLE), profiles=["nobody"])
    with pytest.raises(TypeError):
        aidtrack.validate(5)


@pytest.mark.parametrize("source", [3, b"item,qty\n", [b"item,qty\n"], None], ids=repr)
def test_a_source_is_a_path_or_a_stream(source: Any) -> None:
    with pytest.raises(TypeError, match="expected a path, a stream of bytes, or a list of them"):
        aidtrack.check(source)


def test_streams_without_a_name_are_told_apart() -> None:
    other = TABLE.replace(b"12 kg", b"13 kg")
    check = aidtrack.check([io.BytesIO(TABLE), io.BytesIO(other)], same_consignment=True)
    assert [source.file for source in check.reading] == ["(standard input)", "(stream 2)"]
    (finding,) = check.findings.of_rule("AT707")
    assert [place.file for place in finding.places] == ["(stream 2)", "(standard input)"]
    assert aidtrack.check([io.BytesIO(TABLE)] * 1).reading[0].file == "(standard input)"
    apart = aidtrack.check([io.BytesIO(TABLE), io.BytesIO(TABLE)])
    assert apart.summary.total.consignments == 2


def test_a_file_that_is_read_again_is_another_document() -> None:
    lines = join_lines(aidtrack.read(io.BytesIO(TABLE)) for _ in range(2))
    assert [source.file for source in lines.sources] == ["(standard input)"] * 2
    assert aidtrack.summarise(lines).total.consignments == 2
