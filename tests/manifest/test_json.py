"""JSON of any shape that holds lines."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from aidtrack import UnreadableManifest
from tests.manifest.reading import lines_of, remarks, rows


def of(document: Any, **how: Any) -> Any:
    return lines_of(json.dumps(document, ensure_ascii=False), **how)


LINE = {"item": "tent", "qty": "5 each"}


@pytest.mark.parametrize(
    ("document", "count"),
    [
        (LINE, 1),
        ([LINE, LINE], 2),
        ({"id": "A-1", "lines": [LINE, LINE]}, 2),
        ([{"id": "A-1", "lines": [LINE]}, {"id": "A-2", "lines": [LINE, LINE]}], 3),
        ({"consignments": [{"id": "A-1", "lines": [LINE]}, {"id": "A-2", "lines": [LINE]}]}, 2),
        ({"data": {"consignments": [{"id": "A-1", "lines": [LINE]}]}}, 1),
        ({"envíos": [{"id": "A-1", "goods": [LINE, LINE]}]}, 2),
        ({"data": {"lines": [LINE, LINE]}}, 2),
    ],
)
def test_lines_stand_alone_or_in_consignments(document: Any, count: int) -> None:
    lines = of(document)
    assert rows(lines, "row") == list(range(1, count + 1))
    assert set(rows(lines, "description")) == {"tent"}
    assert lines.sources[0].header_row is None
    assert lines.sources[0].columns[-1].column is None


@pytest.mark.parametrize("document", [[], {}, {"lines": []}, [{}], [{"id": "A-1", "lines": []}]])
def test_nothing_is_a_finding(document: Any) -> None:
    lines = of(document)
    assert len(lines) == 0
    assert remarks(lines) == ["AT132"]


def test_numbers_of_json_have_a_point_by_definition() -> None:
    lines = lines_of('[{"pack size": 1.500, "weight": "1.500 kg"}, {"pack size": 2e3}]')
    assert rows(lines, "pack_size", "gross_weight") == [
        (Decimal("1.5"), None),
        (Decimal(2000), None),
    ]


def test_a_consignments_own_values_go_with_each_line() -> None:
    lines = of(
        {
            "id": "A-1",
            "donor": {"name": "WHO", "country": "CH"},
            "dispatched": "2026-03-02",
            "lines": [
                {"id": 7, "item": "tent"},
                {"id": 8, "item": "rice", "donor": {"country": "FR"}},
                {"id": 9, "item": "soap", "dispatched": "2026-03-09"},
            ],
        }
    )
    assert rows(lines, "reference", "line", "donor", "donor_country") == [
        ("A-1", "7", "WHO", "CH"),
        ("A-1", "8", None, "FR"),
        ("A-1", "9", "WHO", "CH"),
    ]
    assert [day.day for day in rows(lines, "dispatched")] == [2, 2, 9]


def test_values_are_read_in_the_form_that_models_dump_them() -> None:
    lines = of(
        [
            {
                "kind": "vaccine",
                "quantity": {"value": "1.500", "unit": "t"},
                "value": {"amount": "5.125", "currency": "USD"},
                "storage": {"low": "-25", "high": "-15.500"},
                "packaging": {
                    "count": "2",
                    "type": "pallet",
                    "levels": [{"count": 2, "type": "pallet"}, {"count": 40, "type": "carton"}],
                    "dimensions": {
                        "length": {"value": "1.250", "unit": "m"},
                        "width": {"value": "0.8", "unit": "m"},
                        "height": {"value": "100", "unit": "cm"},
                    },
                },
                "serials": ["a", "b"],
                "declared_gross_weight": {
                    "qualifier": "over",
                    "value": {"value": "22", "unit": "t"},
                },
                "declared_packages": {"qualifier": "exactly", "value": "1.500"},
                "gross_weight": None,
                "net_weight": {"value": None, "unit": "kg"},
                "extra": {"colour": "red", "quantity": "own"},
                "as_written": {"expiry": "soon"},
            }
        ]
    )
    assert rows(lines, "quantity", "quantity.unit", "value") == [
        (Decimal("1.5"), "t", Decimal("5.125"))
    ]
    (consignment,) = lines.consignments()
    (line,) = consignment.lines
    assert str(line.packaging.dimensions) == "1.2500 m x 0.8 m x 100 cm"
    assert [str(level.type) for level in line.packaging.levels] == ["pallet", "carton"]
    assert str(line.storage) == "-25 to -15.5 °C"
    assert line.serials == ("a", "b")
    assert (line.gross_weight, line.net_weight) == (None, None)
    assert line.extra == {"colour": "red", "quantity (2)": "own"}
    assert line.as_written == {"expiry": "soon"}
    assert str(consignment.declared_gross_weight) == "over 22 t"
    assert str(consignment.declared_packages) == "1.500"


@pytest.mark.parametrize(
    ("storage", "shown"),
    [({"low": "2", "high": None}, "2 °C or above"), ({"high": "25"}, "up to 25 °C"), ({}, None)],
)
def test_a_range_may_be_open(storage: Any, shown: str | None) -> None:
    lines = of([{"kind": "vaccine", "item": "BCG", "storage": storage}])
    if shown is None:
        assert not lines.has("storage")
    else:
        assert rows(lines, "storage") == [shown]


def test_objects_within_objects_are_columns_of_their_own() -> None:
    lines = of([{"item": "tent", "size": {"of": {"door": 3}}, "tags": [1, [2]], "new": True}])
    assert rows(lines, "extra.size of door", "extra.tags", "extra.new") == [("3", "1, 2", "yes")]
    lines = of([{"item": "tent", "tags": [{"a": 1}, None]}])
    assert rows(lines, "extra.tags") == ['{"a": "1"}']


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"a":', r"not JSON: Expecting value in line 1, column 6"),
        ('{"a": 1', r"not JSON: Expecting ',' delimiter in line 1, column 8"),
        ('[{"a": 1}, 2]', "expected an object or a list of objects"),
        ('[{"a": "b"}, null]', "expected an object or a list of objects"),
        ('{"a":' * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_json_of_objects_is_refused(content: str, message: str) -> None:
    with pytest.raises(UnreadableManifest, match=message):
        lines_of(content)


def test_a_byte_order_mark_and_utf_16_are_no_hindrance() -> None:
    text = json.dumps([LINE])
    for content in (text.encode("utf-8-sig"), text.encode("utf-16"), b" \n" + text.encode()):
        assert rows(lines_of(content), "description") == ["tent"]


def test_what_a_wrapper_says_goes_with_each_consignment_that_says_nothing_else() -> None:
    first, second = (
        {"reference": "A-1", "lines": [LINE]},
        {"reference": "A-2", "donor": "MSF", "lines": [LINE]},
    )
    lines = of({"donor": "WHO", "consignments": [first, second, {"reference": "A-3", "lines": []}]})
    assert rows(lines, "consignment", "donor") == [("A-1", "WHO"), ("A-2", "MSF")]
    assert lines.sources[0].empty == ("A-3",)


def test_the_parts_of_a_line_are_no_lines() -> None:
    lot = {"lot": "L-1"}
    lines = of({"id": "A-1", "items": [LINE | {"lots": [lot, lot]}, LINE]})
    assert rows(lines, "description") == ["tent", "tent"]
