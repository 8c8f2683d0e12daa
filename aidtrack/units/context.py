"""The decimal context of all our arithmetic, whatever context the caller has set.

>>> import decimal
>>> with decimal.localcontext(prec=3), exact():
...     decimal.Decimal("12345.678") + 1
Decimal('12346.678')
"""

from __future__ import annotations

from decimal import (
    ROUND_HALF_EVEN,
    Context,
    DecimalException,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    localcontext,
)
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

PRECISION: Final = 100
"""How many digits are kept: enough for the product of three numbers of 27 digits."""


def _context(*traps: type[DecimalException]) -> Context:
    # The exponent bound keeps a number that came through arithmetic printable in full.
    return Context(PRECISION, ROUND_HALF_EVEN, -999, 999, 1, 0, flags=[], traps=list(traps))


_ROUNDING: Final = _context(InvalidOperation, DivisionByZero, Overflow)
_EXACT: Final = _context(InvalidOperation, DivisionByZero, Overflow, Inexact)


def exact(*, rounding: bool = False) -> AbstractContextManager[Context]:
    """Return a context manager under which decimal arithmetic is exact.

    Args:
        rounding: Let a result without a last digit, such as a third, be rounded half to
            even at 100 digits. Else such a result raises ``decimal.Inexact``.
    """
    return localcontext(_ROUNDING if rounding else _EXACT)
