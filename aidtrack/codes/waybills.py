"""Numbers of waybills, as two documents write them.

>>> waybills_agree("555-12345675", "MAWB 555 1234 5675"), waybills_agree("555-12345675", "4711")
(True, True)
"""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[^0-9A-Za-z]+")
_AIR = re.compile(r"\d{3}[- ]?\d{4} ?\d{4}")


def waybills_agree(left: str, right: str) -> bool:
    """Return whether two texts can name one waybill: signs and words around it do not count.

    Numbers of two kinds, such as an air waybill and a bill of lading, are not compared.
    """
    ours, theirs = (_SIGNS.sub("", text).upper() for text in (left, right))
    if ours in theirs or theirs in ours:
        return True
    return bool(_AIR.search(left)) is not bool(_AIR.search(right))
