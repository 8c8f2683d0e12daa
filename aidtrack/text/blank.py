"""The texts that people type where they state nothing.

>>> is_blank_word(" N/A "), is_blank_word("Sans objet"), is_blank_word("--")
(True, True, True)
>>> is_blank_word("0"), is_blank_word("not in stock")
(False, False)

The set is closed: a text that is not in it was meant to say something. Two-letter words
can be codes elsewhere, so that a field may leave some out; ``NA`` is Namibia:

>>> is_blank_word("NA"), is_blank_word("NA", words=BLANK_WORDS - {"na"})
(True, False)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_SIGNS = (
    *("", "-", "--", "---", "----", "_", "__", "/", "\\", ".", "..", "...", "?", "??", "???"),
    *("\N{EN DASH}", "\N{EM DASH}", "\N{HORIZONTAL BAR}", "\N{MINUS SIGN}", "\N{EM DASH}" * 2),
    "\N{HORIZONTAL ELLIPSIS}",
)
_ENGLISH = (
    *("n/a", "n.a.", "n.a", "na", "n / a", "n/k", "n/s", "nil", "none", "null", "nan", "nat"),
    *("<na>", "(none)", "(blank)", "blank", "(empty)", "empty", "tbd", "tbc", "tba"),
    *("t.b.d.", "t.b.c.", "t.b.a.", "to be determined", "to be confirmed", "to be advised"),
    *("to be announced", "unknown", "unk", "undefined", "unspecified", "unavailable"),
    *("not applicable", "not available", "not captured", "not indicated", "not known"),
    *("not provided", "not recorded", "not reported", "not specified", "not stated", "not given"),
    *("date not captured", "no data", "no information", "(not stated)"),
)
_FRENCH = (
    *("néant", "neant", "s/o", "s.o.", "sans objet", "aucun", "aucune", "nd", "n/d", "n.d."),
    *("inconnu", "inconnue", "non applicable", "non communiqué", "non communique"),
    *("non connu", "non défini", "non defini", "non disponible", "non indiqué", "non indique"),
    *("non précisé", "non precise", "non renseigné", "non renseigne", "non spécifié"),
    *("non specifie", "à confirmer", "a confirmer", "à définir", "a definir", "à déterminer"),
    *("a determiner", "à préciser", "a preciser", "vide"),
)
_SPANISH = (
    *("no aplica", "no aplicable", "no consta", "no disponible", "no especificado", "no indicado"),
    *("desconocido", "desconocida", "ninguno", "ninguna", "nada", "nulo", "s/d", "s.d."),
    *("sin dato", "sin datos", "sin información", "sin informacion", "por confirmar"),
    *("por definir", "por determinar", "vacío", "vacio"),
)

BLANK_WORDS: Final = frozenset({*_SIGNS, *_ENGLISH, *_FRENCH, *_SPANISH})
"""Every text that states nothing, in lower case with single spaces."""


EXPLAINED: Final = r"^n ?/ ?a ?[-\u2013\u2014:(]"
"""A pattern of the texts that state nothing and say why: "N/A - From RDC"."""


def is_blank_word(text: str, *, words: AbstractSet[str] = BLANK_WORDS) -> bool:
    """Say whether the text states nothing, whatever its case and the spaces around it.

    Args:
        text: The text as written.
        words: The texts that state nothing in this field, for a field in which
            one of `BLANK_WORDS` has a meaning.
    """
    plain = " ".join(text.split()).casefold()
    return plain in words or re.match(EXPLAINED, plain) is not None
