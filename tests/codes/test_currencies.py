"""Currencies are found by code, sign and name; shared signs stay shared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.codes.currencies import CURRENCIES, find_currencies
from aidtrack.codes.table import read_rows


def found(text: str) -> list[str]:
    return [currency.code for currency in find_currencies(text)]


@pytest.mark.parametrize("code", sorted(CURRENCIES))
def test_every_currency_is_found_by_its_code_in_any_case(code: str) -> None:
    assert found(code) == found(code.lower()) == found(f" {code} ") == [code]
    # ISO 4217 gives the two bolívars of Venezuela one name.
    if CURRENCIES[code].active and code != "VED":
        assert found(CURRENCIES[code].name) == [code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("€", ["EUR"]),
        ("Euro", ["EUR"]),
        ("euros", ["EUR"]),
        ("£", ["GBP"]),
        ("¥", ["JPY", "CNY"]),
        ("₹", ["INR"]),
        ("₽", ["RUB"]),
        ("US$", ["USD"]),
        ("US $", ["USD"]),
        ("U.S. Dollars", ["USD"]),
        ("US dollar", ["USD"]),
        ("dollars américains", ["USD"]),
        ("dollars des États-Unis", ["USD"]),
        ("dólares estadounidenses", ["USD"]),
        ("Swiss francs", ["CHF"]),
        ("FCFA", ["XOF", "XAF"]),
        ("F CFA", ["XOF", "XAF"]),
        ("franc CFA (BCEAO)", ["XOF"]),
        ("Rs.", ["INR", "PKR", "LKR", "NPR", "MUR", "SCR"]),
        ("kr", ["SEK", "NOK", "DKK", "ISK"]),
        ("leone", ["SLE"]),
    ],
)
def test_a_currency_is_found_by_sign_and_name(text: str, codes: list[str]) -> None:
    assert found(text) == codes


@pytest.mark.parametrize("text", ["$", "dollar", "dollars"])
def test_a_dollar_is_not_taken_for_a_us_dollar(text: str) -> None:
    assert {"USD", "CAD", "AUD"} < set(found(text))


@pytest.mark.parametrize(
    "text", ["", " ", "XXX", "XAU", "XTS", "cartons", "US", "kg", "$" * 100, "USB"]
)
def test_any_other_text_names_no_currency(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("code", "digits"),
    [("USD", 2), ("JPY", 0), ("XOF", 0), ("KWD", 3), ("IQD", 3), ("AFN", 2), ("CLF", 4)],
)
def test_minor_units_are_those_of_iso(code: str, digits: int) -> None:
    assert CURRENCIES[code].minor_units == digits


def test_a_withdrawn_currency_is_known_and_said() -> None:
    assert [code for code, currency in CURRENCIES.items() if not currency.active] == [
        *("ANG", "BGN", "BYR", "CUC", "EEK", "HRK", "LTL", "LVL", "MRO", "SLL", "STD", "VEF"),
        *("ZMK", "ZWL"),
    ]


def test_every_alias_names_known_currencies() -> None:
    rows = read_rows("currency_aliases.csv")
    assert {code for row in rows for code in row["code"].split(";")} <= set(CURRENCIES)
    assert len({row["alias"] for row in rows}) == len(rows)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert set(found(text)) <= set(CURRENCIES)
