"""Names of states and bodies as they are compared: without small words, abbreviations and order.

>>> plain("The Gambia"), plain("St. Lucia"), plain("Dem. Rep. of the Congo")
('gambia', 'saint lucia', 'democratic republic congo')
>>> list(plain_forms("Tanzania, United Republic of"))
['tanzania united republic', 'united republic tanzania']
>>> join_initials("u k"), join_initials("u k aid")
('uk', 'u k aid')
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILLERS: Final = frozenset(
    (
        *("the", "and", "of", "et", "y", "e", "de", "du", "des", "d", "del"),
        *("la", "le", "les", "l", "el", "los", "las"),
    )
)
_SPELT_OUT: Final = {
    "st": "saint",
    "ste": "sainte",
    "sta": "santa",
    "dem": "democratic",
    "rep": "republic",
    "fed": "federated",
    "is": "islands",
    "isl": "islands",
}
# Two letters of Arabic that keyboards and writers exchange for their likes at a word's end.
_ARABIC_ENDS: Final = str.maketrans("\u0629\u0649", "\u0647\u064a")
_INVERTED = re.compile(r"([^,(]+)[,(]([^,()]+)\)?\s*")


def plain(text: str) -> str:
    """Return the fold of a text without small words, its abbreviations spelt out."""
    words = [word for word in fold(text).split() if word not in _FILLERS]
    return " ".join(_SPELT_OUT.get(word, word) for word in words).translate(_ARABIC_ENDS)


def plain_forms(text: str) -> Iterator[str]:
    """Yield the plain text, and that of a name inverted at a comma or bracket put straight."""
    yield plain(text)
    if found := _INVERTED.fullmatch(text):
        yield plain(f"{found[2]} {found[1]}")


def join_initials(key: str) -> str:
    """Return ``uk`` for ``u k``: points between initials are often left out or added."""
    words = key.split()
    return "".join(words) if len(words) > 1 and all(len(word) == 1 for word in words) else key
