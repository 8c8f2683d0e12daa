"""Countries behind names: a donor called *France* is a country, *Congo* may be two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.codes.countries import find_countries, suggest_country
from aidtrack.lines.issue import CellIssue, Issue
from aidtrack.text.fold import fold
from aidtrack.text.quote import quote

if TYPE_CHECKING:
    from aidtrack.codes.countries import Country

_MOST_NAMES = 500
"""How many distinct names are compared with those of all countries for slips of the pen."""

ROLES = ("donor", "recipient", "consignee")
"""The parties that documents often give as a country alone."""


def with_countries(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Issue]]:
    """Return the frame with the countries that party names are, and what to say of them.

    Only a column of names without a column of countries beside it is looked at.
    An organisation stays a name; a name that is nearly a country's is said so.
    """
    issues: list[Issue] = []
    for role in ROLES:
        country = f"{role}_country"
        if role not in frame.columns or country in frame.columns:
            continue
        codes: dict[str, str] = {}
        names = frame[role].drop_nulls().unique(maintain_order=True).to_list()
        for number, name in enumerate(names):
            found = find_countries(name)
            if len(found) == 1:
                codes[name] = found[0].alpha2
            if found or number < _MOST_NAMES:
                issues += _issues(role, name, found)
        if codes:
            frame = frame.with_columns(
                pl.col(role)
                .replace_strict(codes, default=None, return_dtype=pl.String)
                .alias(country),
            ).with_columns(
                pl.when(pl.col(country).is_not_null())
                .then(pl.col(f"{role}.text"))
                .alias(f"{country}.text")
            )
    return frame, issues


def _issues(role: str, name: str, found: tuple[Country, ...]) -> list[Issue]:
    match found:
        case (country,):
            if fold(name) in (fold(country.name), fold(country.alpha2), fold(country.alpha3)):
                return []
            message = f"is read as {_shown(country)}"
            return [Issue(field=role, text=name, issue=CellIssue.COUNTRY_BY_ALIAS, message=message)]
        case ():
            near = suggest_country(name)
            if near is None:
                return []
            return [
                Issue(
                    field=role,
                    text=name,
                    issue=CellIssue.NEAR_COUNTRY,
                    message=f"{quote(name)} is no country; {_shown(near)} is close",
                    suggestion=near.name,
                )
            ]
        case _:
            return [
                Issue(
                    field=role,
                    text=name,
                    issue=CellIssue.AMBIGUOUS_COUNTRY,
                    message=f"{quote(name)} can be {' or '.join(map(_shown, found))}",
                    candidates=tuple(country.alpha2 for country in found),
                )
            ]


def _shown(country: Country) -> str:
    return f"{country.name} ({country.alpha2})"
