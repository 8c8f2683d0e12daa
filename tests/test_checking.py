"""One pass over any sources gives what reading, validating and summarising give one by one."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

import aidtrack
from aidtrack import Style, UnknownName, UnreadableManifest

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
    assert check.findings.counts()["AT707"] == 2


def test_misuse_raises() -> None:
    with pytest.raises(UnreadableManifest):
        aidtrack.check("nowhere.csv")
    with pytest.raises(UnknownName):
        aidtrack.check(io.BytesIO(TABLE), by=["colour"])
    with pytest.raises(UnknownName):
        aidtrack.check(io.BytesIO(TABLE), profiles=["nobody"])
    with pytest.raises(TypeError):
        aidtrack.validate(5)
