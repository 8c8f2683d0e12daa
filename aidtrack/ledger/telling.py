"""What models refuse, in one line of our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pydantic import ValidationError

_PREFIX: Final = "Value error, "
"""What pydantic puts before the words of a validator."""


def first_fault(error: ValidationError) -> str:
    """Return the place and the words of the first fault that a model finds.

    >>> from aidtrack.model.entries import Part
    >>> from pydantic import ValidationError
    >>> try:
    ...     Part(line="1", quantity="-4 each")
    ... except ValidationError as error:
    ...     print(first_fault(error).partition(",")[0])
    quantity: expected a quantity of zero or more
    """
    first = error.errors(include_url=False)[0]
    where = ".".join(map(str, first["loc"]))
    said = first["msg"].removeprefix(_PREFIX)
    return f"{where}: {said}" if where else said
