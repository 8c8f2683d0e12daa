"""Columns that lists of codes tell of: dangerous goods by UN number, goods by customs code."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.codes.dangerous import DANGEROUS
from aidtrack.codes.tariff import EXPECTED, INTERNATIONAL_DIGITS, OTHER_EDITION
from aidtrack.lines.computed import Derived
from aidtrack.lines.repeated import told_by

if TYPE_CHECKING:
    from collections.abc import Mapping

UN_NUMBER = r"^(?i:UN)?\s?(\d{4})$"
"""How a UN number is written, and its digits."""


def _of_un_number(attribute: str, frame: pl.DataFrame) -> pl.Expr:
    """Return what the list of dangerous goods says of a UN number; null of one not in it."""
    told = {number: getattr(goods, attribute) for number, goods in DANGEROUS.items()}
    digits = pl.col("un_number").str.extract(UN_NUMBER)
    named = digits.replace_strict(told, default=None, return_dtype=pl.String)
    return told_by(frame, ["un_number"], named)


def _other_hs(frame: pl.DataFrame) -> pl.Expr:
    six = pl.col("hs_code").str.head(INTERNATIONAL_DIGITS)
    other = six.replace_strict(OTHER_EDITION, default=None, return_dtype=pl.String)
    return told_by(frame, ["hs_code"], other)


def _usual_hs(_: pl.DataFrame) -> pl.Expr:
    """Return the digits to expect at the beginning of a code, one or several."""
    return pl.coalesce(
        pl.when(
            (pl.col("kind") == kind) & (technology is None or pl.col("technology") == technology)
        ).then(pl.lit(" or ".join(codes)))
        for (kind, technology), codes in EXPECTED.items()
    )


CODED: Mapping[str, Derived] = MappingProxyType(
    {
        "un_name": Derived(
            ("un_number",),
            partial(_of_un_number, "name"),
            "The proper shipping name of a UN number that is known.",
            pl.String(),
        ),
        "un_class": Derived(
            ("un_number",),
            partial(_of_un_number, "hazard"),
            "The class of a UN number that is known, the subsidiary hazard in brackets.",
            pl.String(),
        ),
        "other_hs": Derived(
            ("hs_code",),
            _other_hs,
            "The customs code of the same goods in the edition before or after.",
            pl.String(),
        ),
        "usual_hs": Derived(
            ("kind", "technology"),
            _usual_hs,
            "The digits that the customs codes of such goods begin with.",
            pl.String(),
        ),
    }
)
"""Every such column by its name."""
