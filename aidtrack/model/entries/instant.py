"""Instants: when something happened, with its offset known, held in UTC.

>>> from pydantic import TypeAdapter
>>> at = TypeAdapter(InstantField).validate_python("2021-04-28T17:00+03:00")
>>> write_instant(at)
'2021-04-28T14:00:00Z'
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

_DAY = 10
"""How many characters a day alone has: 2021-04-28."""


def read_instant(value: Any) -> datetime:
    """Return an instant in UTC.

    A day alone, as most reports give it, stands for its first moment in UTC.

    Raises:
        ValueError: The value is no instant, or states no offset from UTC.
    """
    found = value
    if isinstance(value, str):
        try:
            text = value.strip()
            found = date.fromisoformat(text) if len(text) == _DAY else datetime.fromisoformat(text)
        except ValueError:
            found = None
    if isinstance(found, datetime):
        if found.utcoffset() is None:
            raise ValueError(
                "expected a time with its offset from UTC, such as 2021-04-28T17:00+03:00, "
                f"got {value!r}"
            )
        try:
            return found.astimezone(UTC)
        except OverflowError:
            raise ValueError(
                f"expected a time between the years 1 and 9999 in UTC, got {value!r}"
            ) from None
    if isinstance(found, date):
        return datetime(found.year, found.month, found.day, tzinfo=UTC)
    raise ValueError(
        "expected a time with its offset from UTC, such as 2021-04-28T17:00+03:00, or a day "
        f"such as 2021-04-28, got {value!r}"
    )


def write_instant(value: datetime) -> str:
    """Return the one text of an instant: seconds always, fractions where there are any."""
    return value.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


if TYPE_CHECKING:
    from aidtrack.model.values import Accepts

    InstantField = Accepts[datetime, datetime | date | str]
else:
    InstantField = Annotated[
        datetime,
        BeforeValidator(read_instant),
        PlainSerializer(write_instant, return_type=str, when_used="json"),
        WithJsonSchema({"type": "string", "format": "date-time"}),
    ]
