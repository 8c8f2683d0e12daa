"""The closest known text, for a person to look at: never a value by itself.

>>> nearest("Germnay", ["France", "Germany", "Ghana"])
'Germany'
>>> nearest("Germnay", {"Germany": "DE", "Ghana": "GH"})
'DE'

Two choices as close as each other are no answer, and neither is a distant one:

>>> nearest("Slovania", ["Slovenia", "Slovakia"]), nearest("UNICEF", ["France", "Chile"])
(None, None)
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar, overload

from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

CUTOFF: Final = 0.8
"""How alike two texts must be, from 0 to 1."""
_LEAD: Final = 0.05
_SHORTEST: Final = 4
_LONGEST: Final = 80


# A mapping is an iterable of its keys too; the first signature that fits is meant.
@overload
def nearest(  # type: ignore[overload-overlap]
    text: str, choices: Mapping[str, T], *, cutoff: float = CUTOFF
) -> T | None: ...


@overload
def nearest(text: str, choices: Iterable[str], *, cutoff: float = CUTOFF) -> str | None: ...


def nearest(
    text: str, choices: Mapping[str, T] | Iterable[str], *, cutoff: float = CUTOFF
) -> T | str | None:
    """Return the choice that the text is most like, or None if unsure.

    Texts are compared by their folds. The answer does not depend on the order of the
    choices. Folds of fewer than four letters are like too many things to be judged.

    Args:
        text: The text as written.
        choices: The known texts, or a mapping from known texts to what they name.
        cutoff: How alike the two must be, from 0 to 1.
    """
    named: dict[str, T | str] = (
        dict(choices) if isinstance(choices, Mapping) else {choice: choice for choice in choices}
    )
    found = close(text, named, cutoff=cutoff)
    return found[0] if len(found) == 1 else None


def close(text: str, choices: Mapping[str, T], *, cutoff: float = CUTOFF) -> tuple[T, ...]:
    """Return what the choices name that the text is most like, each once, the likest first.

    >>> close("Slovania", {"Slovenia": "SI", "Slovakia": "SK", "Peru": "PE"})
    ('SK', 'SI')

    Args:
        text: The text as written.
        choices: A mapping from known texts to what they name.
        cutoff: How alike the text and a choice must be, from 0 to 1.
    """
    written = fold(text)
    if not _SHORTEST <= len(written) <= _LONGEST:
        return ()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(written)
    ranked: list[tuple[float, str]] = []
    for choice in choices:
        folded = fold(choice)
        # The two quick bounds spare most of the work, and never change the outcome.
        if _at_best(written, folded) < cutoff:
            continue
        matcher.set_seq1(folded)
        if matcher.quick_ratio() >= cutoff:
            ranked.append((matcher.ratio(), choice))
    ranked.sort(key=lambda pair: (-pair[0], pair[1]))
    if not ranked or ranked[0][0] < cutoff:
        return ()
    best = ranked[0][0]
    # Nothing that is barely further off than the best is left out, whatever its own likeness.
    leading: list[T] = []
    for ratio, choice in ranked:
        if best - ratio < _LEAD and choices[choice] not in leading:
            leading.append(choices[choice])
    return tuple(leading)


def _at_best(one: str, other: str) -> float:
    """Return a likeness that two folds do not exceed: a letter that one lacks matches nothing.

    >>> _at_best("slovania", "slovenia"), _at_best("unicef", "peru")
    (0.875, 0.4)
    """
    here, there = _letters(one), _letters(other)
    shared = min(
        len(one) - (here & ~there).bit_count(),
        len(other) - (there & ~here).bit_count(),
    )
    total = len(one) + len(other)
    return 2 * shared / total if total else 1.0


@lru_cache(maxsize=4096)
def _letters(text: str) -> int:
    """Return which letters a text has as bits; two that share a bit only weaken the bound."""
    bits = 0
    for letter in text:
        bits |= 1 << (ord(letter) & 63)
    return bits
