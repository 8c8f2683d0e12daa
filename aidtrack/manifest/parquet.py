"""Parquet: columns that have names and types of their own, as a grid of texts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.errors import UnreadableManifest
from aidtrack.lines.table import texts_of
from aidtrack.manifest.archive import is_panic
from aidtrack.manifest.grid import Grid

if TYPE_CHECKING:
    from aidtrack.manifest.limits import Limits


def read_parquet(content: bytes, file: str, limits: Limits) -> Grid:
    """Return the grid of a Parquet file.

    Raises:
        UnreadableManifest: It is damaged, or larger than the limits.
    """
    try:
        query = pl.scan_parquet(io.BytesIO(content))
        width = len(query.collect_schema())
        height = query.select(pl.len()).collect().item()
        if width > limits.columns or width * height > limits.cells:
            raise UnreadableManifest(  # noqa: TRY301 (no error of the reader: it is let through)
                f"{file}: {height:,} rows and {width:,} columns, more than is read "
                f"({limits.cells:,} cells, {limits.columns:,} columns; option --limit)"
            )
        frame = query.collect()
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else "no reason given"
        raise UnreadableManifest(f"{file}: a damaged Parquet file: {reason}") from None
    except BaseException as error:
        if not is_panic(error):
            raise
        raise UnreadableManifest(f"{file}: a damaged Parquet file") from None
    numeric = [
        pl.repeat(value=column.dtype.is_numeric(), n=frame.height, eager=True).alias(f"c{place}")
        for place, column in enumerate(frame.get_columns())
    ]
    texts = [
        texts_of(column).alias(f"c{place}") for place, column in enumerate(frame.get_columns())
    ]
    return Grid(
        file=file,
        cells=pl.DataFrame(texts),
        native=pl.DataFrame(numeric),
        headers=tuple(frame.columns),
    )
