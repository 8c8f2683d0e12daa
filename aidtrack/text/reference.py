"""Texts that send the reader elsewhere: the value stands on another line or document.

>>> is_reference("See ASN-93 (ID#:1281)"), is_reference("voir ligne 12"), is_reference("See DN-304")
('1281', '12', 'DN-304')
>>> is_reference("12 kg"), is_reference("see remarks")
(None, None)
"""

from __future__ import annotations

import re
from typing import Final

from aidtrack.text.digits import western
from aidtrack.text.fold import strip_accents

_LONGEST: Final = 100

_SENDS = (
    r"(?:please )?(?:see|refer to|cf\.?|as per|same as|idem|ditto|voir|meme que|ver|vease|"
    r"igual que|(?:already )?(?:included|incl\.?|combined|shown) (?:in|on|with|under)|"
    r"(?:inclus|compris)e?s? (?:dans|avec|sur|a)|incluid[oa]s? (?:en|con))"
)
# Enough before the number of a line, but not before that of a document: "incl. VAT 20".
_SENDS_TO_LINE = (
    rf"(?:{_SENDS}|as(?: (?:on|in|for))?|on|with|incl(?:uded|\.)?|comme(?: a)?|como(?: en)?)"
)
_LINE = (
    r"(?:the |la |le |l'|en la )?(?:lines?|rows?|items?|pos(?:ition|\.)?|entry|no\.?|n°|nr\.?|#|"
    r"ligne|rang|article|poste|linea|fila|renglon|articulo)"
)
_TO_LINE = re.compile(rf"{_SENDS_TO_LINE}[ :]+{_LINE} ?[:#]? ?([0-9]{{1,9}})(?: above| below)?\.?")
_TO_DOCUMENT = re.compile(
    rf"{_SENDS}[ :]+([a-z]{{1,8}}[-/ ]?(?:[a-z0-9]{{1,12}}[-/])*[0-9]{{1,12}})"
    r"(?: ?\(id ?#? ?:? ?([0-9]{1,12})\))?\.?"
)
_TO_LINE_ABOVE = re.compile(
    rf"{_SENDS}[ :]+(?:the |la |l')?(?:line|row|item|ligne|linea|fila|renglon) "
    r"(?:above|ci-dessus|precedente|anterior|de arriba)\.?"
)
ABOVE: Final = "the line above"


def is_reference(text: str) -> str | None:
    """Return what the text points at, or None where it is a value of its own.

    An identifier in brackets is the target, else the number of the line or
    "the line above", else the number of the document as written.
    """
    if len(text) > _LONGEST:
        return None
    clean = " ".join(western(text).split())
    # Without accents and in lower case every letter keeps its place, as far as documents are
    # numbered in ASCII; where it does not, the plain text is the better answer.
    plain = strip_accents(clean).lower()
    if found := _TO_LINE.fullmatch(plain):
        return found[1]
    if _TO_LINE_ABOVE.fullmatch(plain):
        return ABOVE
    if found := _TO_DOCUMENT.fullmatch(plain):
        source = clean if len(clean) == len(plain) else plain
        return found[2] or source[found.start(1) : found.end(1)]
    return None
