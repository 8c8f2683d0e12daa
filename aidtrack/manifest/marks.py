"""What an xlsx sheet says besides its values: hidden parts, errors, formulas without a value.

The sheet's XML is searched for just these, byte by byte: no parser, so no entity
is ever expanded, and a sheet without them costs next to nothing.
"""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from types import MappingProxyType
from typing import TYPE_CHECKING

from aidtrack.errors import UnreadableManifest
from aidtrack.findings import column_index
from aidtrack.manifest.archive import member_bytes
from aidtrack.manifest.extent import (
    Extent,
    exact_extent_of_sheet,
    extent_of_sheet,
    extents_of_tables,
    without_prefix,
)
from aidtrack.manifest.grid import Cell, Marks
from aidtrack.manifest.plain import look_at

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Iterator

    from aidtrack.manifest.limits import Limits

_SHEET = re.compile(rb"<sheet [^>]*>")
_RELATION = re.compile(rb"<Relationship [^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_HIDDEN = re.compile(rb'<(row|col) [^>]*hidden="(?:1|true)"[^>]*>')
_ERROR = re.compile(
    rb'<c ([^>]*t="e"[^>]*)>(?:<f[^>]*(?:/>|>[^<]*</f>))?'
    rb"<v>(#[^<]{1,20})</"
)
_FORMULA = re.compile(
    rb"<c ([^>]*[^>/])><f\b[^>]*?(?:/>|>([^<]*)</f>)"
    rb"(<v>[^<])?"
)
_VOLATILE = re.compile(rb"(?i)\b(?:today|now|rand|randbetween|offset|indirect)\(")
_ROW = re.compile(r"[0-9]{1,7}")
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def marks_of_sheets(archive: zipfile.ZipFile, file: str, limits: Limits) -> dict[str, Marks]:
    """Return the marks of each sheet by its name; other workbooks than xlsx have none.

    Raises:
        UnreadableManifest: A part of the workbook is damaged.
    """
    is_xlsx = "xl/workbook.xml" in archive.namelist()
    paths = paths_of_sheets(archive, file, limits) if is_xlsx else {}
    sheets = {path: sheet for sheet, path in paths.items()}
    found = {}
    # Every part is looked at, linked as a sheet or not: links can be written so that
    # the reader of workbooks follows others than we do.
    for member in archive.infolist():
        xml = member_bytes(archive, member, file, limits)
        name = sheets.get(member.filename, member.filename)
        if b"table:table-row" in xml:
            for extent in extents_of_tables(xml):
                check_extent(name, extent, file, limits, partial(_same, extent))
        if b"sheetData" in xml:
            xml = without_prefix(xml)
            look = look_at(xml)
            exactly = partial(exact_extent_of_sheet, xml)
            check_extent(name, extent_of_sheet(xml, look.last), file, limits, exactly)
            if look.marked and member.filename in sheets:
                found[name] = _marks(xml)
    return found


def check_extent(
    sheet: str, extent: Extent, file: str, limits: Limits, exactly: Callable[[], Extent]
) -> None:
    """Refuse a sheet that reaches further than the limits.

    Args:
        sheet: Its name.
        extent: How far it reaches, perhaps a little too far.
        file: The file's name.
        limits: The limits.
        exactly: What finds out how far it really reaches.

    Raises:
        UnreadableManifest: It has more rows and columns than are read.
    """
    if not _is_beyond(extent, limits):
        return
    rows, columns = exactly()
    if _is_beyond((rows, columns), limits):
        raise UnreadableManifest(
            f"{file}: sheet {sheet!r} has {rows:,} rows and {columns:,} columns, more than is "
            f"read ({limits.cells:,} cells, {limits.columns:,} columns; option --limit)"
        )


def _same(extent: Extent) -> Extent:
    return extent


def _is_beyond(extent: Extent, limits: Limits) -> bool:
    rows, columns = extent
    return rows * columns > limits.cells or columns > limits.columns


def paths_of_sheets(archive: zipfile.ZipFile, file: str, limits: Limits) -> dict[str, str]:
    """Return where in the archive of an xlsx each sheet stands.

    Raises:
        UnreadableManifest: The parts of the workbook are damaged, or not linked.
    """
    try:
        links = without_prefix(member_bytes(archive, "xl/_rels/workbook.xml.rels", file, limits))
    except KeyError:
        raise UnreadableManifest(f"{file}: a damaged workbook: its parts are not linked") from None
    targets = {}
    for relation in _RELATION.findall(links):
        attributes = _attributes(relation)
        target = attributes.get("Target", "")
        targets[attributes.get("Id", "")] = (
            target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        )
    sheets = {}
    book = without_prefix(member_bytes(archive, "xl/workbook.xml", file, limits))
    for sheet in _SHEET.findall(book):
        attributes = _attributes(sheet)
        link = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        sheets[attributes.get("name", "")] = targets.get(link, "")
    return sheets


def _marks(xml: bytes) -> Marks:
    rows: set[int] = set()
    columns: set[int] = set()
    if b"hidden=" in xml:
        for found in _HIDDEN.finditer(xml):
            attributes = _attributes(found[0])
            if found[1] == b"row":
                rows.add(_whole(attributes.get("r")) - 1)
            else:
                first, last = _whole(attributes.get("min")), _whole(attributes.get("max"))
                columns.update(range(first - 1, min(last, first + 16_384)))
    errors = dict(_errors(xml)) if b'"e"' in xml else {}
    return Marks(
        hidden_rows=frozenset(rows - {-1}),
        hidden_columns=frozenset(columns - {-1}),
        formulas=MappingProxyType(dict(_formulas(xml))),
        errors=MappingProxyType(errors),
    )


def _errors(xml: bytes) -> Iterator[tuple[Cell, str]]:
    for found in _ERROR.finditer(xml):
        cell = _cell(found[1])
        if cell is not None:
            yield cell, unescape(found[2].decode("utf-8", "replace"))


def _formulas(xml: bytes) -> Iterator[tuple[Cell, str]]:
    """Yield the formulas that have no value in the file, or one that changes by itself."""
    if b"<f" not in xml:
        return
    for found in _FORMULA.finditer(xml):
        formula, has_value = found[2] or b"", found[3] is not None
        if has_value and not _VOLATILE.search(formula):
            continue
        cell = _cell(found[1])
        if cell is not None:
            yield cell, f"={unescape(formula.decode('utf-8', 'replace'))}"


def _cell(attributes: bytes) -> Cell | None:
    """Return the address that a cell's attributes state, or None where they do not."""
    return cell_named(_attributes(attributes).get("r", ""))


def cell_named(address: str) -> Cell | None:
    """Return the cell of an address such as ``I21``, or None where it is none.

    >>> cell_named("I21")
    Cell(row=20, column=8)
    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    return Cell(int(found[2]) - 1, column_index(found[1]))


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode("ascii", "replace"): unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(tag)
    }


def _whole(text: str | None) -> int:
    return int(text) if text and _ROW.fullmatch(text) else 0
