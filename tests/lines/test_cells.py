"""What is said of single cells, and once of whole columns."""

from __future__ import annotations

import io

import polars as pl
import pytest
import xlsxwriter

from aidtrack.lines import Lines
from aidtrack.manifest import read
from aidtrack.validation import validate


def found(code: str, *rows: dict[str, str]) -> list[str]:
    return [finding.message for finding in validate(Lines.of(rows)).of_rule(code)]


def test_an_error_in_a_text_is_no_value_and_keeps_its_text() -> None:
    lines = Lines.of([{"batch": "#REF!", "remarks": "N/A"}, {"batch": "A1", "remarks": "=NOW()"}])
    assert lines.frame["batch"].to_list() == [None, "A1"]
    assert lines.frame["batch.text"].to_list() == ["#REF!", "A1"]
    assert lines.frame["remarks.state"].to_list() == ["blank", "unreadable"]
    first, second = (line for each in lines.consignments() for line in each.lines)
    assert first.as_written["batch"] == "#REF!"
    assert second.as_written == {"remarks": "=NOW()"}


@pytest.mark.parametrize("text", ["approx. 200", "~200", "200+", "about 200 each", "env. 200",
                                  "unos 200", "> 200"])  # fmt: skip
def test_a_rounded_quantity_is_no_value(text: str) -> None:
    lines = Lines.of([{"quantity": text}])
    assert lines.frame["quantity"].to_list() == [None]
    [finding] = validate(lines).of_rule("AT127")
    assert finding.candidates[0].startswith("200")


def test_a_declared_total_keeps_its_qualifier() -> None:
    assert not found("AT127", {"declared_gross_weight": "over 22 t"})
    assert not found("AT121", {"declared_gross_weight": "= 22 t"})


def test_a_comma_is_said_only_among_points() -> None:
    assert not found("AT124", {"gross_weight": "1,5 kg"}, {"gross_weight": "2,5 kg"})
    assert found("AT124", {"gross_weight": "1,5 kg"}, {"gross_weight": "2.5 kg"}) == [
        "1,5 kg is read as 1.5 kg; others of the column have a point, such as '2.5 kg'"
    ]


def test_units_are_said_as_they_are_written() -> None:
    rows = [
        {"gross_weight": text, "quantity": "1 box"} for text in ("2 t", "3 kgs", "4 kg", "5lbs")
    ]
    rows.append({"gross_weight": "6 t", "quantity": "2 carton"})
    assert found("AT125", *rows) == [
        "the weights of the column stand in t, kgs and lbs; each is converted by itself"
    ]


def test_the_digit_of_a_unit_is_its_own() -> None:
    rows = [{"volume": text} for text in ("2 m3", "L 12", "3 L")]
    assert found("AT125", *rows)[0].startswith("the volumes of the column stand in m3 and L;")


def test_the_number_that_the_file_holds_as_a_number_is_no_text() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["line", "1", "2", "3"])
        sheet.write_column(0, 1, ["pack size", 60, "60", "75"])
    [finding] = validate(read(io.BytesIO(content.getvalue()))).of_rule("AT122")
    assert [place.value for place in finding.places] == ["75"]


def test_an_object_may_hold_its_numbers_as_it_likes() -> None:
    text = '[{"line": "1", "pack_size": 60}, {"line": "2", "pack_size": "75"}]'
    assert not validate(read(io.BytesIO(text.encode()))).of_rule("AT122")


def test_a_finding_about_a_column_names_its_first_cells() -> None:
    rows = [{"quantity": f"{number} 000 each"} for number in range(1, 31)]
    lines = Lines.of(pl.DataFrame(rows))
    whole = validate(lines)
    [finding] = whole.of_rule("AT123")
    assert finding.message == "1 000 each is read as 1000 each; 29 more lines alike"
    assert [place.row for place in finding.places] == list(range(1, 21))
    assert [place.value for place in finding.places[:2]] == ["1 000 each", "2 000 each"]
    [in_parts] = validate(lines, batch=7).of_rule("AT123")
    assert in_parts == finding


def test_mixed_units_do_not_depend_on_batches() -> None:
    texts = ["1 kg"] * 9 + ["1 t"] * 9 + ["1 lb"]
    lines = Lines.of([{"gross_weight": text} for text in texts])
    [whole], [in_parts] = (
        validate(lines).of_rule("AT125"),
        validate(lines, batch=4).of_rule("AT125"),
    )
    assert whole == in_parts
    assert [place.row for place in whole.places] == [1, 10, 19]


def test_spaces_around_a_text_are_left_out_and_kept_as_written() -> None:
    lines = read(io.BytesIO(b"line,description\n1,  tent \n2,a  b\n3,tent\n"))
    assert lines.frame["description"].to_list() == ["tent", "a  b", "tent"]
    assert lines.frame["description.text"].to_list() == ["  tent ", "a  b", "tent"]
    [finding] = validate(lines).of_rule("AT129")
    assert [place.value for place in finding.places] == ["  tent "]


def test_storage_in_words_is_read_where_who_defines_it() -> None:
    texts = ["cold chain", "frozen", "controlled room temperature", "-20 °C", "ambient", "25 °C"]
    lines = Lines.of([{"kind": "vaccine", "storage": text} for text in texts])
    assert lines.frame["storage"].to_list() == [
        "2 to 8 °C", "-25 to -15 °C", "15 to 25 °C", "-20 to -20 °C", None, None,
    ]  # fmt: skip
