"""Some cells of an xlsx workbook written anew; every other byte of its parts stays.

The cells are replaced where they stand in the XML of their sheets. A library that
loads and saves the workbook would lose text boxes, sparklines and the values that
its formulas had.
"""

from __future__ import annotations

import io
import re
import zipfile
from html import escape
from typing import TYPE_CHECKING

from aidtrack.manifest.archive import member_bytes, open_zip
from aidtrack.manifest.marks import paths_of_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aidtrack.fixing.fixes import Fix
    from aidtrack.manifest.limits import Limits

_CELL = re.compile(rb"<((?:\w+:)?)c\b([^>]*?)(?:/>|>(.*?)</\1c>)", re.DOTALL)
_ADDRESS = re.compile(rb'\sr="([A-Z]{1,3}[0-9]{1,7})"')
_TYPE = re.compile(rb'\st="[^"]*"')
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")


def fixed_workbook(
    content: bytes, file: str, fixes: Sequence[Fix], limits: Limits
) -> tuple[tuple[Fix, ...], bytes]:
    """Return the fixes that could be made, and the workbook with them.

    Args:
        content: The bytes of the file.
        file: Its name.
        fixes: What to write, each in a cell of its own.
        limits: How much of it is unpacked.

    Raises:
        UnreadableManifest: A part of the workbook is damaged.
    """
    by_sheet: dict[str | None, dict[bytes, Fix]] = {}
    for fix in fixes:
        by_sheet.setdefault(fix.sheet, {})[fix.cell.encode("ascii")] = fix
    done: list[Fix] = []
    written = io.BytesIO()
    with open_zip(content, file, limits) as archive, zipfile.ZipFile(written, "w") as copy:
        sheets = {path: sheet for sheet, path in paths_of_sheets(archive, file, limits).items()}
        for member in archive.infolist():
            part = member_bytes(archive, member, file, limits)
            wanted = by_sheet.get(sheets.get(member.filename), {})
            if wanted:
                part, made = _with_cells(part, wanted)
                done += made
            copy.writestr(member, part)
        copy.comment = archive.comment
    order = {fix: number for number, fix in enumerate(fixes)}
    return tuple(sorted(done, key=order.__getitem__)), written.getvalue()


def _with_cells(xml: bytes, fixes: Mapping[bytes, Fix]) -> tuple[bytes, list[Fix]]:
    made: list[Fix] = []

    def write(found: re.Match[bytes]) -> bytes:
        prefix, attributes, inner = found[1], found[2], found[3] or b""
        address = _ADDRESS.search(attributes)
        fix = fixes.get(address[1]) if address else None
        # What a formula gives is worked out anew: it cannot be typed over.
        if fix is None or _FORMULA.search(inner):
            return found[0]
        made.append(fix)
        return _cell(prefix, _TYPE.sub(b"", attributes).rstrip(), fix)

    return _CELL.sub(write, xml), made


def _cell(prefix: bytes, attributes: bytes, fix: Fix) -> bytes:
    text = escape(fix.after, quote=False).encode("utf-8")
    start, end = b"<" + prefix, b"</" + prefix
    if fix.as_number:
        inner = start + b"v>" + text + end + b"v>"
        return start + b"c" + attributes + b">" + inner + end + b"c>"
    inner = start + b"is>" + start + b't xml:space="preserve">' + text + end + b"t>" + end + b"is>"
    return start + b"c" + attributes + b' t="inlineStr">' + inner + end + b"c>"
