"""Family 5, continued: where goods leave from and where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.codes.countries import COUNTRIES
from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_CODES = sorted(COUNTRIES)
_LOCODE = r"^([A-Z]{2})[ -][A-Z2-9]{3}$"
"""A code as its list writes it. Run together it could as well be a city in capitals."""
_LOCODE_LIKE = r"^([A-Z]{2})[ -](?:[A-Z0-9]{3})$"
_BEFORE_NAMES = ["AL", "LA", "MT", "PT", "ST"]
"""Codes of countries that are words of names too, as in LA PAZ."""
_DELHI = {"reference": "A-1", "origin": "Moscow", "destination": "Delhi"}


def _several_places(place: Expr) -> Expr:
    """Return the first line of each place, where a group names several.

    A place is named at more length on some lines: the shortest name stands in the others.
    """
    name = place.str.to_lowercase()
    length = name.str.len_chars()
    shortest = name.filter(length == length.min()).first()
    several = ~name.str.contains(shortest, literal=True).all()
    return (several & name.is_not_null() & name.is_first_distinct()).fill_null(value=False)


def _is_no_locode(place: Expr) -> Expr:
    """Return whether a place is written as a code is, and its first letters are no country's."""
    code = place.str.extract(_LOCODE_LIKE, 1)
    shape = place.str.contains(_LOCODE)
    return (code.is_not_null() & ~(shape & code.is_in(_CODES))).fill_null(value=False)


@rule(
    "AT512",
    Severity.INFO,
    "{origin} to {destination}: no country has the first two letters of one of these codes",
    cites=[cited.UN_LOCODE],
    passes=[
        {"origin": "RU SVO", "destination": "IN DEL"},
        {"origin": "Moscow", "destination": "Delhi"},
        {"origin": "LA PAZ", "destination": "IN DEL"},
    ],
    fails=[{"origin": "XX SVO", "destination": "IN DEL"}, {"destination": "ID-D1L"}],
)
def locode_malformed(line: Columns, given: Given) -> Expr:
    """A place is written like a UN/LOCODE and is none.

    Such a code is a country's two letters and three more, letters or digits from 2 to 9, as
    in IN DEL. Whoever looks it up finds no place.

    To correct: look the code up in the UN/LOCODE list, or write the name of the place.
    """
    del given
    return _is_no_locode(line.origin) | _is_no_locode(line.destination)


@rule(
    "AT513",
    Severity.WARNING,
    "the consignment goes from {origin} to {destination}",
    cites=[cited.SERVICE_REQUEST],
    passes=[{"origin": "Moscow", "destination": "Delhi"}],
    fails=[{"origin": "Delhi", "destination": "DELHI"}],
)
def origin_is_destination(line: Columns, given: Given) -> Expr:
    """A consignment goes nowhere.

    A column was copied, or goods that stay in a store are shown as sent.

    To correct: write where the goods leave from and where they are to go.
    """
    del given
    return line.origin.str.to_lowercase() == line.destination.str.to_lowercase()


@rule(
    "AT514",
    Severity.WARNING,
    "the lines of this consignment go from or to different places, here from "
    "{origin} to {destination}",
    scope=Scope.GROUP,
    keys=["reference"],
    needs=["reference"],
    cites=[cited.SERVICE_REQUEST],
    passes=[
        [_DELHI, _DELHI | {"destination": "DELHI"}],
        [_DELHI, {"reference": "A-1", "description": "monitor"}],
        [_DELHI, _DELHI | {"destination": "Delhi airport"}],
        [_DELHI, _DELHI | {"origin": "Central warehouse, Moscow"}],
    ],
    fails=[
        [
            {"reference": "A-1", "origin": "Moscow", "description": "monitor"},
            {"reference": "A-1", "origin": "Kazan", "description": "monitor"},
        ],
        [_DELHI, _DELHI | {"destination": "Delhi airport"}, _DELHI | {"destination": "Mumbai"}],
        [_DELHI, _DELHI | {"destination": "Mumbai"}],
        [_DELHI, _DELHI | {"origin": "Kazan"}],
    ],
)
def places_differ(line: Columns, given: Given) -> Expr:
    """The lines of one consignment leave from, or go to, different places.

    One form has one origin and one destination. A vehicle that calls at two places carries
    two consignments.

    To correct: give the lines for each destination a reference of their own.
    """
    del given
    to_several, from_several = _several_places(line.destination), _several_places(line.origin)
    return where(line.reference.is_present(), to_several | from_several)


@rule(
    "AT515",
    Severity.INFO,
    "the destination {destination} is not in {recipient_country}, where the recipient is",
    cites=[cited.UN_LOCODE],
    passes=[
        {"destination": "IN DEL", "recipient_country": "India"},
        {"destination": "Mombasa", "recipient_country": "SS"},
        {"destination": "LA PAZ", "recipient_country": "BO"},
        {"destination": "AL AIN", "recipient_country": "AE"},
    ],
    fails=[{"destination": "KE MBA", "recipient_country": "SS"}],
)
def destination_elsewhere(line: Columns, given: Given) -> Expr:
    """The destination's code is that of a place in another country than the recipient's.

    Goods for an inland country come through a neighbour's port, and need a transit
    document there; else one of the two is wrong.

    To correct: look at both; name the agent who takes the goods over the border.
    """
    del given
    country = line.destination.str.extract(_LOCODE, 1)
    is_code = country.is_in(_CODES) & ~country.is_in(_BEFORE_NAMES)
    return where(is_code, country != line.recipient_country)
