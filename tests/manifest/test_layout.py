"""Where the header stands, and which rows below it are lines."""

from __future__ import annotations

import pytest

from aidtrack.findings import Skipped
from tests.manifest.reading import lines_of, remarks, rows

HEADER = "line,description,quantity,remarks\n"


@pytest.mark.parametrize("above", [0, 1, 5, 58])
def test_titles_may_stand_above_the_header(above: int) -> None:
    lines = lines_of("Manifest of donated goods,,,\n" * above + HEADER + "1,tent,5 each,\n")
    assert lines.sources[0].header_row == above + 1
    assert rows(lines, "row") == [above + 2]


def test_a_table_of_one_column_needs_one_header() -> None:
    assert rows(lines_of("quantity\n5 each\n6 each\n"), "row") == [2, 3]


def test_one_known_header_in_a_wider_table_is_not_enough() -> None:
    assert remarks(lines_of("quantity,alpha,beta\n5 each,1,2\n")) == ["AT131"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,,", "blank"),
        ("  , ,,", "blank"),
        (HEADER.strip(), "header repeated"),
        ("#meta+line,#item+name,#item+qty,#meta+remarks", "HXL hashtags"),
        (",Subtotal medicine,12,", "subtotal"),
        ("Sous-total,,12,", "subtotal"),
        (",TOTAL,12,", "total"),
        ("Grand total:,,12,", "total"),
        (",Total général,12,", "total"),
        ("TOTAL,,12 each,all lines", "total"),
    ],
)
def test_rows_that_are_no_lines_are_left_out_and_said(row: str, reason: str) -> None:
    lines = lines_of(f"{HEADER}1,tent,5 each,\n{row}\n2,rice,7 t,\n")
    assert rows(lines, "row") == [2, 4]
    assert lines.sources[0].skipped_rows == (Skipped(3, reason),)
    (remark,) = [each for each in lines.remarks if each.code == "AT137"]
    assert remark.message == f"not read as lines: {reason}: row 3"


@pytest.mark.parametrize(
    "row",
    [
        "2,Total parenteral nutrition,7 bag,",
        "2,Summer tents,7 each,",
        "2,subcutaneous needles,7 each,",
        "#7,tent,7 each,urgent",
        "line,tent,7 each,",
    ],
)
def test_rows_that_only_look_so_are_lines(row: str) -> None:
    lines = lines_of(f"{HEADER}1,tent,5 each,\n{row}\n")
    assert rows(lines, "row") == [2, 3]


def test_many_rows_left_out_are_listed_shortly() -> None:
    lines = lines_of(HEADER + ",,,\n" * 20 + "1,tent,5 each,\n")
    (remark,) = [each for each in lines.remarks if each.code == "AT137"]
    assert remark.message.endswith("row 2, 3, 4, 5, 6, 7, 8, 9 and 12 more")


def test_lines_without_a_reference_make_up_one_consignment_of_their_table() -> None:
    lines = lines_of("reference,item\nA-1,tent\n,rice\n,soap\n")
    assert rows(lines, "consignment") == ["A-1", "(standard input)", "(standard input)"]
    assert len(list(lines.consignments())) == 2


def test_a_second_row_may_part_the_names() -> None:
    header = "Goods,,Weight,,Packing\nDescription,Qty,Gross,Net,No. of cartons\n"
    lines = lines_of(header + "tent,5 each,12 kg,11 kg,2\n")
    assert rows(lines, "description", "quantity.unit", "gross_weight.unit") == [
        ("tent", "each", "kg")
    ]
    assert str(rows(lines, "net_weight")[0]) == "11.000000000"
    assert lines.sources[0].header_row == 2
    assert lines.sources[0].skipped_rows == (Skipped(1, "group header"),)
    assert "declared_gross_weight" not in lines.frame.columns


def test_two_rows_make_up_one_name() -> None:
    lines = lines_of("Item,Qty,Weight,\n,,gross,net\ntent,5 each,12 kg,11 kg\n")
    assert rows(lines, "description", "gross_weight.unit", "net_weight.unit") == [
        ("tent", "kg", "kg")
    ]
    assert rows(lines, "row") == [3]


