"""Every country is found by its codes and names, and none by likeness."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.codes.countries import (
    COUNTRIES,
    USER_ASSIGNED,
    find_countries,
    show_countries,
    suggest_countries,
)
from aidtrack.codes.table import read_rows


def found(text: str) -> list[str]:
    return [country.alpha2 for country in find_countries(text)]


def test_there_are_the_249_countries_of_iso_and_kosovo() -> None:
    assert len(COUNTRIES) == 250
    assert len({country.alpha3 for country in COUNTRIES.values()}) == 250
    assert list(COUNTRIES) == sorted(COUNTRIES)
    assert set(COUNTRIES) >= USER_ASSIGNED
    assert repr(COUNTRIES) == "<250 codes from AD to ZW>"


@pytest.mark.parametrize("alpha2", sorted(COUNTRIES))
def test_a_country_is_found_by_its_codes_and_its_own_name(alpha2: str) -> None:
    country = COUNTRIES[alpha2]
    assert found(country.alpha2) == found(country.alpha3) == found(country.name) == [alpha2]
    assert found(f" {country.name.upper()} ") == [alpha2]


SHARED = {"Congo", "Saint-Martin", "San Martín", "St. Martin"}


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
def test_every_country_is_found_by_its_name_in_five_languages(language: str) -> None:
    babel = pytest.importorskip("babel", reason="the names to test with come from Babel")
    territories = babel.Locale(language).territories
    missed = {
        code: territories[code]
        for code in COUNTRIES
        if found(territories[code]) != [code] and territories[code] not in SHARED
    }
    assert missed == {}


def test_every_country_is_found_by_its_english_names_of_iso() -> None:
    pycountry = pytest.importorskip("pycountry", reason="the names to test with come from it")
    names = {
        (country.alpha_2, getattr(country, field))
        for country in pycountry.countries
        for field in ("name", "common_name", "official_name")
        if hasattr(country, field)
    }
    assert [(code, name) for code, name in names if found(name) != [code] and name != "Congo"] == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("U.K.", ["GB"]),
        ("UK", ["GB"]),
        ("Great Britain", ["GB"]),
        ("England", ["GB"]),
        ("U.S.A.", ["US"]),
        ("USA", ["US"]),
        ("US", ["US"]),
        ("United States of America", ["US"]),
        ("Ivory Coast", ["CI"]),
        ("Cote d Ivoire", ["CI"]),
        ("Cote d'Ivoire", ["CI"]),
        ("Côte d’Ivoire", ["CI"]),
        ("DRC", ["CD"]),
        ("D.R.C.", ["CD"]),
        ("DR Congo", ["CD"]),
        ("Congo-Kinshasa", ["CD"]),
        ("Congo, DRC", ["CD"]),
        ("Congo, Democratic Republic of the", ["CD"]),
        ("Congo, Dem. Rep.", ["CD"]),
        ("Democratic Republic of Congo", ["CD"]),
        ("Congo (Democratic Republic of the)", ["CD"]),
        ("Congo, République démocratique du", ["CD"]),
        ("Congo (Brazzaville)", ["CG"]),
        ("Congo, Republic of the", ["CG"]),
        ("Congo, Rep.", ["CG"]),
        ("Russia", ["RU"]),
        ("Russian Federation", ["RU"]),
        ("Turkey", ["TR"]),
        ("Türkiye", ["TR"]),
        ("Turkiye", ["TR"]),
        ("Korea, South", ["KR"]),
        ("South Korea", ["KR"]),
        ("Korea South", ["KR"]),
        ("Republic of Korea", ["KR"]),
        ("Korea, Republic of", ["KR"]),
        ("Korea (Republic of)", ["KR"]),
        ("North Korea", ["KP"]),
        ("Korea, Democratic People's Republic of", ["KP"]),
        ("Korea, Dem. People’s Rep.", ["KP"]),
        ("Syria", ["SY"]),
        ("Iran (Islamic Republic of)", ["IR"]),
        ("Laos", ["LA"]),
        ("Lao PDR", ["LA"]),
        ("Viet Nam", ["VN"]),
        ("Vietnam", ["VN"]),
        ("Burma", ["MM"]),
        ("Myanmar", ["MM"]),
        ("Swaziland", ["SZ"]),
        ("Eswatini", ["SZ"]),
        ("Czech Republic", ["CZ"]),
        ("Czechia", ["CZ"]),
        ("Macedonia", ["MK"]),
        ("North Macedonia", ["MK"]),
        ("Palestine", ["PS"]),
        ("oPt", ["PS"]),
        ("State of Palestine", ["PS"]),
        ("West Bank and Gaza", ["PS"]),
        ("Kosovo", ["XK"]),
        ("Taiwan", ["TW"]),
        ("Tanzania, United Republic of", ["TZ"]),
        ("Bolivia (Plurinational State of)", ["BO"]),
        ("Venezuela, RB", ["VE"]),
        ("Republic of Moldova", ["MD"]),
        ("Cape Verde", ["CV"]),
        ("Cabo Verde", ["CV"]),
        ("East Timor", ["TL"]),
        ("Holland", ["NL"]),
        ("The Netherlands", ["NL"]),
        ("UAE", ["AE"]),
        ("KSA", ["SA"]),
        ("CAR", ["CF"]),
        ("Vatican", ["VA"]),
        ("Brunei", ["BN"]),
        ("Micronesia (Federated States of)", ["FM"]),
        ("Gambia, The", ["GM"]),
        ("Bahamas, The", ["BS"]),
        ("St. Lucia", ["LC"]),
        ("St Vincent & the Grenadines", ["VC"]),
        ("Trinidad & Tobago", ["TT"]),
        ("Virgin Islands (U.S.)", ["VI"]),
        ("Guinea-Bissau", ["GW"]),
        ("Guinea", ["GN"]),
        ("Equatorial Guinea", ["GQ"]),
        ("Niger", ["NE"]),
        ("Dominica", ["DM"]),
        ("Dominican Republic", ["DO"]),
        ("Allemagne", ["DE"]),
        ("Alemania", ["DE"]),
        ("Германия", ["DE"]),
        ("ألمانيا", ["DE"]),
        ("Congo", ["CG", "CD"]),
        ("Korea", ["KR", "KP"]),
        ("Corée", ["KR", "KP"]),
        ("Virgin Islands", ["VG", "VI"]),
        ("Saint Martin", ["MF", "SX"]),
        ("Netherlands Antilles", ["BQ", "CW", "SX"]),
        ("United Kingdom of Great Britain and Northern Ireland", ["GB"]),
        ("Royaume Uni", ["GB"]),
        ("Costa de Marfil", ["CI"]),
        ("Arabia Saudita", ["SA"]),
        ("Syrian Arab Republic", ["SY"]),
        ("Lao People's Democratic Republic", ["LA"]),
        ("China, Hong Kong SAR", ["HK"]),
        ("Venezuela (Bolivarian Republic of)", ["VE"]),
        ("Netherlands (Kingdom of the)", ["NL"]),
        ("Somalia, Fed. Rep.", ["SO"]),
        ("Philippines (the)", ["PH"]),
        ("Kosovo (UNSCR 1244)", ["XK"]),
        ("Kosovo*", ["XK"]),
        ("Republic of Kenya", ["KE"]),
        ("République du Bénin", ["BJ"]),
        ("Royaume du Maroc", ["MA"]),
        ("República de Colombia", ["CO"]),
        ("Республика Беларусь", ["BY"]),
        ("Аландские острова", ["AX"]),
        ("Великобритания", ["GB"]),
        ("جمهورية العراق", ["IQ"]),
        ("الإمارات", ["AE"]),
        ("المانيا", ["DE"]),
        ("Government of Japan", ["JP"]),
        ("Govt. of the Republic of Kenya", ["KE"]),
        ("Gouvernement du Congo", ["CG", "CD"]),
        ("Georgia", ["GE"]),
        ("Samoa", ["WS"]),
        ("Sudan", ["SD"]),
        ("India (IN)", ["IN"]),
        ("Germany [DEU]", ["DE"]),
        ("Congo (CD)", ["CD"]),
        ("Puerto Rico (USA)", ["PR"]),
    ],
)
def test_a_country_is_found_by_what_people_write(text: str, codes: list[str]) -> None:
    assert found(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "WHO",
            "UNICEF",
            "EU",
            "Africa",
            "Germnay",
            "Nigerr",
            "n/a",
            "ZZ",
            "XX",
            "the",
            ",",
        ),
        *("France and Germany", "Paris", "12", "()", "x" * 1000),
        *("Germany (FR)", "Kingdom of Kenya", "Democratic Republic of Germany", "Republic"),
        *("Government of", "Government of Atlantis", "Texas", "Various", "America"),
    ],
)
def test_any_other_text_names_no_country(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("word", ["no", "is", "in", "na", "ton", "are", "can", "per"])
def test_a_word_is_a_code_in_capitals_only(word: str) -> None:
    assert found(word) == found(word.title()) == []
    assert len(found(word.upper())) == 1


@pytest.mark.parametrize(
    ("text", "code"), [("fr", "FR"), ("Fr", "FR"), ("civ", "CI"), ("Gbr", "GB")]
)
def test_other_codes_are_taken_in_any_case(text: str, code: str) -> None:
    assert found(text) == [code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Germnay", ["DE"]),
        ("Ethipia", ["ET"]),
        ("Madagaskar", ["MG"]),
        ("Phillipines", ["PH"]),
        ("United Kingdon", ["GB"]),
        ("Slovania", ["SK", "SI"]),
        ("Atlantis", []),
        ("WHO", []),
        ("Per", []),
        ("", []),
    ],
)
def test_likely_countries_are_suggested_for_review(text: str, codes: list[str]) -> None:
    assert [country.alpha2 for country in suggest_countries(text)] == codes
    assert found(text) == []


def test_suggestions_are_shown_by_name_and_code() -> None:
    assert show_countries(suggest_countries("Germnay")) == "Germany (DE)"
    assert show_countries(suggest_countries("Slovania")) == "Slovakia (SK) or Slovenia (SI)"
    assert show_countries(()) == ""


def test_a_form_of_state_tells_two_countries_of_one_name_apart() -> None:
    assert found("Republic of the Congo") == ["CG"]
    assert found("Democratic Republic of Congo") == ["CD"]
    assert found("République populaire démocratique de Corée") == ["KP"]


def test_every_form_of_state_stands_with_known_countries() -> None:
    codes = [set(row["countries"].split(";")) for row in read_rows("forms_of_state.csv")]
    assert set().union(*codes) - set(COUNTRIES) == {"*"}


def test_a_country_that_is_shown_by_name_and_code_reads_back() -> None:
    for country in COUNTRIES.values():
        assert find_countries(show_countries((country,))) == (country,)


def test_every_alias_names_known_countries_and_stands_once() -> None:
    rows = read_rows("country_aliases.csv")
    assert {code for row in rows for code in row["alpha2"].split(";")} <= set(COUNTRIES)
    assert len({row["alias"] for row in rows}) == len(rows)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert set(found(text)) <= set(COUNTRIES)


def column(file: Path, name: str) -> set[str]:
    text = file.read_text(encoding="utf-8", errors="replace").lstrip("\ufeff")
    return {row[name] for row in csv.DictReader(io.StringIO(text))}


def test_every_country_of_the_scms_deliveries_is_found(shared_data: Path) -> None:
    names = column(shared_data / "scms/scms_first_2000.csv", "Country")
    assert len(names) == 27
    assert {name for name in names if len(found(name)) != 1} == set()


def test_every_country_of_the_covax_deliveries_is_found(shared_data: Path) -> None:
    path = shared_data / "covax_hxl/covax_deliveries.csv"
    pairs = column(path, "Country"), column(path, "ISO3")
    unknown = [{text for text in texts if text and len(found(text)) != 1} for texts in pairs]
    assert unknown == [{"#country+name"}, {"#country+code"}]


def test_the_donors_of_india_are_countries_but_for_organisations(shared_data: Path) -> None:
    names = column(shared_data / "india_2021/consignments.csv", "donor")
    unknown = {name for name in names if len(found(name)) != 1}
    assert unknown == {"Temasek / Tata Group", "WHO and UNICEF"}
