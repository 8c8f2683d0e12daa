"""The canonical forms: complete, clear to any reader, and read back as they were."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from aidtrack import Lines, Style, UnknownName, read, validate, write
from aidtrack.exchange import FORMATS
from aidtrack.model import Consignment, Donor, Item, MedicinePack, Monitor, Packaging
from aidtrack.units import TemperatureRange
from tests.properties.outcomes import again, content

CONSIGNMENT = Consignment(
    reference="A-1",
    donor=Donor(name="France"),
    declared_gross_weight="over 1.5000 t",
    lines=(
        Monitor(
            line="1", description="monitor, bedside", quantity="1 each", gross_weight="12.50 kg"
        ),
        MedicinePack(
            line="2",
            pack_size=Decimal("1.500"),
            storage=TemperatureRange(low=Decimal("2.125"), high=None),
            packaging=Packaging(count=2, dimensions="1200 x 800 x 1000 mm"),
            as_written={"gross_weight": "15 blorps", "quantity": "24"},
            extra={"colour": "red"},
        ),
    ),
)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_what_is_written_are_lines() -> None:
    wrong: Any = CONSIGNMENT
    with pytest.raises(TypeError, match=r"expected Lines, got Consignment; Lines\.of\(\)"):
        write(wrong, to="csv")


def test_csv_has_one_row_for_each_line() -> None:
    one, other = table(write(Lines.of(CONSIGNMENT), to="csv"))
    assert one["reference"] == other["reference"] == "A-1"
    assert one["description"] == "monitor, bedside"
    assert (one["gross_weight"], one["declared_gross_weight"]) == ("12.5 kg", "over 1.5 t")
    assert (other["pack_size"], other["storage"]) == ("1.5", "2.1250 °C or above")
    assert (other["gross_weight"], other["quantity"]) == ("15 blorps", "24")
    assert (other["packages"], other["dimensions"]) == ("2", "1200 x 800 x 1000 mm")
    assert (one["colour"], other["colour"]) == ("", "red")


def test_columns_that_rules_want_are_there_even_if_nothing_is_stated() -> None:
    (row,) = table(write(Lines.of(Consignment(lines=(Item(),))), to="csv"))
    assert {"batch", "expiry", "gross_weight", "quantity", "recipient"} <= set(row)
    assert "hs_code" not in row


def test_a_number_is_written_so_that_nobody_can_take_its_point_for_a_group() -> None:
    line = Item(quantity="1.5000 t", unit_price="2.1250 USD", pack_size=Decimal("3.125"))
    (row,) = table(write(Lines.of(Consignment(lines=(line,))), to="csv"))
    assert (row["quantity"], row["unit_price"], row["pack_size"]) == (
        "1.5 t",
        "2.1250 USD",
        "3.1250",
    )


def test_no_cell_is_a_formula_and_all_come_back_as_they_were() -> None:
    texts = ["=1+1", "+cmd", "-x", "@x", "'=x", "\t=x", "-4"]
    lines = Lines.of(Consignment(lines=tuple(Item(remarks=text) for text in texts)))
    text = write(lines, to="csv")
    assert [row["remarks"] for row in table(text)] == [
        "'=1+1", "'+cmd", "'-x", "'@x", "''=x", "'=x", "-4",
    ]  # fmt: skip
    assert again(lines, "csv").frame["remarks"].to_list() == lines.frame["remarks"].to_list()


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\r\nb", 'say "x"', "a,b;c\td|e"])
def test_any_text_comes_back_as_it_was(text: str) -> None:
    lines = Lines.of(Consignment(reference="A-1", lines=(Item(remarks=text), Item(remarks="z"))))
    for form in FORMATS:
        assert again(lines, form).frame["remarks"].to_list() == [text, "z"]


@pytest.mark.parametrize("form", FORMATS)
def test_columns_of_no_field_never_stand_in_for_one(form: str) -> None:
    lines = read(io.BytesIO(b"item,quantity,quantity,colour\ntent,5 each,6 each,red\n"))
    assert lines.extras == ("quantity", "colour")
    back = again(lines, form)
    assert back.frame.select("quantity", "extra.quantity (2)", "extra.colour").rows() == [
        (Decimal(5), "6 each", "red")
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_unknown_stays_unknown(form: str) -> None:
    item = Item(pack_size=10, as_written={"quantity": "24", "expiry": "tbd"})
    lines = Lines.of(Consignment(reference="A-1", donor=Donor(name="France"), lines=(item,)))
    back = again(lines, form)
    # Neither packs for 24, nor a country for France, nor a kind for what has none.
    assert back.frame.select("quantity", "quantity.unit", "donor_country", "category").rows() == [
        (Decimal(24), None, None, None)
    ]
    assert validate(back).counts() == validate(lines).counts()


def test_json_is_what_the_models_dump() -> None:
    (dumped,) = json.loads(write(Lines.of(CONSIGNMENT), to="json"))
    assert dumped["reference"] == "A-1"
    assert dumped["donor"] == {"name": "France", "country": None}
    assert dumped["declared_gross_weight"] == {
        "qualifier": "over",
        "value": {"value": "1.5000", "unit": "t"},
    }
    one, other = dumped["lines"]
    assert one["kind"] == "monitor"
    assert one["gross_weight"] == {"value": "12.50", "unit": "kg"}
    assert other["pack_size"] == "1.5000"
    assert other["as_written"] == {"gross_weight": "15 blorps", "quantity": "24"}
    assert other["extra"] == {"colour": "red"}


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_gives_the_consignment_back(form: str) -> None:
    (back,) = again(Lines.of(CONSIGNMENT), form).consignments()
    assert back == CONSIGNMENT


@pytest.mark.parametrize("form", FORMATS)
def test_what_the_messy_file_says_it_says_in_canonical_form(form: str, shared_data: Any) -> None:
    lines = read(shared_data / "messy" / "flat.csv")
    back = again(lines, form)
    values = ["line", "kind", "quantity", "quantity.unit", "gross_weight.unit", "expiry", "batch"]
    assert back.frame.select(values).equals(lines.frame.select(values))
    today = date(2026, 11, 22)
    # Left of the difference: what only a table can have, and what a canonical text settles.
    cells = {"AT107", "AT108", "AT109", "AT110", "AT401", "AT303", "AT304", "AT201", "AT601"}
    for one, other in [(validate(lines, today=today), validate(back, today=today))]:
        assert {code: n for code, n in one.counts().items() if code in cells} == {
            code: n for code, n in other.counts().items() if code in cells
        }


@pytest.mark.parametrize("form", FORMATS)
def test_no_other_column_settles_what_its_own_did_not(form: str) -> None:
    texts = ["1,200 kg", "2.5 kg", "3,5 kg", "N/A"]
    lines = read(io.BytesIO(json.dumps([{"weight": text} for text in texts]).encode()))
    written = content(lines, form)
    assert form in {"xlsx", "parquet"} or b'1,200 kg?"' in written
    back = again(lines, form)
    assert back.frame["gross_weight"].to_list() == lines.frame["gross_weight"].to_list()
    (finding,) = validate(back).of_rule("AT102")
    assert finding.message.startswith(
        "'1,200' can be 1200 or 1.200; its decimal mark must be stated"
    )
    assert finding.candidates == ("1200 kg", "1.2000 kg")
    settled = read(io.BytesIO(written), style=Style(decimal="point"))
    assert settled.frame["gross_weight"][0] == 1200


def test_no_lines_are_an_empty_list_or_a_header() -> None:
    assert write(Lines.of([]), to="json") == "[]\n"
    assert write(Lines.of([]), to="csv").count("\n") == 1


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(UnknownName, match="unknown format to convert to 'xml'"):
        write(Lines.of([]), to="xml")