def test_a_second_row_may_hold_the_units() -> None:
    lines = lines_of("item,qty,gross weight,value\n,pcs,kg,(EUR)\ntent,5,12.5,100\n")
    assert rows(lines, "quantity.unit", "gross_weight.unit", "value.unit") == [
        ("each", "kg", "EUR")
    ]
    assert lines.sources[0].skipped_rows == (Skipped(2, "units"),)


def test_a_line_that_is_all_units_of_others_is_a_line() -> None:
    assert rows(lines_of("item,qty,unit\nkg,5,kg\n"), "row") == [2]


def test_a_block_above_the_table_is_read_into_the_consignment() -> None:
    text = (
        "PACKING LIST,,,\nConsignee:,Ministry of Health,AWB no.:,057-12345675\n"
        "Reference: AID-7 / AWB 057-1,,Dispatched: 2021-04-28,\n"
        "Gross weight,22 t,Donor,Norway\n,,,\nitem,qty,batch,remarks\ntent,5 each,,\n"
    )
    lines = lines_of(text)
    (consignment,) = lines.consignments()
    assert consignment.reference == "AID-7"
    assert consignment.waybill == "057-12345675"
    assert consignment.consignee is not None
    assert consignment.consignee.name == "Ministry of Health"
    assert str(consignment.declared_gross_weight) == "22 t"
    assert consignment.donor is not None
    assert consignment.donor.country == "NO"
    use = lines.sources[0].column_of("donor")
    assert use is not None
    assert (use.column, use.row, use.header) == ("D", 4, "Donor")


def test_a_column_of_the_table_goes_before_the_block_above() -> None:
    lines = lines_of("Donor:,Norway\n\ndonor,item,qty\nFrance,tent,5 each\n")
    assert rows(lines, "donor_country") == ["FR"]


def test_a_weight_above_the_table_is_no_weight_of_its_lines() -> None:
    lines = lines_of("Gross weight: 22 t,\n\nitem,qty\ntent,5 each\nrice,7 t\n")
    assert "gross_weight" not in lines.frame.columns
    assert rows(lines, "declared_gross_weight.unit") == ["t", "t"]


def test_several_tables_of_a_sheet_are_read_each_by_its_header() -> None:
    text = "item,qty\ntent,5 each\n\nMedicines\nINN,Quantity,Batch\namoxicillin,100 pack,A1\n"
    lines = lines_of(text)
    assert [source.header_row for source in lines.sources] == [1, 5]
    assert rows(lines, "row", "inn", "batch") == [(2, None, None), (6, "amoxicillin", "A1")]
    assert [len(source.skipped_rows) for source in lines.sources] == [0, 2]


def test_rows_below_the_total_that_say_little_are_no_lines() -> None:
    text = "item,qty\ntent,5 each\nTOTAL,5 each\n\nSigned: the storekeeper,\nmasks,7 each\n"
    assert rows(lines_of(text), "row") == [2, 6]


def test_a_row_without_anything_that_is_read_is_no_line() -> None:
    text = "item,qty,latitude\ntent,5 each,27.1\n,,27.2\n#N/A,#N/A,#N/A\n"
    lines = lines_of(text)
    assert rows(lines, "row") == [2]
    assert [skip.reason for skip in lines.sources[0].skipped_rows] == [
        "nothing in the columns that are read", "nothing but error values",
    ]  # fmt: skip


def test_ditto_marks_repeat_the_cell_above() -> None:
    lines = lines_of('donor,item,qty\nFrance,tent,5 each\n"""",mask,do.\nIdem,,6 each\n')
    assert rows(lines, "donor_country", "quantity.text") == [
        ("FR", "5 each"), ("FR", "5 each"), ("FR", "6 each"),
    ]  # fmt: skip
    assert remarks(lines).count("AT144") == 2


