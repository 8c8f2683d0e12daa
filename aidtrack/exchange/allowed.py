"""What a spreadsheet accepts in the columns of a blank manifest, and makes of what is typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from aidtrack.exchange.codelists import country_names, currency_codes, units_of_goods
from aidtrack.exchange.sheet import TEXT
from aidtrack.model.choice import CountryShape
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.model.shape import DateShape, NumberShape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aidtrack.exchange.heading import Heading

DATE: Final = "yyyy-mm-dd"
NUMBER: Final = "General"
FORMATS: Final = (TEXT, DATE, NUMBER)
"""The number formats that columns have."""
_OLDEST: Final = date(1990, 1, 1)
"""What is before it was typed wrongly."""
_TITLE: Final = 32
"""How many characters the title of a message can have."""


def format_of(heading: Heading) -> str:
    """Return the number format in which a cell stays what was typed, or becomes what is meant.

    A number or date that a spreadsheet understands has one meaning, whatever country its
    user types it in. Everything else stays text: it would make a date of parcels 3/10.
    """
    match heading.shape:
        case DateShape():
            return DATE
        case NumberShape() | MeasureShape() | MoneyShape():
            return NUMBER
        case _:
            return TEXT


def allowed_in(heading: Heading) -> dict[str, Any] | None:
    """Return what a spreadsheet accepts in a column, or None for anything."""
    match heading.shape:
        case _ if heading.choices:
            message = "Choose one of the list, or leave the cell empty."
            return _list(list(heading.choices), "stop", message)
        case DateShape():
            return _least("date", _OLDEST, heading, "Expected a date, such as 2027-03-31.")
        case NumberShape() | MeasureShape() | MoneyShape():
            return _least("decimal", 0, heading, "Expected a number without a unit.")
        case CountryShape():
            return _list(country_names(), "warning", "The sheet Lists has the countries.")
        case None:
            return _COMPLETING[heading.name]()
        case _:
            return None


_COMPLETING: Final[Mapping[str, Callable[[], dict[str, Any]]]] = {
    "quantity.unit": lambda: _list(units_of_goods(), "warning", "The sheet Units lists the units."),
    "value.unit": lambda: _list(currency_codes(), "stop", "Choose a currency code such as USD."),
}
"""What the columns that complete others accept."""


def _list(source: list[str] | str, strictness: str, message: str) -> dict[str, Any]:
    """Return that one of a list is accepted: words, or the cells that have them."""
    return {
        "validate": "list",
        "source": source,
        "error_type": strictness,
        "error_title": "Not on the list",
        "error_message": message,
    }


def _least(what: str, least: date | int, heading: Heading, message: str) -> dict[str, Any]:
    """Return that a number or date from the least on is accepted, others after a warning."""
    return {
        "validate": what,
        "criteria": ">=",
        "value": least,
        "error_type": "warning",
        "error_title": heading.text[:_TITLE],
        "error_message": message,
    }
