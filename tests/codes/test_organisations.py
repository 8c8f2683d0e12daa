"""Organisations are known by abbreviation and name, and no country is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.codes.countries import COUNTRIES, find_countries
from aidtrack.codes.organisations import ORGANISATIONS, find_organisation
from aidtrack.codes.table import read_rows

KINDS = {
    *("united nations", "red cross", "bank or fund", "community of states"),
    *("government agency", "charity"),
}


@pytest.mark.parametrize(
    ("text", "abbreviation"),
    [
        ("WHO", "WHO"),
        ("W.H.O.", "WHO"),
        ("OMS", "WHO"),
        ("World Health Organisation", "WHO"),
        ("Organización Mundial de la Salud", "WHO"),
        ("UNICEF", "UNICEF"),
        ("unicef", "UNICEF"),
        ("UNICEF Supply Division", "UNICEF"),
        ("WHO and UNICEF", "WHO and UNICEF"),
        ("WHO/PAHO", "PAHO"),
        ("PNUD / UNFPA", "UNDP and UNFPA"),
        ("PAM", "WFP"),
        ("ACNUR", "UNHCR"),
        ("IFRC", "IFRC"),
        ("CICR", "ICRC"),
        ("MSF-Belgium", "MSF"),
        ("Médecins Sans Frontières", "MSF"),
        ("Doctors without borders", "MSF"),
        ("USAID", "USAID"),
        ("EU", "EU"),
        ("Union européenne", "EU"),
        ("EU/ECHO", "ECHO"),
        ("The World Bank", "World Bank"),
        ("Gavi", "Gavi"),
        ("IOM", "IOM"),
        ("OCHA", "OCHA"),
        ("Save the Children", "Save the Children"),
        ("OXFAM", "Oxfam"),
        ("CARE International", "CARE"),
        ("Direct Relief", "Direct Relief"),
        ("ЮНИСЕФ", "UNICEF"),
    ],
)
def test_an_organisation_is_found(text: str, abbreviation: str) -> None:
    organisation = find_organisation(text)
    assert organisation is not None
    assert organisation.abbreviation == abbreviation


@pytest.mark.parametrize(
    "text",
    [
        "Indian Red Cross Society",
        "Croix-Rouge française",
        "Cruz Roja Española",
        "Turkish Red Crescent",
        "Российский Красный Крест",
        "الهلال الأحمر المصري",
    ],
)
def test_a_society_of_the_red_cross_is_told_by_its_words(text: str) -> None:
    organisation = find_organisation(text)
    assert organisation is not None
    assert (organisation.kind, organisation.name) == ("red cross", text)
    assert organisation.in_full(text) == ""


def test_the_full_name_is_given_where_the_text_has_not_got_it() -> None:
    gavi = ORGANISATIONS["Gavi"]
    assert gavi.in_full("GAVI") == " (Gavi, the Vaccine Alliance)"
    assert ORGANISATIONS["Oxfam"].in_full("Oxfam Novib") == ""


@pytest.mark.parametrize(
    "text", ["", " ", "France", "Atlantis", "Temasek / Tata Group", "who knows", "x" * 1000, "/"]
)
def test_any_other_text_is_none(text: str) -> None:
    assert find_organisation(text) is None


def test_no_name_of_a_country_is_an_organisations() -> None:
    assert [each for each in COUNTRIES.values() if find_organisation(each.name)] == []
    rows = read_rows("country_aliases.csv")
    assert [row["alias"] for row in rows if find_organisation(row["alias"])] == []


def test_the_list_is_whole() -> None:
    assert {each.kind for each in ORGANISATIONS.values()} == KINDS
    for row in read_rows("organisations.csv"):
        assert all(row[name] for name in ("abbreviation", "en", "fr", "es"))
        # AU is Australia where a country is expected.
        assert row["abbreviation"] == "AU" or not find_countries(row["abbreviation"])


@given(st.text())
def test_no_text_raises(text: str) -> None:
    found = find_organisation(text)
    assert found is None or found.kind in KINDS
