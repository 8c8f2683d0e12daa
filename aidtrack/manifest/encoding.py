"""Bytes to text: which encoding a file is in, and what says so.

A byte order mark decides, then strict UTF-8. What is neither is UTF-8 with
foreign lines, or one of the code pages of Windows, which its letters tell apart.
"""

from __future__ import annotations

import re
from collections import Counter

from aidtrack.errors import UnreadableManifest

_CODE_PAGES = ("cp1252", "cp1250")
MIXED = "utf-8 with lines in {}"
"""What a file is called that was put together from two."""
_ZEROS_IN = 400
_FORM_FEED_AND_OTHERS = frozenset(range(32)) - {9, 10, 12, 13}
"""Control characters that no text table holds."""
_INNER_SIGN = re.compile(r"(?<=[^\W\d_])[¹³¿£¥ª¯](?=[^\W\d_])")
"""Signs within a word: letters of Central Europe, read as if they were of the West."""

_CARONS = "\u0160\u0161\u017d\u017e"
_OF_THE_WEST = "\u00e0\u00e3\u00e5\u00ea\u00f1\u00f5\u00fb\u00c0\u00c5\u00ca\u00d1\u0153"
"""Letters that Western languages have, and that would be rare ones of Central Europe's."""


def decode(content: bytes, file: str, encoding: str | None = None) -> tuple[str, str]:
    """Return bytes as text, with the name of the encoding that was used.

    Args:
        content: The bytes.
        file: The file's name, for messages.
        encoding: The encoding that the caller named, which settles it.

    Raises:
        UnreadableManifest: The bytes are no text of the encoding named, or no text at all.
    """
    named = encoding or _marked(content)
    if named is not None:
        try:
            # Half a surrogate pair, which a few encodings let through, is no character.
            return content.decode(named).encode("utf-8", "replace").decode(), named
        except (LookupError, TypeError):
            raise UnreadableManifest(f"{file}: there is no encoding {named!r}") from None
        except ValueError as error:
            raise UnreadableManifest(f"{file}: not encoded in {named}: {error}") from None
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if not _FORM_FEED_AND_OTHERS.isdisjoint(content):
            raise UnreadableManifest(f"{file}: binary data, not a text table") from None
    page = _code_page(content)
    if _has_utf8(content):
        lines = content.split(b"\n")
        return "\n".join(_line(line, page) for line in lines), MIXED.format(page)
    return content.decode(page, errors="replace"), page


def is_told_by_letters(name: str) -> bool:
    """Return whether an encoding of `decode` was told by letters, not by the file itself."""
    return name in _CODE_PAGES or name.startswith(MIXED.format(""))


def _marked(content: bytes) -> str | None:
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    # Letters of the West with a zero behind or before each: UTF-16 that does not say so.
    zeros = [content[start:_ZEROS_IN:2].count(0) for start in (0, 1)]
    for zero, other, name in ((1, 0, "utf-16-le"), (0, 1, "utf-16-be")):
        if zeros[zero] * 4 > len(content[:_ZEROS_IN]) and not zeros[other]:
            return name
    return None


def _has_utf8(content: bytes) -> bool:
    """Return whether any line beyond ASCII is good UTF-8, which no other text is by chance."""
    return any(not line.isascii() and _is_utf8(line) for line in content.split(b"\n"))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _line(line: bytes, page: str) -> str:
    return line.decode("utf-8") if _is_utf8(line) else line.decode(page, errors="replace")


def _code_page(content: bytes) -> str:
    """Return the code page of Windows under which the words are words.

    In the Western page, and in Latin-1, which is part of it, the letters of Central
    Europe come out as signs within words: ``Wa³êsa`` is Wałęsa. Those of Czech and its
    neighbours come out as letters, but as such that no language of the West has side by
    side: ``støíkaèky`` is stříkačky.
    """
    foreign = b"\n".join(line for line in content.split(b"\n") if not _is_utf8(line))
    as_western = foreign.decode("cp1252", errors="replace")
    western = len(_INNER_SIGN.findall(as_western))
    central = len(_INNER_SIGN.findall(foreign.decode("cp1250", errors="replace")))
    return "cp1250" if western > central or _has_carons(as_western) else "cp1252"


def _has_carons(text: str) -> bool:
    """Return whether Western text has the letters of Czech and its neighbours, and few others.

    The letters \u0161 and \u017e stand at one place in both pages, and no language of the
    West writes them; without them, a Nordic \u00f8 beside an Italian \u00ec tells as much.
    """
    letters = Counter(text)
    own = sum(letters[each] for each in _CARONS)
    if letters["\u00f8"] and letters["\u00ec"]:
        own += letters["\u00f8"] + letters["\u00ec"]
    return own > sum(letters[each] for each in _OF_THE_WEST)
