"""Rows among the lines that are no goods: carried sums, charges, headings, signatures."""

from __future__ import annotations

import io
from decimal import localcontext

import pytest
import xlsxwriter

from tests.manifest.reading import lines_of, remarks, rows

CARRIED = "reference,description,quantity,gross weight (kg)\nA-1,tent,5 each,150\n"
INVOICE = "description,quantity,unit price (EUR),amount (EUR)\nblanket,20 each,5,100\n"
NUMBERED = "no,description,quantity,gross weight (kg)\n"


def left_out(content: str) -> dict[int, str]:
    """Return the rows that were left out, and why."""
    (source,) = lines_of(content).sources
    return {int(skip.name): skip.reason for skip in source.skipped_rows}


@pytest.mark.parametrize(
    "label",
    [
        "Carried forward", "CARRIED FORWARD:", "Carried over to page 2", "Brought forward",
        "Balance brought forward", "Total carried forward", "b/f", "Report", "À reporter",
        "Report de la page 1", "Sous-total à reporter", "Suma y sigue", "Suma anterior", "Vienen",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", [0, 1])
def test_what_a_page_carries_over_is_no_goods(label: str, place: int) -> None:
    row = ",".join([label, ""] if place == 0 else ["", label])
    text = f"{CARRIED}{row},5 each,150\nA-1,rope,1 each,50\nTOTAL,,6 each,200\n"
    assert left_out(text) == {3: "carried over", 5: "total"}
    assert "AT140" not in remarks(lines_of(text))


@pytest.mark.parametrize(
    "row",
    ["A-1,Report,5 each,150", "A-1,Report on tents,5 each,150", ",Report,,", ",Van,1 each,900"],
)
def test_goods_with_such_a_name_are_lines(row: str) -> None:
    assert rows(lines_of(f"{CARRIED}{row}\nA-1,rope,1 each,50\n"), "row") == [2, 3, 4]


@pytest.mark.parametrize("text", ["Page 1 of 2", "page 1/2", "Page 3", "Página 1 de 2"])
def test_the_number_of_a_page_is_no_line(text: str) -> None:
    assert left_out(f"{CARRIED}{text},,,\nA-1,rope,1 each,50\n") == {3: "number of a page"}


@pytest.mark.parametrize(
    "label",
    [
        "Freight", "Sea freight", "Insurance", "Freight & insurance", "Packing charges",
        "Handling", "Rounding", "VAT 20%", "Fret", "Assurance", "Frais de port", "TVA (20 %)",
        "Flete", "Seguro", "Gastos de embalaje", "IVA 16 %",
    ],
)  # fmt: skip
def test_charges_are_no_goods_and_are_in_the_total(label: str) -> None:
    for total, said in (("150", 0), ("100", 0), ("151", 1)):
        text = f"{INVOICE}{label},,,50\nTOTAL,,,{total}\n"
        assert left_out(text) == {3: "charge", 4: "total"}
        assert remarks(lines_of(text)).count("AT140") == said


@pytest.mark.parametrize("label", ["Discount", "Less discount", "Remise", "Descuento 5%"])
@pytest.mark.parametrize("amount", ["20", "-20"])
def test_what_is_taken_off_is_reckoned_so(label: str, amount: str) -> None:
    text = f"{INVOICE}{label},,,{amount}\nTOTAL,,,80\n"
    assert left_out(text) == {3: "charge", 4: "total"}
    assert "AT140" not in remarks(lines_of(text))


def test_charges_are_reckoned_exactly_whatever_the_context() -> None:
    text = f"{INVOICE}Freight,,,50.25\nRemise,,,100000.5\nTOTAL,,,-99850.25\n"
    with localcontext(prec=3):
        assert "AT140" not in remarks(lines_of(text))


def test_a_total_that_is_wrong_with_and_without_the_charges_says_both() -> None:
    (said,) = [
        each.message
        for each in lines_of(f"{INVOICE}Freight,,,50\nTOTAL,,,160\n").remarks
        if each.code == "AT140"
    ]
    assert said == "the total is 160, but its lines add up to 100, and with the charges to 150"


def test_a_charge_that_cannot_be_read_leaves_the_total_unjudged() -> None:
    text = f"{INVOICE}Freight,,,50 or 60?\nFreight,,,5/6\nTOTAL,,,999\n"
    assert "AT140" not in remarks(lines_of(text))


@pytest.mark.parametrize(
    "row",
    ["Insurance forms,,,50", "Freight,1 each,50,50", "Packing,,,50", "Frais,,,50", "Freight,,,"],
)
def test_what_may_be_goods_is_no_charge(row: str) -> None:
    assert left_out(f"{INVOICE}{row}\n") == {}


@pytest.mark.parametrize(
    "heading", ["Shelter,,,", "A. SHELTER,,,", ",Eau et assainissement:,,", ",Agua,,"]
)
def test_a_text_alone_above_goods_heads_them(heading: str) -> None:
    goods = "1,tent,5 each,150\n"
    text = f"{NUMBERED}{heading}\n{goods}{heading}\n,,,\n{heading}\n{goods}"
    assert left_out(text) == {
        2: "group header", 4: "group header", 5: "blank", 6: "group header",
    }  # fmt: skip
    assert rows(lines_of(text), "line") == ["1", "1"]


@pytest.mark.parametrize(
    "text",
    [
        # Goods whose figures are missing: nothing tells that they head others.
        "description,quantity,gross weight (kg)\ntent,,\nrope,5 each,12\n",
        f"{NUMBERED}1,tent,,\n2,rope,5 each,12\n",
        # Nothing follows, or nothing with figures.
        f"{NUMBERED}1,rope,5 each,12\nShelter,,,\n",
        f"{NUMBERED}1,rope,5 each,12\nShelter,,,\nTOTAL,,5 each,12\n",
        f"{NUMBERED}Shelter,,,\n1,rope,,\n",
        "description,quantity,remarks\n,,urgent goods\nrope,5 each,\n",
    ],
)
def test_what_may_be_goods_heads_nothing(text: str) -> None:
    assert "group header" not in left_out(text).values()


def test_a_text_over_several_cells_heads_the_goods_below() -> None:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["description", "quantity", "gross weight (kg)"])
        sheet.merge_range(1, 0, 1, 2, "Shelter")
        sheet.write_row(2, 0, ["tent", "5 each", 150])
    lines = lines_of(output.getvalue())
    assert rows(lines, "row") == [3]
    assert lines.sources[0].skipped_rows[0].reason == "group header"


@pytest.mark.parametrize(
    "row",
    [
        "Prepared by: J. Smith,,,", "Fait à Lyon le 10/11/2026,,,Signature",
        "Authorised signature: ____,,,", ",Elaborado por:,,Firma:", "Reçu par,,Date: 10/11/2026,",
    ],
)  # fmt: skip
@pytest.mark.parametrize("above", ["", ",,,\n", "TOTAL,,5 each,150\n,,,\n"])
def test_signatures_are_no_lines(row: str, above: str) -> None:
    text = f"{NUMBERED}1,tent,5 each,150\n{above}{row}\n"
    assert rows(lines_of(text), "row") == [2]
    assert "below the table" in left_out(text).values()


@pytest.mark.parametrize("row", ["2,Signature pads,5 each,12", "2,Sign boards,,", "2,Stamp,,"])
def test_goods_that_sound_like_signatures_are_lines(row: str) -> None:
    assert rows(lines_of(f"{NUMBERED}1,tent,5 each,150\n{row}\n"), "row") == [2, 3]
