"""Whether two references can be those of one consignment, as different documents write them.

>>> references_agree("LYS-SSD-0412", "lys ssd 0412")
True
>>> references_agree("LYS-SSD-0412", "LYS-SSD-0499")
False

One can be a part of the other. A packing list and an invoice may each state a number of their
own; those begin otherwise, and are not compared:

>>> references_agree("LYS-SSD-0412", "LYS-SSD-0412 / PO 99")
True
>>> references_agree("PL-17", "INV-93")
True
"""

from __future__ import annotations

import re
from typing import Final

from aidtrack.text.fold import fold

_BEGINS: Final = re.compile(r"[^\W\d_]*")


def references_agree(left: str, right: str) -> bool:
    """Return whether two references do not contradict each other."""
    ours, theirs = (fold(text).replace(" ", "") for text in (left, right))
    if ours in theirs or theirs in ours:
        return True
    return _beginning(ours) != _beginning(theirs)


def _beginning(reference: str) -> str:
    found = _BEGINS.match(reference)
    return found[0] if found else ""
