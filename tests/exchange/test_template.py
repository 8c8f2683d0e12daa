"""The blank manifest: read as it is meant, and nothing in it but the lines that are filled in."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from aidtrack import UnknownName, read, template, validate
from aidtrack.codes.countries import find_countries
from aidtrack.exchange.example import example, example_cells
from aidtrack.exchange.heading import EVERYDAY, headings
from aidtrack.lines import Lines
from aidtrack.manifest.headers import header_meaning
from aidtrack.model import FIELDS, KINDS
from aidtrack.model.companion import COMPANIONS
from aidtrack.units import UNITS, read_unit

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def book() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(template()))


def test_its_sheets_are_the_manifest_first(book: Workbook) -> None:
    assert book.sheetnames == ["Manifest", "Example", "Units", "Lists", "Notes"]
    assert book.active is book["Manifest"]


def test_every_header_means_its_column() -> None:
    every = headings()
    assert [heading.name for heading in every] == list(EVERYDAY)
    for heading in every:
        meaning = header_meaning(heading.text)
        assert meaning is not None
        assert meaning.field == heading.name


def test_what_every_consignment_and_line_should_state_has_a_column() -> None:
    every = {heading.name for heading in headings()}
    asked = {heading.name for heading in headings() if heading.asked_by}
    assert {"reference", "donor", "recipient", "quantity", "gross_weight", "batch"} <= asked
    assert {name for name, field in FIELDS.items() if field.kinds} <= every
    assert set(EVERYDAY) <= {*FIELDS, *COMPANIONS}


def test_its_header_says_what_each_column_means(book: Workbook) -> None:
    sheet = book["Manifest"]
    notes = {cell.value: cell.comment for cell in sheet[1]}
    assert FIELDS["gross_weight"].description in str(notes["Gross weight (kg)"])
    assert "One of: generator, concentrator" in str(notes["Technology"])
    assert "AT601" in str(notes["Batch"])
    assert all(note is not None for note in notes.values())


def test_it_is_blank_below_its_header(book: Workbook) -> None:
    sheet = book["Manifest"]
    assert sheet.max_row == 1
    assert sheet.freeze_panes == "A2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"


def test_what_can_be_chosen_is_read(book: Workbook) -> None:
    sheet = book["Manifest"]
    columns = {cell.column: EVERYDAY[cell.column - 1] for cell in sheet[1]}
    chosen: dict[str, list[str]] = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            first, _, _, _ = range_boundaries(str(rule.sqref))
            chosen[columns[first or 0]] = listed(book, str(rule.formula1))
    assert chosen.keys() == {
        *("donor_country", "recipient_country", "country_of_origin", "mode", "incoterm", "kind"),
        *("category", "technology", "invasive", "controlled", "quantity.unit", "value.unit"),
    }
    for name, texts in chosen.items():
        if name in FIELDS:
            assert all(FIELDS[name].shape.read(text).value for text in texts), name
    assert len(chosen["donor_country"]) == len(set(chosen["donor_country"])) >= 250
    assert all(len(find_countries(text)) == 1 for text in chosen["donor_country"])
    assert [read_unit(text).value for text in chosen["quantity.unit"]] == chosen["quantity.unit"]
    assert {"each", "box", "kg", "L", "m2"} <= set(chosen["quantity.unit"])
    assert not {"W", "L/min", "kVA"} & set(chosen["quantity.unit"])
    assert {"USD", "EUR", "XOF"} <= set(chosen["value.unit"])


def listed(book: Workbook, formula: str) -> list[str]:
    if formula.startswith('"'):
        assert len(formula) < 257  # more a spreadsheet refuses
        return formula.strip('"').split(",")
    name, _, area = formula.lstrip("=").partition("!")
    cells: Any = book[name][area.replace("$", "")]
    return [cell.value for (cell,) in cells]


def test_every_unit_is_on_its_sheet(book: Workbook) -> None:
    symbols = [cell.value for cell in book["Units"]["A"]]
    assert set(UNITS) <= set(symbols)


def test_what_would_become_a_date_stays_text_and_dates_become_dates(book: Workbook) -> None:
    sheet = book["Manifest"]
    formats = {
        EVERYDAY[place - 1]: group.number_format
        for group in sheet.column_dimensions.values()
        for place in range(group.min, group.max + 1)
    }
    assert {formats[name] for name in ("parcels", "batch", "storage", "hs_code")} == {"@"}
    assert {formats[name] for name in ("expiry", "dispatched")} == {"yyyy-mm-dd"}
    assert {formats[name] for name in ("quantity", "gross_weight")} == {"General"}


def test_no_row_of_the_other_sheets_can_be_taken_for_a_header(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows(values_only=True):
            known = [header_meaning(str(cell).strip()) for cell in row if cell]
            fields = {meaning.field for meaning in known if meaning}
            assert len(fields) <= (sheet.max_column > 1), (sheet.title, row)


def filled(rows: list[list[Any]], **options: Any) -> io.BytesIO:
    """Return the workbook as somebody filled it in."""
    book = openpyxl.load_workbook(io.BytesIO(template(**options)))
    for row in rows:
        book["Manifest"].append(row)
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    return content


def test_a_blank_one_holds_no_lines() -> None:
    lines = read(io.BytesIO(template()))
    assert len(lines) == 0
    assert [source.sheet for source in lines.sources if source.header_row] == ["Manifest"]


@pytest.mark.parametrize("kinds", [tuple(KINDS), *((kind,) for kind in KINDS)])
def test_the_example_filled_in_is_read_as_it_is_meant(kinds: tuple[str, ...]) -> None:
    columns = headings(kinds)
    rows = list(zip(*example_cells(columns, kinds), strict=True))
    lines = read(filled([[typed(text) for text in row] for row in rows], kinds=kinds))
    assert list(lines.consignments()) == [example(kinds)]


def typed(text: str) -> Any:
    """Return what a spreadsheet makes of what is typed."""
    if text.isdigit() and len(text) < 6:
        return int(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text or None


def test_the_example_has_no_fault() -> None:
    for kinds in (tuple(KINDS), *((kind,) for kind in KINDS)):
        findings = validate(example(kinds), today=TODAY)
        assert [str(finding) for finding in findings] == []


def test_the_example_reads_from_a_text_table_too() -> None:
    columns = headings()
    rows = zip(*example_cells(columns, KINDS), strict=True)
    output = io.StringIO()
    csv.writer(output).writerows([[heading.text for heading in columns], *rows])
    (back,) = read(io.BytesIO(output.getvalue().encode())).consignments()
    assert back == example(KINDS)


def test_a_kind_leaves_out_what_only_others_have() -> None:
    names = {heading.name for heading in headings(["vaccine"])}
    assert {"doses_per_vial", "storage", "batch"} <= names
    assert not names & {"technology", "invasive", "category", "inn"}
    book = openpyxl.load_workbook(io.BytesIO(template(kinds=["vaccine"])))
    assert book["Manifest"].max_column == len(names)


def test_the_same_kinds_are_the_same_bytes() -> None:
    assert template(kinds=["item", "monitor"]) == template(kinds=("monitor", "item"))
    assert len(Lines.of(example(["item", "monitor"]))) == 2


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnknownName, match="unknown kind 'vacine'; did you mean 'vaccine'"):
        template(kinds=["vacine"])


def test_its_own_sheets_are_left_out_without_a_word() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    sheet = book.copy_worksheet(book["Notes"])
    sheet.title = "Packing"
    filled = io.BytesIO()
    book.save(filled)
    lines = read(io.BytesIO(template()))
    assert [skip.reason for skip in lines.sources[0].skipped_sheets] == ["of the template"] * 4
    assert not [each for each in lines.remarks if each.code == "AT143"]
    # Another sheet of the same words is none of them.
    (said,) = [each for each in read(io.BytesIO(filled.getvalue())).remarks if each.code == "AT143"]
    assert said.message == "'Packing' was not read: no table"
