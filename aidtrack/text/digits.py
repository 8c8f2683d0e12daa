"""Digits, signs and spaces of other scripts and word processors, in their ASCII form.

>>> western("١٢٣ кг"), western("۴۵"), western("１２")
('123 кг', '45', '12')
>>> western("\N{MINUS SIGN}4\N{NARROW NO-BREAK SPACE}000")
'-4 000'

The Arabic thousands separator becomes an apostrophe, which groups digits in every
style of writing. The Arabic decimal separator (U+066B) is kept: it is always a
decimal mark, and neither a comma nor a point would say so.

>>> western("١٬٢٠٠٫٥")
"1'200٫5"
"""

from __future__ import annotations

ARABIC_DECIMAL = "\N{ARABIC DECIMAL SEPARATOR}"
"""The one decimal mark that is never a grouping mark."""

_ZEROS = (
    "\N{ARABIC-INDIC DIGIT ZERO}",
    "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}",
    "\N{FULLWIDTH DIGIT ZERO}",
)
# No-break, figure, punctuation, thin, hair and ideographic spaces among them.
_SPACES = (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
# Zero-width and direction marks: spreadsheets in Arabic put them around numbers.
_INVISIBLE = (
    0x00AD,
    0x061C,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2065),
    *range(0x2066, 0x206A),
    0xFEFF,
)
# Hyphens and the en dash too: word processors put them where a minus was typed.
_MINUSES = (*range(0x2010, 0x2014), 0x2212, 0xFE58, 0xFE63, 0xFF0D)
_QUOTES = (0x2018, 0x2019, 0x02BC, 0x00B4, 0x2032, 0xFF07)

_WESTERN: dict[int, str | None] = {
    **{ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)},
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_INVISIBLE),
    **dict.fromkeys(_MINUSES, "-"),
    **dict.fromkeys(_QUOTES, "'"),
    ord("\N{ARABIC THOUSANDS SEPARATOR}"): "'",
    ord("\N{ARABIC COMMA}"): ",",
    ord("\N{FULLWIDTH COMMA}"): ",",
    ord("\N{FULLWIDTH FULL STOP}"): ".",
    ord("\N{FULLWIDTH PLUS SIGN}"): "+",
    ord("\N{FULLWIDTH SOLIDUS}"): "/",
    ord("\N{FULLWIDTH COLON}"): ":",
}


def western(text: str) -> str:
    """Return the text with its digits, signs and spaces in ASCII, its letters as they are."""
    return text if text.isascii() else text.translate(_WESTERN)
