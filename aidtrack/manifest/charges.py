"""Charges among the lines of an invoice: freight, insurance, discount, tax.

They are money and no goods. A label is one where all its words speak of charges:

>>> is_charge("Sea freight & insurance"), is_charge("VAT (20%)"), is_charge("Frais d'emballage")
(True, True, True)
>>> is_charge("Insurance forms"), is_charge("Packing"), is_charge("Delivery kit")
(False, False, False)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from decimal import Decimal

CHARGE = "charge"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_REDUCTIONS = _words(
    "discount discounts rebate remise remises rabais ristourne escompte"
    " descuento descuentos rebaja bonificacion"
)
_SURE = _REDUCTIONS | _words(
    "freight insurance rounding vat gst igst cgst sgst tax taxes handling shipping delivery"
    " surcharge transport transportation demurrage"
    " fret assurance arrondi tva manutention taxe livraison"
    " flete fletes seguro seguros redondeo iva igv impuesto impuestos transporte"
)
"""What is no goods by itself."""
_FEES = _words("cost costs charge charges fee fees frais gastos gasto costo costos coste costes")
_PAID_FOR = _words(
    "packing packaging bank documentation customs inspection loading port storage postage"
    " emballage embalaje dossier douane envio aduana embalajes bancarios bancaires"
)
"""What is a charge only where the label speaks of costs, for it may be goods as well."""
_BESIDES = _words(
    "and et y e of for on the at de du des la le l d del al en a air sea ocean road inland local"
    " international aerien maritime aereo maritimo terrestre less minus plus total amount"
)
LOOKS_CHARGED = rf"\b(?:{'|'.join(sorted((_SURE | _FEES) - {'bonificacion'}))}|bonificaci[oó]n)\b"
"""What is in the label of a charge, as a sieve for a column expression."""


def is_charge(label: str) -> bool:
    """Return whether a label speaks of a charge and of nothing else."""
    words = {word for word in fold(label).split() if not word.isdigit()}
    if not words or words - _SURE - _FEES - _PAID_FOR - _BESIDES:
        return False
    return bool(words & _SURE) or bool(words & _FEES and words & _PAID_FOR)


def charged(label: str, amount: Decimal) -> Decimal:
    """Return what a charge adds; what is taken off may be written with its sign or without.

    >>> from decimal import Decimal
    >>> (
    ...     charged("Remise", Decimal(20)),
    ...     charged("Discount", Decimal(-20)),
    ...     charged("Fret", Decimal(5)),
    ... )
    (Decimal('-20'), Decimal('-20'), Decimal('5'))
    """
    return -abs(amount) if _REDUCTIONS & set(fold(label).split()) else amount
