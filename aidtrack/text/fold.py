"""Texts reduced to what two people would call the same words.

Headers, country names and aliases are compared by their folds, never as written:

>>> fold("Côte d’Ivoire") == fold("COTE D'IVOIRE")
True
>>> fold("Gross Wt. (kg)")
'gross wt kg'
>>> fold("ASN/DN #"), fold("Coût & fret"), fold("% HT")
('asn dn', 'cout fret', 'ht')

Signs such as ``&``, ``#``, ``%`` and ``/`` become spaces: people add and drop them
freely. Where nothing but signs was written they are all there is to compare,
so they are kept:

>>> fold(" # "), fold("-"), fold("  ")
('#', '-', '')
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLAIN_SIGNS = re.compile(r"[^0-9a-z]+")
_LETTERS = {
    ord("œ"): "oe",
    ord("æ"): "ae",
    ord("ø"): "o",
    ord("ł"): "l",
    ord("đ"): "d",
    ord("ð"): "d",
    ord("þ"): "th",
    ord("ı"): "i",
}
"""Letters that no decomposition takes apart, in the spelling that a keyboard without them gives."""
_LETTERS |= {ord(chr(letter).upper()): plain.upper() for letter, plain in _LETTERS.items()}
_LETTERS[ord("ı")] = "i"
_LETTERS.pop(ord("I"), None)

# Only the accents of Latin, Greek and Cyrillic and the vowel signs of Arabic are left out.
# In Hindi or Thai a combining mark is a letter in its own right.
_ACCENTS = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670]")
_SHORT_I = re.compile("([\u0438\u0418])\u0306")


def strip_accents(text: str) -> str:
    """Return the text without accents, its ligatures and wide forms spelt out.

    >>> strip_accents("Août, São Tomé, cœur, Й")
    'Aout, Sao Tome, coeur, Й'
    """
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    # The Cyrillic short i is a letter, not an accented one.
    kept = _SHORT_I.sub(lambda found: "й" if found[1] == "\u0438" else "Й", apart)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", kept))


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the text in lower case, without accents, every run of signs one space.

    Letters of every script are kept. A text that holds only signs is returned
    as those signs without spaces, so that only a blank text folds to nothing.
    """
    if text.isascii():
        plain = text.lower()
        return _PLAIN_SIGNS.sub(" ", plain).strip() or "".join(plain.split())
    plain = strip_accents(strip_accents(text).casefold()).casefold()
    words = "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in plain)
    return " ".join(words.split()) or "".join(plain.split())
