"""Write the code lists under ``data`` anew: codes of pycountry, names of CLDR through Babel.

Run by hand, in an environment with both, when a country or a currency changes::

    python -m aidtrack.codes.refresh

Codes are facts; of pycountry's own texts nothing is taken over. The aliases beside the lists
(``*_aliases.csv``), forms of state, organisations and regions are kept by hand and not touched.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pycountry
from babel import Locale
from babel.numbers import get_currency_name

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA: Final = Path(__file__).with_name("data")

COUNTRY_LANGUAGES: Final = ("en", "fr", "es", "ru", "ar")
COUNTRY_VARIANTS: Final = ("en_001", "fr_CA", "es_419", "ar_SA")
"""Where these languages are written with other names too: Costa de Marfil, Arabia Saudita."""
CURRENCY_LANGUAGES: Final = ("en", "fr", "es")

# Where CLDR's English name is none that a desk officer would write on a label.
SHOWN: Final = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "HK": "Hong Kong",
    "MF": "Saint Martin (French part)",
    "MM": "Myanmar",
    "MO": "Macao",
    "PS": "State of Palestine",
    "SX": "Sint Maarten (Dutch part)",
}
# ISO 4217 also lists metals, bond units, accounting units and placeholders: no price is in them.
NOT_MONEY: Final = frozenset(
    ("XAD", "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX")
)
# CLDR rounds cash prices, so that its digits differ from those of ISO 4217. These are ISO's.
MINOR_UNITS: Final = {
    **dict.fromkeys(
        (
            *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"),
            *("RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"),
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
# Currencies that stand in papers of the years since 2010 and are money no longer.
WITHDRAWN: Final = {
    "ANG": "Netherlands Antillean Guilder",
    "BGN": "Bulgarian Lev",
    "BYR": "Belarusian Ruble (2000-2016)",
    "CUC": "Cuban Convertible Peso",
    "EEK": "Estonian Kroon",
    "HRK": "Croatian Kuna",
    "LTL": "Lithuanian Litas",
    "LVL": "Latvian Lats",
    "MRO": "Mauritanian Ouguiya (1973-2017)",
    "SLL": "Sierra Leonean Leone (1964-2022)",
    "STD": "São Tomé & Príncipe Dobra (1977-2017)",
    "VEF": "Venezuelan Bolívar (2008-2018)",
    "ZMK": "Zambian Kwacha (1968-2012)",
    "ZWL": "Zimbabwean Dollar (2009-2024)",
}


def list_countries() -> list[list[str]]:
    """Return a row of alpha-2, alpha-3, shown name and names to read for each country.

    The codes are those of pycountry's list; the names are CLDR's alone.
    """
    locales = [Locale.parse(name) for name in (*COUNTRY_LANGUAGES, *COUNTRY_VARIANTS)]
    rows = [["alpha2", "alpha3", "name", "names"]]
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    for code, alpha3 in sorted({**codes, "XK": "XKX"}.items()):
        names = [str(locale.territories[code]) for locale in locales]
        names += [_unshortened(name) for name in names]
        shown = SHOWN.get(code) or _spelt_out(names[0])
        rows.append([code, alpha3, shown, _joined(name for name in names if name != shown)])
    return rows


def list_currencies() -> list[list[str]]:
    """Return a row of code, shown name, minor unit, standing and names for each currency."""
    rows = [["code", "name", "minor_units", "active", "names"]]
    codes = {currency.alpha_3 for currency in pycountry.currencies}
    listed = codes - NOT_MONEY - {*WITHDRAWN}
    for code in sorted({*listed, *WITHDRAWN}):
        named = [
            get_currency_name(code, count=count, locale=language)
            for language in CURRENCY_LANGUAGES
            for count in (None, 1, 2)
        ]
        # A withdrawn currency is found by its code alone: its name is its successor's too.
        active = code in listed
        shown = named[0] if active else WITHDRAWN[code]
        others = _joined(text for text in named if text not in {shown, code})
        digits = str(MINOR_UNITS.get(code, 2))
        rows.append([code, shown, digits, "yes" if active else "no", others if active else ""])
    return rows


def _spelt_out(name: str) -> str:
    return (
        name.replace("&", "and").replace("’", "'").replace("St. ", "Saint ")  # noqa: RUF001
    )


def _unshortened(name: str) -> str:
    """Return a Russian name with its word for islands or island in full."""
    return name.replace("\u043e-\u0432", "остров")


def _joined(names: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(name for name in names if name))


def _write(name: str, rows: list[list[str]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def refresh() -> None:
    """Write the lists of countries and currencies."""
    _write("countries.csv", list_countries())
    _write("currencies.csv", list_currencies())


if __name__ == "__main__":
    refresh()
