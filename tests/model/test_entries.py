"""Entries: what they refuse, their one JSON, and the hash that names them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from aidtrack import UnknownName, identify
from aidtrack.model import Consignment, Item, MedicinePack, Monitor, OxygenUnit
from aidtrack.model.entries import (
    ENTRIES,
    Dispatch,
    Document,
    Part,
    Pledge,
    Receipt,
    ReceivedLine,
    Reversal,
    Witness,
    entries_of_rows,
    line_names,
    read_entry,
)
from tests.properties.strategies import consignments

HEAD: dict[str, Any] = {"who": "a store", "when": "2021-04-30T09:00Z"}


def message(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return " ".join(each["msg"] for each in error.value.errors())


# --- When and who ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_", "held"),
    [
        ("2021-04-28T17:00+03:00", "2021-04-28T14:00:00Z"),
        ("2021-04-28T17:00:30.5Z", "2021-04-28T17:00:30.500000Z"),
        ("2021-04-28", "2021-04-28T00:00:00Z"),
        (" 2021-04-28 ", "2021-04-28T00:00:00Z"),
        (date(2021, 4, 28), "2021-04-28T00:00:00Z"),
        (datetime(2021, 4, 28, 17, tzinfo=timezone(timedelta(hours=3))), "2021-04-28T14:00:00Z"),
    ],
)
def test_instants_are_held_in_utc(given_: Any, held: str) -> None:
    receipt = Receipt(who="a store", when=given_, consignment="A-1")
    assert isinstance(receipt.when, datetime)
    assert receipt.when.tzinfo is UTC
    assert json.loads(receipt.canonical())["when"] == held


@pytest.mark.parametrize(
    "given_",
    ["2021-04-28T17:00", datetime(2021, 4, 28), "yesterday", 5, None, ""],  # noqa: DTZ001
)
def test_an_instant_needs_its_offset(given_: Any) -> None:
    with pytest.raises(ValidationError) as error:
        Receipt(who="a store", when=given_, consignment="A-1")
    assert "offset from UTC, such as 2021-04-28T17:00+03:00" in message(error)
    assert repr(given_) in message(error)


@pytest.mark.parametrize("given_", ["0001-01-01T00:00+14:00", "9999-12-31T23:00-02:00"])
def test_an_instant_lies_within_the_calendar(given_: str) -> None:
    with pytest.raises(ValidationError) as error:
        Dispatch(who="France", when=given_, consignment={"reference": "A-1"})
    assert "expected a time between the years 1 and 9999 in UTC" in str(error.value)


def test_a_witness_is_someone() -> None:
    assert Receipt(**HEAD, consignment="A-1").who == Witness(name="a store")
    assert str(Receipt(**HEAD | {"who": {"country": "IN"}}, consignment="A-1").who) == "IN"
    for nobody in ("", "N/A", {}, {"contact": "x"}):
        with pytest.raises(ValidationError):
            Receipt(**HEAD | {"who": nobody}, consignment="A-1")


# --- What has no meaning -----------------------------------------------------------------------


def test_a_list_needs_a_reference() -> None:
    with pytest.raises(ValidationError) as error:
        Dispatch(**HEAD, consignment=Consignment(lines=(Monitor(quantity="5 each"),)))
    assert "expected a dispatch with a reference" in message(error)


@pytest.mark.parametrize("kind", ["arrival", "clearance", "receipt", "distribution", "loss"])
def test_a_movement_needs_a_consignment(kind: str) -> None:
    for content in (WHOLE[kind] | {"consignment": " "}, HEAD):
        with pytest.raises(ValidationError) as error:
            read_entry({"entry": kind, **content})
        assert "consignment" in str(error.value)


def test_nothing_moves_less_than_nothing() -> None:
    with pytest.raises(ValidationError) as error:
        Part(line="1", quantity="-4 each")
    assert "expected a quantity of zero or more, got -4 each" in message(error)
    with pytest.raises(ValidationError):
        ReceivedLine(line="1", damaged="-1 kg")
    assert Part(line="1", quantity="0 each").quantity is not None


@pytest.mark.parametrize("name", ["", "abc", "0" * 63, "0" * 65, "G" * 64, "A" * 64])
def test_a_reversal_names_an_entry(name: str) -> None:
    with pytest.raises(ValidationError):
        Reversal(**HEAD, reverses=name, reason="a slip")


def test_a_reversal_says_why() -> None:
    with pytest.raises(ValidationError):
        Reversal(**HEAD, reverses="0" * 64, reason="  ")


def test_names_that_no_entry_has_are_refused() -> None:
    with pytest.raises(ValidationError):
        read_entry({"entry": "receipt", **WHOLE["receipt"], "quantity": "5 each"})
    with pytest.raises(ValidationError):
        Receipt(**HEAD | {"told": "rumour"}, consignment="A-1")
    with pytest.raises(ValidationError):
        Document(sha256="abc")


def test_entries_are_frozen() -> None:
    receipt = Receipt(**HEAD, consignment="A-1")
    with pytest.raises(ValidationError):
        setattr(receipt, "remarks", "x")  # noqa: B010 (mypy knows that it is read-only)
    assert hash(receipt) == hash(Receipt(**HEAD, consignment="A-1"))


# --- Canonical JSON and names ------------------------------------------------------------------


def test_canonical_bytes_are_pinned() -> None:
    """Names taken today are checked in ten years: no byte of this may ever change."""
    receipt = Receipt(
        **HEAD,
        reference="GRN 7",
        document=Document(title="reçu n° 7", issued="2021-04-30"),
        consignment="RU-IN-2021-04-29",
        lines=(ReceivedLine(line="2", accepted="1.50 t", batch="B 1", expiry="2027-06"),),
    )
    assert receipt.canonical().decode() == (
        '{"consignment":"RU-IN-2021-04-29","document":{"issued":"2021-04-30",'
        '"title":"reçu n° 7"},"entry":"receipt","lines":[{"accepted":{"unit":"t",'
        '"value":"1.50"},"batch":"B 1","expiry":"2027-06-30","line":"2"}],'
        '"reference":"GRN 7","told":"record","when":"2021-04-30T09:00:00Z",'
        '"who":{"name":"a store"}}'
    )
    assert identify(receipt).startswith("e9cd3a81c2879cc9")


def test_a_list_is_named_with_the_hash_of_its_lines() -> None:
    sent = Dispatch(**HEAD, consignment=Consignment(reference="A-1", lines=(Monitor(),)))
    content = json.loads(sent.canonical("0" * 64))
    assert content["lines"] == {"count": 1, "sha256": "0" * 64}
    assert content["consignment"] == {"reference": "A-1"}
    assert json.loads(sent.canonical())["consignment"]["lines"] == [{"kind": "monitor"}]


def test_every_part_of_what_is_said_makes_another_name() -> None:
    lines = (MedicinePack(quantity="5 pack", batch="B-1"), OxygenUnit(quantity="2 each"))
    sent = Dispatch(**HEAD, consignment=Consignment(reference="A-1", lines=lines))

    def with_lines(*goods: Any) -> Dispatch:
        return sent.revised(consignment=sent.consignment.revised(lines=goods))

    others = [
        sent.revised(who="another store"),
        sent.revised(when="2021-04-30T09:00:01Z"),
        sent.revised(told="report"),
        sent.revised(remarks="x"),
        sent.revised(pledge="P-1"),
        sent.revised(consignment=sent.consignment.revised(reference="A-2")),
        sent.revised(consignment=sent.consignment.revised(donor={"country": "RU"})),
        with_lines(*reversed(lines)),
        with_lines(lines[0]),
        with_lines(lines[0].revised(quantity="6 pack"), lines[1]),
        with_lines(lines[0].revised(batch="B-2"), lines[1]),
        with_lines(lines[0].revised(as_written={"expiry": "soon"}), lines[1]),
        with_lines(lines[0].revised(extra={"Ward": "3"}), lines[1]),
        Pledge(**HEAD, consignment=sent.consignment),
    ]
    names = [identify(each) for each in (sent, *others)]
    assert len(set(names)) == len(names)
    assert identify(sent.revised()) == names[0]


@given(consignments())
@settings(max_examples=15)
def test_lists_go_to_json_and_back(consignment: Consignment) -> None:
    whole = consignment.revised(reference=consignment.reference or "A-1")
    sent = Dispatch(**HEAD, consignment=whole)
    again = read_entry(sent.model_dump_json())
    assert again == sent
    assert again.canonical() == sent.canonical()
    assert identify(again) == identify(sent)


@given(
    st.sampled_from(["accepted", "rejected", "damaged", "missing", "excess", "substituted"]),
    st.decimals(0, 10**17, places=9),
    st.text(max_size=8),
)
def test_receipts_go_to_json_and_back(outcome: str, number: Any, text: str) -> None:
    line = ReceivedLine(
        line="1", reason=text, **{outcome: {"value": f"{number:f}", "unit": "each"}}
    )
    receipt = Receipt(**HEAD, consignment="A-1", lines=(line,))
    again = read_entry(receipt.canonical())
    assert again == receipt
    assert again.canonical() == receipt.canonical()


def test_there_is_a_door_for_every_kind() -> None:
    assert sorted(ENTRIES) == sorted(
        read_entry(each).entry for each in [{"entry": name, **WHOLE[name]} for name in ENTRIES]
    )
    with pytest.raises(ValidationError):
        read_entry({"entry": "rumour", **HEAD})


_MOVED = HEAD | {"consignment": "A-1"}
WHOLE: dict[str, dict[str, Any]] = {
    "pledge": HEAD | {"consignment": {"reference": "P-1"}},
    "dispatch": HEAD | {"consignment": {"reference": "A-1"}},
    "arrival": _MOVED,
    "clearance": _MOVED | {"status": "released"},
    "receipt": _MOVED,
    "distribution": _MOVED | {"place": "a district hospital"},
    "loss": _MOVED | {"stage": "store", "cause": "expired"},
    "return": _MOVED | {"back_to": "sender"},
    "reversal": HEAD | {"reverses": "0" * 64, "reason": "a slip"},
}


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_the_json_schema_describes_the_json(name: str) -> None:
    kind = ENTRIES[name]
    entry = read_entry({"entry": name, **WHOLE[name]})
    content = json.loads(entry.model_dump_json(exclude_none=True))
    assert content["who"] == {"name": "a store"}
    jsonschema.validate(content, kind.model_json_schema(mode="serialization"))
    read = kind.model_json_schema()
    jsonschema.validate(content, read)
    jsonschema.validate(content | {"who": "a store"}, read)


def test_what_an_entry_is_about() -> None:
    abouts = {name: read_entry({"entry": name, **each}).about for name, each in WHOLE.items()}
    assert abouts.pop("pledge") == "P-1"
    assert abouts.pop("reversal") is None
    assert set(abouts.values()) == {"A-1"}


def test_a_document_is_told_by_its_bytes() -> None:
    note = Document.of(b"received 60 of 100", title="GRN 17", publisher="a store")
    assert str(note) == "GRN 17 (a store)"
    assert note.sha256 != Document.of(b"received 61 of 100").sha256
    assert str(Document()) == "(untitled)"
    assert str(Document(address="https://example.org/1", issued="2021-05-01")) == (
        "https://example.org/1 (2021-05-01)"
    )


# --- Line names --------------------------------------------------------------------------------


@given(st.lists(st.sampled_from([None, "1", "2", "#1", "#3", "a"]), max_size=6))
def test_line_names_tell_lines_apart(numbers: list[str | None]) -> None:
    names = line_names(numbers)
    assert len(set(names)) == len(names) == len(numbers)
    for name, number in zip(names, numbers, strict=True):
        assert name == number or numbers.count(number) > 1 or number in (None, "#1", "#3")


# --- Flat tables -------------------------------------------------------------------------------


def test_rows_of_one_entry_are_one() -> None:
    rows = [
        {"entry": "dispatch", "who": "a donor", "when": "2021-04-28", "consignment": "A-1",
         "line": "1", "kind": "monitor", "quantity": "5 each", "packages": "2",
         "donor": "X", "title": "list 1"},
        {"entry": "dispatch", "who": "a donor", "when": "2021-04-28", "consignment": "A-1",
         "line": "2", "kind": "item", "category": "shelter", "quantity": "7 each",
         "donor": "X", "title": "list 1"},
        {"entry": "receipt", "who": "a store", "when": "2021-04-30", "consignment": "A-1",
         "line": "2", "quantity": "6 each", "damaged": "1 each", "reason": "wet", "place": ""},
        {"entry": "reversal", "who": "a store", "when": "2021-05-01", "reverses": "0" * 64,
         "reason": "a slip"},
    ]  # fmt: skip
    sent, came, back = entries_of_rows(rows)
    assert isinstance(sent, Dispatch)
    assert sent.document == Document(title="list 1")
    assert sent.consignment.donor is not None
    assert [each.line for each in sent.consignment.lines] == ["1", "2"]
    assert sent.consignment.lines[0].packaging is not None
    assert isinstance(sent.consignment.lines[1], Item)
    assert isinstance(came, Receipt)
    assert came.lines == (
        ReceivedLine(line="2", accepted="6 each", damaged="1 each", reason="wet"),
    )
    assert isinstance(back, Reversal)


def test_a_receipt_can_say_what_came() -> None:
    row = HEAD | {"entry": "receipt", "consignment": "A-1", "line": "9", "accepted": "5 each"}
    [came] = entries_of_rows([row | {"kind": "monitor", "description": "a monitor"}])
    assert isinstance(came, Receipt)
    assert came.lines[0].goods == Monitor(description="a monitor")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"entry": "recipt"}, "unknown kind of entry 'recipt'; did you mean 'receipt'"),
        ({}, "unknown kind of entry ''"),
        ({"entry": "receipt", "acepted": "5"}, "unknown column of a receipt 'acepted'"),
        ({"entry": "arrival", "line": "1", "amount": "5"}, "unknown column of a movement 'amount'"),
        ({"entry": "dispatch", "quantty": "5"}, "column of a dispatch 'quantty'; did you mean"),
        ({"entry": "reversal", "line": "1"}, "unknown column of a reversal 'line'"),
    ],
)
def test_columns_that_nothing_has_are_refused(row: dict[str, str], said: str) -> None:
    with pytest.raises(UnknownName) as error:
        entries_of_rows([row])
    assert said in str(error.value)
