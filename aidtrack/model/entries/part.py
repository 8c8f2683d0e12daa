"""What entries say of a consignment's lines: a part of one, and what was received of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, StringConstraints

from aidtrack.model.described import Noun, described
from aidtrack.model.goods import Goods
from aidtrack.model.values import ExpiryField, GoodsField, TextField

if TYPE_CHECKING:
    from aidtrack.units.quantity import Quantity

Stated = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A text that must be there."""


def _not_below_zero(value: Quantity | None) -> Quantity | None:
    if value is not None and value.number < 0:
        raise ValueError(
            f"expected a quantity of zero or more, got {value}; what was entered wrongly is "
            "taken back by a reversal"
        )
    return value


if TYPE_CHECKING:
    AmountField = GoodsField
else:
    AmountField = Annotated[GoodsField, AfterValidator(_not_below_zero)]


class Part(Noun):
    """Some of the goods of one line."""

    line: Stated = described(
        "The line's own number as written; its place where no line has a number; #3 is the third "
        "where only its number does not tell it.",
        default=...,
    )
    quantity: AmountField = described(
        "How much of it, in any unit that the line's packaging relates to its own; "
        "blank where it is not known.",
    )
    batch: TextField = described("The batch or lot that it is of.")
    expiry: ExpiryField = described("The expiry that its package bears.")
    remarks: TextField = described("Anything else.")


class ReceivedLine(Noun):
    """What was received of one line, or of one batch of it.

    What is not stated was not reported. Of the goods that came, ``accepted``,
    ``rejected`` and ``damaged`` share nothing; ``excess`` is how much of them goes
    beyond what was sent; ``missing`` did not come and will not.
    """

    line: Stated = described(
        "The line's own number as written; its place where no line has a number; #3 is the third "
        "where only its number does not tell it. "
        "Goods on no line of the consignment get a new name.",
        default=...,
    )
    accepted: AmountField = described("Taken into stock, with what came beyond the line's own.")
    rejected: AmountField = described("Came, and was refused.")
    damaged: AmountField = described("Came, and cannot be used.")
    missing: AmountField = described("Did not come, and is not expected any more.")
    excess: AmountField = described("How much of what came goes beyond what was sent.")
    substituted: AmountField = described(
        "Did not come, because something else came in its place: missing here, and excess on "
        "the line that names this one as `instead_of`.",
    )
    instead_of: TextField = described("The line in whose place these goods came.")
    goods: Goods | None = described("What came, where the consignment does not list it.")
    batch: TextField = described("The batch or lot, as received.")
    expiry: ExpiryField = described("The expiry that the package bears, as received.")
    reason: TextField = described("Why what was received differs from what was sent.")
    remarks: TextField = described("Anything else.")

    @property
    def parts(self) -> dict[str, Quantity]:
        """The quantities that are stated, by what became of them."""
        found = {name: getattr(self, name) for name in OUTCOMES}
        return {name: value for name, value in found.items() if value is not None}


OUTCOMES = ("accepted", "rejected", "damaged", "missing", "excess", "substituted")
"""What can become of goods when they are received."""
CAME = ("accepted", "rejected", "damaged")
"""What became of the goods that came."""
