"""The one table of fields: complete, unambiguous, and each read and written the same way."""

from __future__ import annotations

from collections import defaultdict

import pytest

from aidtrack.errors import UnknownName
from aidtrack.lines.schema import COLUMNS, value_columns
from aidtrack.model import FIELDS, KINDS, Consignment, Field, field_named
from aidtrack.model.companion import COMPANIONS, Companion
from aidtrack.text.fold import fold

EXAMPLES = {
    "quantity": "20 each", "date": "2026-03-02", "number": "12.5", "text": "some words",
    "amount of money": "1200.50 USD", "country": "CI", "HS code": "300490", "yes or no": "yes",
    "temperature range": "2 to 8 °C", "dimensions": "120 x 80 x 100 cm",
    "list of texts": "A1, A2", "packaging levels": "2 pallet > 40 carton",
}  # fmt: skip
BY_FIELD = {
    "gross_weight": "5.4 t", "net_weight": "5.4 t", "unit_weight": "5.4 t", "volume": "2.5 m3",
    "package_weight": "12 kg", "flow_rate": "10 L/min", "content": "40 L", "power": "350 W",
    "technology": "concentrator", "category": "ppe", "kind": "monitor", "mode": "air",
    "incoterm": "DAP", "declared_gross_weight": "over 22 t", "declared_packages": "about 300",
    "declared_value": "up to 5 USD",
}  # fmt: skip

ENTRIES: list[Field | Companion] = [*FIELDS.values(), *COMPANIONS.values()]


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS.keys())
def test_a_field_says_what_it_means_and_reads_what_it_writes(field: Field) -> None:
    assert field.description.endswith((".", "…"))
    text = BY_FIELD.get(field.name) or EXAMPLES[field.shape.name]
    parts = field.shape.read(text).unwrap()
    value = field.shape.join(parts)
    assert field.shape.write(value) == text
    assert field.shape.split(value) == parts
    assert len(parts) == len(value_columns(field))


def test_a_header_means_one_field_only() -> None:
    claims: dict[str, set[str]] = defaultdict(set)
    for name, entry in zip((*FIELDS, *COMPANIONS), ENTRIES, strict=True):
        for header in (name, *entry.headers, *getattr(entry, "yielding", ())):
            claims[fold(header)].add(name)
    assert {header: names for header, names in claims.items() if len(names) > 1} == {}
    assert "" not in claims


def test_no_field_lists_a_header_twice() -> None:
    for entry in ENTRIES:
        assert len(set(entry.headers)) == len(entry.headers)


def test_hxl_hashtags_are_used_once() -> None:
    tags = [entry.hxl for entry in ENTRIES if entry.hxl]
    assert all(tag.startswith("#") for tag in tags)
    assert len(tags) == len(set(tags))


def test_companions_complete_fields_that_have_units() -> None:
    for companion in COMPANIONS.values():
        assert companion.description.endswith(".")
        for name in companion.completes:
            assert f"{name}.unit" in value_columns(FIELDS[name])


def test_fields_of_some_kinds_say_which() -> None:
    assert FIELDS["technology"].kinds == ("oxygen_unit",)
    assert FIELDS["storage"].kinds == ("medicine_pack", "vaccine")
    assert set(FIELDS["power"].kinds) < set(KINDS)
    assert FIELDS["quantity"].kinds == ()


def test_a_row_has_one_donor() -> None:
    assert FIELDS["donor"].level == "consignment"
    assert FIELDS["donor"].path == ("donor", "name")
    assert FIELDS["packages"].path == ("packaging", "count")
    assert {field.level for field in FIELDS.values()} == {"consignment", "line"}


def test_an_unknown_field_is_refused_with_the_nearest_name() -> None:
    assert field_named("gross_weight") is FIELDS["gross_weight"]
    with pytest.raises(
        UnknownName, match=r"unknown field 'gros_weight'; did you mean 'gross_weight'"
    ):
        field_named("gros_weight")


def test_every_field_has_its_columns() -> None:
    for name in FIELDS:
        assert {name, f"{name}.text", f"{name}.state"} <= set(COLUMNS)
    assert Consignment.model_fields.keys() >= {"reference", "donor", "lines"}
