"""Rows that say nothing of goods: carried sums, numbers of pages, headings, signatures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aidtrack.manifest.charges import CHARGE, LOOKS_CHARGED, is_charge
from aidtrack.model.companion import COMPANIONS
from aidtrack.model.field import FIELDS
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

CARRIED, PAGE, BELOW = "carried over", "number of a page", "below the table"
_CARRIED = re.compile(
    r"(?:(?:sub ?total|total|balance|amount|sum) )?(?:carried|carry|brought) (?:forward|over|down)"
    r"(?: (?:to|from)\b.*)?"
    r"|balance [cb] ?[fd]|[cb] f"
    r"|(?:(?:sous )?total|somme|montant)? ?a reporter|(?:total |somme )?report(?:ee?)?"
    r"|report (?:de la |page |de )?(?:page )?(?:precedente|\d+)|a reporter page \d+"
    r"|suma y sigue|sumas? anterior(?:es)?|(?:suma |total )?(?:pasa|viene) (?:a|de) la pagina.*"
    r"|vienen|sigue"
)
_PAGE = re.compile(r"(?:page|pag|pagina|p) ?\d+(?: (?:of|de|sur|von) ?\d+| \d+)?")
_SIGNED = re.compile(
    r"(?:name (?:and|&) |date (?:and|&) |authori[sz]ed )?(?:signature|signatory)\b|signed\b"
    r"|(?:prepared|checked|verified|approved|authori[sz]ed|issued|received|delivered|released"
    r"|loaded|packed|compiled|dispatched) by\b|(?:place and date|for and on behalf of)\b"
    r"|fait a\b|fait le\b|(?:etabli|prepare|verifie|approuve|autorise|recu|livre|controle) par\b"
    r"|(?:nom et|date et|lieu et|cachet et) (?:signature|date)\b"
    r"|(?:nombre y |fecha y )?firma\b|firmado\b|hecho en\b|lugar y fecha\b"
    r"|(?:elaborado|preparado|revisado|verificado|aprobado|autorizado|recibido|entregado"
    r"|despachado) por\b"
)
LOOKS_ASIDE = (
    rf"(?i){LOOKS_CHARGED}|signa|signed|\b(?:by|par|por)\b|\bfait (?:[àa]|le)\b|firma|hecho en"
    r"|place and|lugar y|on behalf"
)
"""What is in the label of a charge or a signature, as a sieve for a column expression."""
_FEW = 4
"""How many texts a row of signatures has at most."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")


def _measures(name: str) -> bool:
    shape = FIELDS[name].shape
    return isinstance(getattr(shape, "inner", shape), MeasureShape | MoneyShape)


_MEASURED = frozenset({"packages", "pack_size", *filter(_measures, FIELDS)})
_MONEY = frozenset(
    name for name in FIELDS if isinstance(FIELDS[name].shape, MoneyShape)
) | {"value.unit"}  # fmt: skip


class Parted(NamedTuple):
    """The cells of a row that hold something, parted."""

    texts: tuple[tuple[str | None, str], ...]
    """Words, with the field of their column."""
    figures: tuple[str | None, ...]
    """The fields of the columns that hold figures, or the units of figures."""


def part(cells: Sequence[str | None], fields: Sequence[str | None]) -> Parted:
    """Return the words of a row, and where it has figures."""
    texts: list[tuple[str | None, str]] = []
    figures: list[str | None] = []
    for cell, name in zip(cells, fields, strict=True):
        text = (cell or "").strip()
        if text and _is_figure(text, name):
            figures.append(name)
        elif text:
            texts.append((name, text))
    return Parted(tuple(texts), tuple(figures))


def _is_figure(text: str, name: str | None) -> bool:
    if name in COMPANIONS or _LETTER.search(text) is None:
        return True
    # A date beside a signature stands in any column.
    return name in _MEASURED and _DIGIT.search(text) is not None and ":" not in text


def has_figures(cells: Sequence[str | None], fields: Sequence[str | None]) -> bool:
    """Return whether a row measures, counts or prices something."""
    return not _MEASURED.isdisjoint(part(cells, fields).figures)


def reason_of_aside(row: Parted) -> str | None:
    """Return why a row says nothing of goods, by its words alone; None where it may."""
    if len(row.texts) == 1:
        label = fold(row.texts[0][1])
        if _PAGE.fullmatch(label):
            return PAGE
        if row.figures and _CARRIED.fullmatch(label):
            return CARRIED
        money = row.figures and _MONEY.issuperset(row.figures)
        if money and is_charge(label):
            return CHARGE
    return BELOW if _is_signed(row) else None


def _is_signed(row: Parted) -> bool:
    return (
        0 < len(row.texts) <= _FEW
        and _MEASURED.isdisjoint(row.figures)
        and _SIGNED.match(fold(row.texts[0][1])) is not None
    )


class Heading(NamedTuple):
    """A row that may head those below it."""

    sure: bool
    """Whether it does where goods follow; else only if theirs is a number and it has none."""


def heading_of(row: Parted) -> Heading | None:
    """Return what tells that a row heads others: one text of words, and nothing else.

    Words in the column of the goods may be goods whose figures are missing.
    """
    if len(row.texts) != 1 or row.figures:
        return None
    name, text = row.texts[0]
    if name == "remarks" or name in _MEASURED or _WORD.search(text) is None:
        return None
    return Heading(sure=name != "description" or text.endswith(":"))
