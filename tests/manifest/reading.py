"""How the tests of reading read: a text as a file, and its lines as plain rows."""

from __future__ import annotations

import io
from typing import Any

from aidtrack import Lines, read


def lines_of(content: str | bytes, **how: Any) -> Lines:
    """Return the lines of a file of this content."""
    return read(io.BytesIO(content.encode() if isinstance(content, str) else content), **how)


def rows(lines: Lines, *names: str) -> list[Any]:
    """Return one column of lines, or several as rows."""
    return lines.frame[names[0]].to_list() if len(names) == 1 else lines.frame.select(names).rows()


def remarks(lines: Lines) -> list[str]:
    """Return the codes of what reading found of the whole table."""
    return [finding.code for finding in lines.remarks]
