"""How a writer writes numbers, dates and tons, where the text alone leaves it open."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from aidtrack.errors import UnknownName
from aidtrack.text.dateorder import DateOrder
from aidtrack.text.number import DecimalMark

if TYPE_CHECKING:
    from collections.abc import Mapping

Ton: TypeAlias = Literal["metric", "short", "long"]
"""What a ton is: 1,000 kg, 2,000 lb or 2,240 lb."""


_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "decimal": get_args(DecimalMark),
        "date_order": get_args(DateOrder),
        "ton": get_args(Ton),
    }
)


@dataclass(frozen=True, slots=True)
class Style:
    """What settles ambiguous texts; None leaves them ambiguous.

    Raises:
        UnknownName: A setting is none of its choices; the message names the nearest.
    """

    decimal: DecimalMark | None = None
    """The decimal mark of ``1,200``."""
    date_order: DateOrder | None = None
    """The order of ``02/03/2026``."""
    ton: Ton | None = None
    """Which ton ``2 tons`` means."""

    def __post_init__(self) -> None:
        """Refuse what nobody could read by."""
        for name, choices in _CHOICES.items():
            chosen = getattr(self, name)
            if chosen is not None and chosen not in choices:
                raise UnknownName(name, str(chosen), choices)


AS_WRITTEN = Style()
"""Nothing is known beyond the text itself."""
