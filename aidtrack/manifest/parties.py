"""Countries behind names: a donor called *France* is a country, *Congo* may be two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.codes.countries import find_countries, suggest_country
from aidtrack.lines.cells import CellIssue
from aidtrack.text.fold import fold
from aidtrack.text.quote import quote

if TYPE_CHECKING:
    from aidtrack.codes.countries import Country

ROLES = ("donor", "recipient", "consignee")
"""The parties that documents often give as a country alone."""


def with_countries(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[dict[str, Any]]]:
    """Return the frame with the countries that party names are, and what to say of them.

    Only a column of names without a column of countries beside it is looked at.
    An organisation stays a name; a name that is nearly a country's is said so.
    """
    issues: list[dict[str, Any]] = []
    for role in ROLES:
        country = f"{role}_country"
        if role not in frame.columns or country in frame.columns:
            continue
        codes: dict[str, str] = {}
        for name in frame[role].drop_nulls().unique(maintain_order=True).to_list():
            found = find_countries(name)
            if len(found) == 1:
                codes[name] = found[0].alpha2
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


def _issues(role: str, name: str, found: tuple[Country, ...]) -> list[dict[str, Any]]:
    match found:
        case (country,):
            if fold(name) in (fold(country.name), fold(country.alpha2), fold(country.alpha3)):
                return []
            shown = f"{country.name} ({country.alpha2})"
            return [_issue(role, name, CellIssue.COUNTRY_BY_ALIAS, f"is read as {shown}")]
        case ():
            near = suggest_country(name)
            if near is None:
                return []
            text = f"{quote(name)} is no country; {near.name} ({near.alpha2}) is close"
            return [_issue(role, name, CellIssue.NEAR_COUNTRY, text, suggestion=near.name)]
        case _:
            names = [f"{country.name} ({country.alpha2})" for country in found]
            text = f"{quote(name)} can be {' or '.join(names)}"
            codes = [country.alpha2 for country in found]
            return [_issue(role, name, CellIssue.AMBIGUOUS_COUNTRY, text, codes)]


def _issue(
    role: str,
    name: str,
    issue: CellIssue,
    message: str,
    candidates: list[str] | None = None,
    suggestion: str | None = None,
) -> dict[str, Any]:
    return {
        "field": role,
        "text": name,
        "issue": str(issue),
        "message": message,
        "candidates": candidates or [],
        "suggestion": suggestion,
    }
