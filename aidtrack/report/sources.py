"""How each source was read, in plain text: the first thing that a report says."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aidtrack.report.plain import WIDTH, count, listed, shorten, shorten_path, wrap, wrap_words
from aidtrack.text.printable import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aidtrack.findings import ColumnUse, Skipped, Source

_MOST = 40
_MOST_ROWS = 8
_LONGEST_PATH = 44
_LONGEST_HEADER = 30
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_DECIMALS = {
    "comma": "decimal comma",
    "point": "decimal point",
    "both": "decimal comma and decimal point",
}
_ORDERS = {
    "dmy": "dates day first",
    "mdy": "dates month first",
    "ymd": "dates year first",
    "several": "dates in several orders",
}
_ENCODINGS = {"UTF-8-SIG": "UTF-8 with a byte order mark"}


def sources_text(sources: Iterable[Source], width: int = WIDTH) -> Iterator[str]:
    """Yield the lines that say how each source was read."""
    for source in sources:
        title = f"{title_of(source)}: {', '.join(facts_of(source))}"
        yield from wrap(title, width=width, indent="  ", first="")
        for label, items in details_of(source):
            yield from wrap_words(
                listed(items, _MOST), width=width, indent="    ", first=f"  {label}: "
            )


def title_of(source: Source) -> str:
    """Return the file and sheet of a source, or what stands for them."""
    if source.file is None and source.sheet is None:
        return "objects or a table in memory"
    file = shorten_path(source.file or "", _LONGEST_PATH)
    return f'{file} sheet "{clean(source.sheet)}"'.strip() if source.sheet else file


def facts_of(source: Source) -> list[str]:
    """Return the lines, the header's row, and how texts, numbers and dates are written."""
    facts = [count(source.lines, "line")]
    if source.header_row is not None:
        facts.append(f"header in row {source.header_row:,}")
    if source.encoding:
        name = source.encoding.upper()
        facts.append(_ENCODINGS.get(name, clean(name)))
    if source.delimiter:
        mark = _DELIMITERS.get(source.delimiter, repr(source.delimiter))
        facts.append(f"{mark}-separated")
    if source.decimal:
        facts.append(_DECIMALS.get(source.decimal, source.decimal))
    if source.date_order:
        facts.append(_ORDERS.get(source.date_order, source.date_order))
    return facts


def details_of(source: Source) -> Iterator[tuple[str, list[str]]]:
    """Yield what was read and what was not, each as a label and its items."""
    if source.columns:
        yield f"{count(len(source.columns), 'column')} read", [_use(use) for use in source.columns]
    if source.unmapped:
        headers = [shorten(text, _LONGEST_HEADER) for text in source.unmapped]
        yield f"{count(len(headers), 'column')} kept as written", headers
    if source.skipped_rows:
        yield "rows left out", _skipped(source.skipped_rows)
    if source.skipped_sheets:
        yield "sheets left out", _skipped(source.skipped_sheets)


def _use(use: ColumnUse) -> str:
    header = shorten(use.header or f"column {use.column}", _LONGEST_HEADER)
    alike = header.casefold().replace(" ", "_") == use.field
    return header if alike else f"{header} = {use.field}"


def _skipped(skipped: Iterable[Skipped]) -> list[str]:
    """Return the rows or sheets left out, those of one reason together."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for skip in skipped:
        by_reason[skip.reason].append(shorten(str(skip.name), _LONGEST_HEADER))
    return [
        f"{' '.join(listed(names, _MOST_ROWS))} ({clean(reason)})"
        for reason, names in by_reason.items()
    ]
