"""Every country is found by its codes and names, and none by likeness."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.codes.countries import COUNTRIES, USER_ASSIGNED, find_countries, suggest_country
from aidtrack.codes.table import read_rows

DATA = Path(__file__).parents[3] / "shared" / "data"


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
    ("text", "code"),
    [("Germnay", "DE"), ("Etiopia", "ET"), ("Madagaskar", "MG"), ("Slovania", None), ("WHO", None)],
)
def test_a_likely_country_is_suggested_for_review(text: str, code: str | None) -> None:
    suggested = suggest_country(text)
    assert (suggested.alpha2 if suggested else None) == code


def test_every_alias_names_known_countries_and_stands_once() -> None:
    rows = read_rows("country_aliases.csv")
    assert {code for row in rows for code in row["alpha2"].split(";")} <= set(COUNTRIES)
    assert len({row["alias"] for row in rows}) == len(rows)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert set(found(text)) <= set(COUNTRIES)


def column(path: str, name: str) -> set[str]:
    file = DATA / path
    if not file.exists():
        pytest.skip(f"the public data {path} is not here")
    text = file.read_text(encoding="utf-8", errors="replace").lstrip("\ufeff")
    return {row[name] for row in csv.DictReader(io.StringIO(text))}


def test_every_country_of_the_scms_deliveries_is_found() -> None:
    names = column("scms/scms_first_2000.csv", "Country")
    assert len(names) == 27
    assert {name for name in names if len(found(name)) != 1} == set()


def test_every_country_of_the_covax_deliveries_is_found() -> None:
    path = "covax_hxl/covax_deliveries.csv"
    pairs = column(path, "Country"), column(path, "ISO3")
    unknown = [{text for text in texts if text and len(found(text)) != 1} for texts in pairs]
    assert unknown == [{"#country+name"}, {"#country+code"}]
