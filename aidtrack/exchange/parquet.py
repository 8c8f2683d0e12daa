"""The canonical Parquet: the texts of the canonical table, for programs that read columns."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from aidtrack.exchange.table import canonical_texts

if TYPE_CHECKING:
    from aidtrack.lines.lines import Lines


def to_parquet(lines: Lines) -> bytes:
    """Return the canonical texts of the lines as columns of strings.

    Numbers and dates are texts here too: a column that holds what could not be read
    beside what could has no other type, and no digit or unit is lost.
    """
    output = io.BytesIO()
    canonical_texts(lines).write_parquet(output)
    return output.getvalue()
