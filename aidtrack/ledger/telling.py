"""How refusals are worded: a model's first fault, and the first few of many reasons."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import ValidationError

_PREFIX: Final = "Value error, "
"""What pydantic puts before the words of a validator."""
_MOST: Final = 20
"""How many of several reasons are told."""


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


def first_few(reasons: Sequence[object]) -> list[str]:
    """Return the first of several reasons in words, and how many more there are.

    >>> first_few(range(1_030))[-2:]
    ['19', 'and 1,010 more']
    """
    told = [str(reason) for reason in islice(reasons, _MOST)]
    rest = len(reasons) - len(told)
    return [*told, f"and {rest:,} more"] if rest else told