def test_columns_tell_themselves_only_where_they_cannot_be_mistaken() -> None:
    lines = lines_of("pulse oximeter,150 each,12 kg,2026\npatient monitor,20 each,90 kg,2027\n")
    assert rows(lines, "description", "quantity.unit", "gross_weight.unit") == [
        ("pulse oximeter", "each", "kg"), ("patient monitor", "each", "kg"),
    ]  # fmt: skip
    assert "AT146" in remarks(lines)
    for unclear in (
        "tent,150,12\nrice,20,90\n",
        "tent,rope,5 each,6 each\nrice,bag,1 each,2 each\n",
    ):
        assert remarks(lines_of(unclear)) == ["AT131"]


@pytest.mark.parametrize(
    ("total", "said"),
    [
        ("TOTAL,25 each,100 kg", []),
        ("TOTAL,25,0.1 t", []),
        ("TOTAL,26 each,100 kg", ["the total is 26 each, but its lines add up to 25"]),
        (
            "TOTAL,45 each,100 kg",
            ["the total 45 each counts the subtotals in it twice: its lines are 25"],
        ),
    ],
)
def test_the_sheets_own_totals_are_checked(total: str, said: list[str]) -> None:
    first = "item,qty,gross weight\ntent,20 each,40 kg\nSubtotal,20 each,\n"
    lines = lines_of(f"{first}rice,5 each,60 kg\n{total}\n")
    assert len(lines) == 2
    assert [each.message for each in lines.remarks if each.code in ("AT140", "AT718")] == said


def test_a_sum_without_a_last_digit_is_shown_with_nine() -> None:
    lines = lines_of("item,qty,gross weight\ntent,1 each,47 kg\nTOTAL,1 each,104 lb\n")
    (said,) = [each.message for each in lines.remarks if each.code == "AT140"]
    assert said == "the total is 104 lb, but its lines add up to 103.617263227"


def test_a_total_over_what_cannot_be_read_is_not_judged() -> None:
    lines = lines_of("item,qty\ntent,many\nrice,5 each\nTOTAL,99 each\n")
    assert not {"AT140", "AT718"} & set(remarks(lines))


@pytest.mark.parametrize(
    ("last", "total", "reason"),
    [
        ("many", "99 each", "1 of them cannot be read"),
        ("5 each", "12 blorps", "it is no number that can be read"),
        ("", "9 each", None),
    ],
)
def test_a_total_that_is_not_compared_is_said(last: str, total: str, reason: str | None) -> None:
    lines = lines_of(f"item,qty\ntent,9 each\nrice,{last}\nTOTAL,{total}\n")
    said = [each for each in lines.remarks if each.code == "AT137" and "compared" in each.message]
    message = f"the total {total} is not compared with its lines: {reason}"
    assert [each.message for each in said] == ([message] if reason else [])
    assert [str(each.place.cell) for each in said] == (["B4"] if reason else [])


def test_a_total_of_what_no_line_states_is_said() -> None:
    lines = lines_of("item,qty,gross weight\ntent,9 each,\nTOTAL,9 each,12 kg\n")
    assert "no line states its gross weight" in str([each.message for each in lines.remarks])


def test_notes_are_no_table() -> None:
    assert remarks(lines_of("Notes\nPlease call before delivery.\n")) == ["AT131"]


def test_another_consignment_may_have_the_same_columns() -> None:
    table = "Reference: {},,\nDescription,Quantity (pcs),Gross weight (kg)\n{},3,10\n"
    lines = lines_of(table.format("G-1", "Tent") + ",,\n" + table.format("G-2", "Rope"))
    assert rows(lines, "consignment", "description") == [("G-1", "Tent"), ("G-2", "Rope")]


def test_what_the_letterhead_says_beside_a_column_is_said() -> None:
    lines = lines_of("Donor:,WHO\n\ndonor,item,qty\nMSF,tent,5 each\n,rope,6 each\n")
    assert rows(lines, "donor") == ["MSF", None]
    (said,) = [each for each in lines.remarks if each.code == "AT134"]
    assert said.message == "'Donor:' says 'WHO' for the whole; the column 'donor' is read instead"
