"""The shape of a code of the Harmonized System of customs.

>>> read_hs_code("9019.20").value, read_hs_code("9019 20 00").value
('901920', '90192000')
>>> read_hs_code("30490").message
"'30490' has 5 digits; an HS code has 6, 8 or 10 (a spreadsheet drops a leading zero)"

Whether a code of the right shape is in use depends on the edition and the country, and is
not judged here.
"""

from __future__ import annotations

import re
from typing import Final

from aidtrack.text.digits import western
from aidtrack.text.quote import quote
from aidtrack.text.reading import Problem, Reading

LENGTHS: Final = (6, 8, 10)
"""Digits of a code: six are the same in every country, the others a country's own."""
CHAPTERS: Final = range(1, 98)
"""Chapters, the first two digits; 98 and 99 are left to countries and are no goods abroad."""

_LONGEST: Final = 24
_PAIRS = re.compile(r"[0-9]{2}[. ]?[0-9]{2}(?:[. ]?[0-9]{2})+")
_DIGITS = re.compile(r"[0-9](?:[. ]?[0-9])*")


def read_hs_code(text: str) -> Reading[str]:
    """Read an HS code to its digits alone. Nothing raises, whatever the text.

    Args:
        text: The code as written, points or spaces between its pairs of digits.
    """
    clean = western(text).strip()
    if len(clean) > _LONGEST or not _DIGITS.fullmatch(clean):
        return _refuse(f"{quote(text)} is no HS code; expected digits, such as 9019.20")
    digits = "".join(sign for sign in clean if sign not in ". ")
    if len(digits) not in LENGTHS:
        return _refuse(
            f"{quote(text)} has {len(digits)} digits; an HS code has 6, 8 or 10 "
            "(a spreadsheet drops a leading zero)"
        )
    if not _PAIRS.fullmatch(clean):
        return _refuse(f"{quote(text)} splits its digits unevenly; expected pairs, as in 9019.20")
    if int(digits[:2]) not in CHAPTERS:
        return _refuse(f"{quote(text)} is of chapter {digits[:2]}; expected one from 01 to 97")
    return Reading(digits)


def _refuse(message: str) -> Reading[str]:
    return Reading(problem=Problem.UNREADABLE, message=message)
