"""How a writer writes numbers, dates and tons, where the text alone leaves it open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from aidtrack.text.dateorder import DateOrder
    from aidtrack.text.number import DecimalMark

Ton: TypeAlias = Literal["metric", "short", "long"]
"""What a ton is: 1,000 kg, 2,000 lb or 2,240 lb."""


@dataclass(frozen=True, slots=True)
class Style:
    """What settles ambiguous texts; None leaves them ambiguous."""

    decimal: DecimalMark | None = None
    """The decimal mark of ``1,200``."""
    date_order: DateOrder | None = None
    """The order of ``02/03/2026``."""
    ton: Ton | None = None
    """Which ton ``2 tons`` means."""


AS_WRITTEN = Style()
"""Nothing is known beyond the text itself."""
