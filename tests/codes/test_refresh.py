"""The code lists are those that the refresh script writes."""

import csv
from pathlib import Path

import pytest

babel = pytest.importorskip("babel", reason="the code lists are made from Babel's names")
pycountry = pytest.importorskip("pycountry", reason="the code lists are made from its codes")

from aidtrack.codes import refresh  # noqa: E402 - only where both are installed

same_edition = pytest.mark.skipif(
    (babel.__version__[:4], pycountry.__version__[:4]) != ("2.18", "26.2"),
    reason="the lists were written from other editions of Babel and pycountry",
)


def written(name: str) -> list[list[str]]:
    with (refresh.DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@same_edition
def test_the_countries_are_fresh() -> None:
    assert written("countries.csv") == refresh.list_countries()


@same_edition
def test_the_currencies_are_fresh() -> None:
    assert written("currencies.csv") == refresh.list_currencies()


def test_no_country_of_pycountry_is_missing() -> None:
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    assert {row[0]: row[1] for row in written("countries.csv")[1:] if row[0] != "XK"} == codes


def test_refreshing_writes_both_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "DATA", tmp_path)
    refresh.refresh()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["countries.csv", "currencies.csv"]
