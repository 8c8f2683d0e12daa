"""Regions are described as such, and no country is one."""

import pytest

from aidtrack.codes.countries import COUNTRIES, find_countries
from aidtrack.codes.regions import describe_region
from aidtrack.codes.table import read_rows, split_names


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("Africa", "a continent"),
        ("EUROPE", "a continent"),
        ("Afrique de l'Ouest", "a region"),
        ("The Middle East", "a region"),
        ("Ближний Восток", "a region"),
        ("California", "a state of the United States"),
        ("new york", "a state of the United States"),
        ("Various", "a word for several countries"),
        ("Multiple", "a word for several countries"),
        ("Global", "a word for several countries"),
        ("Varios países", "a word for several countries"),
        ("Georgia", None),
        ("France", None),
        ("CA", None),
        ("", None),
        ("x" * 1000, None),
    ],
)
def test_a_region_is_described(text: str, description: str | None) -> None:
    assert describe_region(text) == description


def test_no_country_is_a_region_and_no_region_a_country() -> None:
    assert [each for each in COUNTRIES.values() if describe_region(each.name)] == []
    names = [name for row in read_rows("regions.csv") for name in split_names(row["names"])]
    assert [name for name in names if find_countries(name)] == []
    assert len(set(names)) == len(names)
