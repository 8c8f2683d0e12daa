"""What packages are, where only the header of their number says so: *Cartons*, *No. of pallets*.

>>> type_in_header("No. of cartons"), type_in_header("Cajas"), type_in_header("Nombre de colis")
('carton', 'carton', None)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.text.fold import fold
from aidtrack.units.aliases import read_unit
from aidtrack.units.packsize import PACKAGES

if TYPE_CHECKING:
    from aidtrack.manifest.columns import Columns

_OF_ANY_TYPE: Final = frozenset({"pack", "package"})
"""*Colis* and *bultos* count pallets as well as cartons."""
_BARE: Final = r"^\s*\d[\d\s.,]*$"
"""A number without words: words say themselves what they count."""


def type_in_header(header: str) -> str | None:
    """Return the type of the packages that a header counts, or None where it says none."""
    units = (read_unit(word).value for word in fold(header).split())
    named = [unit for unit in units if unit in PACKAGES and unit not in _OF_ANY_TYPE]
    if len(named) != 1:
        return None
    # A box that goods travel in is a carton, as caja says as well.
    return "carton" if named[0] == "box" else named[0]


def types_of_packages(columns: Columns, cells: pl.DataFrame) -> pl.Series | None:
    """Return what the packages of each line are, where nothing but their header says it."""
    packages = columns.chosen.get("packages")
    kind = type_in_header(packages.header) if packages else None
    if packages is None or kind is None or "package_type" in columns.chosen:
        return None
    bare = cells.to_series(packages.place).str.contains(_BARE)
    return pl.select(pl.when(bare).then(pl.lit(kind))).to_series()
