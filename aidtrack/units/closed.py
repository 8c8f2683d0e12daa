"""A pint quantity with every door closed through which it could change or lose its unit.

Pint quantities convert themselves in place, hand their bare number to numpy, and are
made from texts by evaluating them. Records that are shared and summed can afford
none of that. What our own `Quantity` does not offer anew is refused here:

>>> from aidtrack.units.quantity import Quantity
>>> Quantity("5 t").ito("kg")
Traceback (most recent call last):
TypeError: a quantity has no 'ito'; use to(unit), which returns a new quantity
>>> Quantity("5 t") // 2
Traceback (most recent call last):
TypeError: a quantity has no '__floordiv__'; use + - * / abs and round
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NoReturn, Self

import pint

from aidtrack.units.catalogue import UNITS
from aidtrack.units.registry import CONTAINERS, REGISTRY

if TYPE_CHECKING:
    from collections.abc import Callable

_REFUSED: Final = {
    "to(unit), which returns a new quantity": (
        "ito ito_base_units ito_root_units ito_reduced_units ito_preferred ito_unprefixed "
        "to_compact to_reduced_units to_preferred to_unprefixed to_timedelta"
    ),
    "+ - * / abs and round": (
        "__floordiv__ __rfloordiv__ __ifloordiv__ __mod__ __rmod__ __imod__ __divmod__ "
        "__rdivmod__ __pow__ __rpow__ __ipow__ __matmul__ __rmatmul__ __rtruediv__ compare "
        "plus_minus clip dot prod"
    ),
    "number and unit": "__float__ __int__ __complex__ __bytes__ fill put searchsorted tolist",
    "Quantity(number, unit)": "from_list from_sequence from_tuple",
    "str()": "format_babel",
}
"""What is refused, by what to use instead."""


class ClosedQuantity(pint.registry.Quantity[Decimal]):
    """What pint would let happen to a quantity and we do not."""

    _REGISTRY = REGISTRY

    # Numpy then leaves operators to us, where it would add the bare numbers.
    __array_ufunc__ = None  # type: ignore[assignment]
    # Notebooks fall back to `repr` and `str`.
    _repr_pretty_ = None  # type: ignore[assignment]
    _repr_html_ = None  # type: ignore[assignment]
    _repr_latex_ = None  # type: ignore[assignment]

    @classmethod
    def _of(cls, number: Decimal, unit: str) -> Self:
        """Return the quantity of a number and a unit symbol that are known to be right."""
        made = object.__new__(cls)
        vars(made).update(_magnitude=number, _units=CONTAINERS[unit], _symbol=unit)
        return made

    @property
    def number(self) -> Decimal:
        """The number, with the digits as they were written."""
        return self._magnitude

    @property
    def unit(self) -> str:
        """The symbol of the unit, such as ``kg`` or ``pack``."""
        return str(vars(self)["_symbol"])

    @property
    def dimension(self) -> str:
        """What is measured, such as ``mass``; of a countable, what is counted."""
        return UNITS[self.unit].dimension

    @property
    def __array__(self) -> NoReturn:
        """Stay an object in arrays and series, instead of becoming a bare number."""
        raise AttributeError("__array__")

    def __array_function__(self, *_: object) -> object:
        return NotImplemented

    def __getattr__(self, name: str) -> NoReturn:
        # Pint would look for the name on the number, through numpy.
        raise AttributeError(f"a quantity has no {name!r}")

    def __getitem__(self, key: object) -> NoReturn:
        raise TypeError("a quantity is one amount; it has no parts")

    def __setitem__(self, key: object, value: object) -> NoReturn:
        raise TypeError("a quantity cannot be changed; make a new one instead")

    def __setattr__(self, name: str, value: object) -> None:
        # Pint remembers the dimensionality it has worked out, which changes nothing.
        if name != "_dimensionality":
            raise AttributeError(f"{self} cannot be changed; make a new quantity instead")
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{self} cannot be changed; make a new quantity instead")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


def _refusal(name: str, instead: str) -> Callable[..., NoReturn]:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise TypeError(f"a quantity has no {name!r}; use {instead}")

    return refuse


for _instead, _names in _REFUSED.items():
    for _name in _names.split():
        setattr(ClosedQuantity, _name, _refusal(_name, _instead))
