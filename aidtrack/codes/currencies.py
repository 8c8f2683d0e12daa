"""Currencies by ISO 4217 code, by sign and by name.

>>> find_currencies("usd")
(Currency(code='USD', name='US Dollar', minor_units=2, active=True),)
>>> [currency.code for currency in find_currencies("FCFA")]
['XOF', 'XAF']
>>> "USD" in {currency.code for currency in find_currencies("$")}
True
>>> find_currencies("cartons")
()

A sign or a name that several currencies share gives all of them: a dollar is not
taken for a US dollar because most are. A withdrawn currency is found by its code,
so that an older paper can be read; its name is its successor's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from aidtrack.codes.table import Table, read_rows, split_names
from aidtrack.text.fold import strip_accents

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency in which a value can be stated."""

    code: str
    """Three-letter code, such as ``XOF``."""
    name: str
    """English name."""
    minor_units: int
    """How many decimals its smallest unit has: 2 for cents, 0 for the yen."""
    active: bool
    """Whether it still is money; the kuna is not, since 2023."""


def _load() -> Mapping[str, Currency]:
    return {
        row["code"]: Currency(
            row["code"], row["name"], int(row["minor_units"]), row["active"] == "yes"
        )
        for row in read_rows("currencies.csv")
    }


CURRENCIES: Final[Mapping[str, Currency]] = Table(_load)
"""Every currency by its code: those of ISO 4217 that are money, and some withdrawn since 2010."""


def find_currencies(text: str) -> tuple[Currency, ...]:
    """Return the currencies that a text can mean, never by likeness.

    Args:
        text: A code in any case, a sign such as ``€``, or a name.

    Returns:
        One currency; several where the sign or name is shared; none where it is unknown.
    """
    written = text.strip()
    if not written or len(written) > _LONGEST:
        return ()
    if currency := CURRENCIES.get(written.upper()):
        return (currency,)
    return _by_name().get(_key(written), ())


@cache
def _by_name() -> Mapping[str, tuple[Currency, ...]]:
    """Return the currencies by sign and name; what an alias says comes first."""
    names: dict[str, dict[Currency, None]] = {}
    for row in read_rows("currencies.csv"):
        if row["active"] == "yes":
            for name in (row["name"], *split_names(row["names"])):
                names.setdefault(_key(name), {})[CURRENCIES[row["code"]]] = None
    found = {name: tuple(currencies) for name, currencies in names.items()}
    for row in read_rows("currency_aliases.csv"):
        found[_key(row["alias"])] = tuple(CURRENCIES[code] for code in row["code"].split(";"))
    return found


def _key(text: str) -> str:
    """Return the text without case, accents, points and spaces; its signs are its meaning."""
    return "".join(strip_accents(strip_accents(text).casefold()).replace(".", "").split())
