"""Countries behind names: a donor called *France* is a country, *Congo* may be two, *WHO* none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.codes.countries import find_countries, show_countries, suggest_countries
from aidtrack.codes.organisations import find_organisation
from aidtrack.codes.regions import describe_region
from aidtrack.lines.distinct import MOST_SUGGESTED
from aidtrack.lines.issue import CellIssue, Issue
from aidtrack.lines.schema import STATE, State
from aidtrack.text.quote import quote

if TYPE_CHECKING:
    from aidtrack.codes.countries import Country

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
        if country in frame.columns:
            frame = _with_name(frame, role)
            continue
        if role not in frame.columns:
            continue
        names = frame[role].drop_nulls().unique(maintain_order=True).to_list()
        found = {name: find_countries(name) for name in names}
        codes = {name: each[0].alpha2 for name, each in found.items() if len(each) == 1}
        issues += _issues(role, found)
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


def _with_name(frame: pl.DataFrame, role: str) -> pl.DataFrame:
    """Return the frame with organisations in a column of countries as names of the party.

    Only where nothing at all stands in the column of names.
    """
    text = pl.col(f"{role}_country.text")
    if f"{role}_country.text" not in frame.columns:
        return frame
    unread = frame.filter(pl.col(f"{role}_country").is_null() & text.is_not_null())
    texts = unread[f"{role}_country.text"].unique().to_list()
    organisations = [each for each in texts if not find_countries(each) and find_organisation(each)]
    if not organisations:
        return frame
    nothing = pl.lit(None, dtype=pl.String)
    columns = [name for name in (role, f"{role}.text") if name in frame.columns]
    unnamed = pl.all_horizontal(pl.lit(value=True), *(pl.col(name).is_null() for name in columns))
    kept = text.is_in(organisations) & unnamed
    named = [
        pl.when(kept).then(text).otherwise(pl.col(name) if name in columns else nothing).alias(name)
        for name in (role, f"{role}.text")
    ]
    if f"{role}.state" in frame.columns:
        present = pl.lit(str(State.PRESENT), dtype=STATE)
        state = pl.col(f"{role}.state")
        named.append(pl.when(kept).then(present).otherwise(state).alias(f"{role}.state"))
    return frame.with_columns(named)


def _issues(role: str, found: dict[str, tuple[Country, ...]]) -> list[Issue]:
    """Return what to say of the distinct names of a role."""
    issues: list[Issue] = []
    # Beside countries an organisation is worth a word; a column of organisations is none.
    names_countries = any(found.values())
    for number, (name, countries) in enumerate(found.items()):
        if countries:
            issue = _of_country(role, name, countries)
        elif find_organisation(name):
            issue = _of_organisation(role, name) if names_countries else None
        else:
            issue = _of_near_country(role, name) if number < MOST_SUGGESTED else None
        issues += [] if issue is None else [issue]
    return issues


def _of_country(role: str, name: str, countries: tuple[Country, ...]) -> Issue | None:
    if len(countries) > 1:
        return Issue(
            field=role,
            text=name,
            issue=CellIssue.AMBIGUOUS_COUNTRY,
            message=f"{quote(name)} can be {show_countries(countries)}",
            candidates=tuple(country.alpha2 for country in countries),
        )
    [country] = countries
    if _plain(name) in map(_plain, (country.name, country.alpha2, country.alpha3)):
        return None
    message = f"is read as {show_countries(countries)}"
    return Issue(field=role, text=name, issue=CellIssue.COUNTRY_BY_ALIAS, message=message)


def _plain(name: str) -> str:
    """Return a name whatever its case and its apostrophe; accents belong to it."""
    return " ".join(name.casefold().replace("\u2019", "'").split())


def _of_organisation(role: str, name: str) -> Issue | None:
    organisation = find_organisation(name)
    if organisation is None:
        return None
    full = organisation.in_full(name)
    message = f"{quote(name)} is an organisation{full}, not a country"
    return Issue(field=role, text=name, issue=CellIssue.PARTY_IS_ORGANISATION, message=message)


def _of_near_country(role: str, name: str) -> Issue | None:
    near = () if describe_region(name) else suggest_countries(name)
    if not near:
        return None
    shown = show_countries(near)
    return Issue(
        field=role,
        text=name,
        issue=CellIssue.NEAR_COUNTRY,
        message=f"{quote(name)} is no country; {shown} is close",
        suggestion=shown,
    )
