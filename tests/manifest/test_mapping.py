"""A mapping file: what a desk writes once for each donor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aidtrack import InvalidMapping, UnknownName
from aidtrack.manifest import DonorMapping, read_mapping
from aidtrack.text.style import Style
from tests.manifest.reading import lines_of, rows

WHOLE = """
decimal = "comma"
date_order = "dmy"
ton = "metric"
encoding = "cp1252"
sheet = "Liste"

[columns]
"Qté livrée" = "quantity"

[units]
gross_weight = "kg"
value = "EUR"

[values]
donor = "Norway"
"""


def mapping_of(text: str, tmp_path: Path) -> DonorMapping:
    path = tmp_path / "donor.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


def test_a_file_says_all_that_a_desk_knows(tmp_path: Path) -> None:
    mapping = mapping_of(WHOLE, tmp_path)
    assert mapping.style == Style(decimal="comma", date_order="dmy", ton="metric")
    assert (mapping.encoding, mapping.sheet) == ("cp1252", "Liste")
    assert dict(mapping.columns) == {"Qté livrée": "quantity"}


def test_it_settles_columns_units_values_and_habits(tmp_path: Path) -> None:
    path = tmp_path / "donor.toml"
    path.write_text(WHOLE.replace('sheet = "Liste"\n', ""), encoding="utf-8")
    text = "Article;Qté livrée;Poids brut;Valeur\nTente;1.200 each;1,5;10\n"
    lines = lines_of(text.encode("cp1252"), mapping=path)
    assert [str(number.normalize()) for number in rows(lines, "quantity", "gross_weight")[0]] == [
        "1.2E+3", "1.5",
    ]  # fmt: skip
    assert rows(lines, "gross_weight.unit", "value.unit", "donor_country") == [("kg", "EUR", "NO")]
    use = lines.sources[0].column_of("donor")
    assert use is not None
    assert use.column is None


def test_what_the_table_says_itself_goes_first() -> None:
    mapping = DonorMapping(units={"gross_weight": "kg"}, values={"donor": "Norway"})
    lines = lines_of("donor,item,gross weight (t)\nFrance,tent,5\n", mapping=mapping)
    assert rows(lines, "donor_country", "gross_weight.unit") == [("FR", "t")]


def test_the_callers_own_word_goes_before_the_file() -> None:
    mapping = DonorMapping(columns={"A": "description"}, style=Style(decimal="comma"))
    text = 'A,qty\n"1,200","1,200 kg"\n'
    lines = lines_of(text, mapping=mapping, style=Style(decimal="point"), columns={"A": "batch"})
    assert rows(lines, "batch") == ["1,200"]
    assert str(rows(lines, "quantity")[0]) == "1200.000000000"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('decimel = "comma"', "unknown setting .*'decimel'; did you mean 'decimal'"),
        ('decimal = "koma"', "decimal 'koma'; did you mean 'comma'"),
        ('[columns]\n"Qty" = "quantty"', "field 'quantty'; did you mean 'quantity'"),
        ('[units]\ngross_weight = "kgs."', "unit of gross_weight 'kgs.'"),
        ('[units]\nvalue = "EURO"', "currency of value 'EURO'; did you mean 'EUR'"),
        ('[values]\ndonr = "x"', "field 'donr'; did you mean 'donor'"),
    ],
)
def test_names_that_do_not_exist_are_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidMapping, match=message):
        mapping_of(text, tmp_path)


def test_a_mapping_made_in_code_is_checked_too() -> None:
    with pytest.raises(UnknownName, match="field 'quantty'; did you mean 'quantity'"):
        DonorMapping(columns={"Qty": "quantty"})


def test_a_mapping_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "donor.toml"
    path.write_bytes('[values]\ndonor = "Médecins"'.encode("cp1252"))
    with pytest.raises(InvalidMapping, match="not UTF-8; save the file"):
        read_mapping(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("decimal = 3", "expected a text in quotes, got 3"),
        ("columns = 3", r"\[columns\]: expected lines such as"),
        ("[columns]\nQty = 3", r"\[columns\] Qty: expected a text"),
        ("decimal", "not TOML"),
    ],
)
def test_what_is_no_mapping_is_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidMapping, match=message):
        mapping_of(text, tmp_path)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ('donor_country = "Nowhere"', "donor_country: 'Nowhere' is no country"),
        ('dispatched = "32/13/2026"', "dispatched: '32/13/2026' is no day of the calendar"),
        ('gross_weight = "5 blorps"', "gross_weight: "),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_once(
    values: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidMapping, match=rf"donor.toml: \[values\] {message}"):
        mapping_of(f"[values]\n{values}", tmp_path)


def test_a_value_that_an_option_may_settle_is_taken(tmp_path: Path) -> None:
    mapping = mapping_of('[values]\ndispatched = "01/02/2026"', tmp_path)
    lines = lines_of("item,quantity\ntent,5 each\n", mapping=mapping, style=Style(date_order="dmy"))
    assert rows(lines, "dispatched") == [date(2026, 2, 1)]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidMapping, match="no-such: cannot be opened"):
        read_mapping(tmp_path / "no-such")
