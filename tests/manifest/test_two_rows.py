"""Headers of two rows: groups over parts, and units below names."""

from __future__ import annotations

import pytest

from tests.manifest.reading import lines_of, rows

GOODS = "1,tent,5,pcs,30,29,2\n"
READ = ("1", "tent", "each", "30.000000000", "29.000000000", "kg", "m3")


@pytest.mark.parametrize(
    "header",
    [
        "No,Description,Qty,UoM,Weight (kg),,Volume\n,,,,Gross,Net,m3\n",
        "No,Description,Qty,UoM,Weight,,Volume\n,,,,Gross (kg),Net (kg),(m3)\n",
        "No,Description,Quantity,,Weight [kg],,Volume\n,,Number,Unit,Gross,Net,m³\n",
        "N°,Désignation,Quantité,,Poids (kg),,Volume (m3)\n,,Nombre,Unité,Brut,Net,\n",
        "N°,Désignation,Quantité,,Poids,,Volume\n,,Nbre,Unité,Brut (kg),Net (kg),m3\n",
        "Nº,Descripción,Cantidad,,Peso (kg),,Volumen\n,,Número,Unidad,Bruto,Neto,m3\n",
    ],
)
def test_two_rows_name_the_columns_together(header: str) -> None:
    lines = lines_of(header + GOODS)
    names = ("line", "description", "quantity.unit", "gross_weight", "net_weight")
    (read,) = rows(lines, *names, "net_weight.unit", "volume.unit")
    assert tuple(map(str, read)) == READ
    assert [str(each) for each in rows(lines, "quantity")] == ["5.000000000"]


def test_a_line_below_the_header_is_no_second_row() -> None:
    text = "description,quantity,unit,volume\ntent,,pcs,2 m3\nrope,5,pcs,1 m3\n"
    assert rows(lines_of(text), "row") == [2, 3]


def test_a_number_in_a_group_that_counts_nothing_is_that_of_the_line() -> None:
    lines = lines_of("Goods,,Quantity\nNo,Description,\n7,tent,5 each\n")
    assert rows(lines, "line", "description", "quantity.unit") == [("7", "tent", "each")]
