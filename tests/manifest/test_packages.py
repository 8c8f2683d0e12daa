"""What packages are, told by the header of their number."""

from __future__ import annotations

import io

import pytest

from aidtrack import read, validate


@pytest.mark.parametrize(
    ("header", "types"),
    [
        ("Cartons", ["carton", None, None]),
        ("No. of cartons", ["carton", None, None]),
        ("Cajas", ["carton", None, None]),
        ("Nombre de cartons", ["carton", None, None]),
        ("Nº de cajas", ["carton", None, None]),
        ("Pallets", ["pallet", None, None]),
        ("No. of boxes", ["carton", None, None]),
        ("Colis", [None, None, None]),
        ("Number of packages", [None, None, None]),
        ("packages", [None, None, None]),
    ],
)
def test_a_header_says_what_bare_numbers_count(header: str, types: list[str | None]) -> None:
    table = f"item,qty,{header}\ntent,5 each,2\nstove,5 each,3 pallets\nhose,1 each,\n"
    frame = read(io.BytesIO(table.encode())).frame
    found = frame["package_type"].to_list() if "package_type" in frame.columns else [None] * 3
    assert found == types


def test_a_column_of_types_says_it_instead() -> None:
    table = b"item,qty,Cartons,package type\ntent,5 each,2,pallet\nhose,1 each,4,\n"
    assert read(io.BytesIO(table)).frame["package_type"].to_list() == ["pallet", None]


def test_cartons_beside_a_quantity_are_asked_what_cartons_are_asked() -> None:
    table = b"item,qty,Cartons,gross weight (kg)\ntent,5 each,2,700\nstove,5 each,14,700\n"
    (heavy,) = validate(read(io.BytesIO(table))).of_rule("AT326")
    assert heavy.message == "700 kg in 2 carton is more than 50 kg for each"
    assert heavy.place.cell == "D2"
