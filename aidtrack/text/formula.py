"""What a spreadsheet leaves in a cell instead of a value: its errors, and formulas.

>>> without_value("#REF!").message
'the cell holds the spreadsheet error #REF!'
>>> without_value("=TODAY()").message
"'=TODAY()' is a formula whose value changes whenever the file is opened"
>>> without_value("AMX-2291") is None
True

``#N/A`` is an error, not a word for nothing stated: a look-up found nothing, where
something was meant to stand. In free text only what calls a function or names a cell
is a formula; anywhere else an equals sign is enough:

>>> without_value("=1+1 kg").problem, without_value("= as agreed", free=True)
(<Problem.FORMULA: 'formula'>, None)
"""

from __future__ import annotations

import re
from typing import Any, Final

from aidtrack.text.quote import quote
from aidtrack.text.reading import Problem, Reading

STARTS: Final = ("#", "=", "Err:")
"""How every text begins that can be an error or a formula."""

# Spreadsheets write their errors in the language of whoever saved the file.
ERROR: Final = (
    r"(?i)^(?:#(?:REF!|VALUE!|N/A|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!"
    r"|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA|VALEUR!|NOM\?|NOMBRE!|NUL!|N/D|¡REF!|¡VALOR!|¿NOMBRE\?|¡DIV/0!"
    r"|¡NUM!|¡NULO!|¡DESBORDAMIENTO!)|Err:5[0-9]{2})$"
)
"""A text that is an error, as a pattern that Python and Polars both read."""
_ERROR = re.compile(ERROR)
_CELL = r"\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}"
_FORMULA = re.compile(
    rf"=\s*[-+]?\(*(?:([^\W\d_][\w.]*)\(|(?:(?:'[^']+'|[^\W\d]\w*)!)?{_CELL}\s*(?:[-+*/^&:,)]|$))",
    re.IGNORECASE,
)
_CALL = re.compile(r"([^\W\d_][\w.]*)\(")
_VOLATILE: Final = frozenset(
    {
        *("TODAY", "NOW", "RAND", "RANDBETWEEN", "RANDARRAY", "OFFSET", "INDIRECT"),
        *("AUJOURDHUI", "MAINTENANT", "ALEA", "DECALER", "HOY", "AHORA", "ALEATORIO", "DESREF"),
        *("INDIRECTO",),
    }
)
"""The functions that are computed anew on every opening, in English, French and Spanish."""


def is_error(text: str) -> bool:
    """Return whether a text is what a spreadsheet shows where a formula fails.

    >>> is_error("#REF!"), is_error("#item+name")
    (True, False)
    """
    return _ERROR.fullmatch(text.strip()) is not None


def without_value(text: str, *, free: bool = False) -> Reading[Any] | None:
    """Return why a cell has no value where an error or a formula stands in it, else None.

    Args:
        text: The text as written.
        free: Whether any text may stand in the cell, so that an equals sign alone shows
            no formula.
    """
    plain = text.strip()
    if not plain.startswith(STARTS):
        return None
    if _ERROR.fullmatch(plain):
        return Reading(
            problem=Problem.CELL_ERROR, message=f"the cell holds the spreadsheet error {plain}"
        )
    if not _FORMULA.match(plain) and (free or not plain.startswith("=")):
        return None
    if any(name.upper() in _VOLATILE for name in _CALL.findall(plain)):
        what = "whose value changes whenever the file is opened"
    else:
        what = "without its value; open the file in a spreadsheet and save it to have the value"
    return Reading(problem=Problem.FORMULA, message=f"{quote(text)} is a formula {what}")
