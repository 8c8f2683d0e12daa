"""Numbers of air waybills: the airline's three digits, seven of its own, and a check digit.

>>> is_air_waybill("555-12345675"), is_air_waybill("555-12345674")
(True, False)
>>> waybills_agree("555-12345675", "MAWB 555 1234 5675"), waybills_agree("555-12345675", "4711")
(True, True)
"""

from __future__ import annotations

import re
from typing import Final

_SIGNS = re.compile(r"[^0-9A-Za-z]+")
_AIR = re.compile(r"(\d{3})[- ]?(\d{4}) ?(\d{3})(\d)")
_MODULUS: Final = 7


def is_air_waybill(text: str) -> bool:
    """Return whether a text is an air waybill's number with the check digit that it should have.

    The check digit is the rest of the seven digits before it, divided by seven. A digit
    changed by seven, 1 to 8, cannot be told.
    """
    found = _AIR.fullmatch(text.strip())
    return found is not None and int(found[2] + found[3]) % _MODULUS == int(found[4])


def waybills_agree(left: str, right: str) -> bool:
    """Return whether two texts can name one waybill: signs and words around it do not count.

    Numbers of two kinds, such as an air waybill and a bill of lading, are not compared.
    """
    ours, theirs = (_SIGNS.sub("", text).upper() for text in (left, right))
    if ours in theirs or theirs in ours:
        return True
    return bool(_AIR.search(left)) is not bool(_AIR.search(right))
