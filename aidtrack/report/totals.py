"""Totals as plain text: a table of groups, then the whole, then what documents declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tabulate import tabulate

from aidtrack.report import amounts
from aidtrack.report.plain import WIDTH, count, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aidtrack.summary import Group, Summary, Totals
    from aidtrack.summary.total import QuantityTotal

_GAP = 2
_NARROWEST = 30
_COUNTS = ("consign-\nments", "lines")
_COUNTS_WIDTH = 8 + _GAP + 5 + _GAP


def summary_text(summary: Summary, *, width: int = WIDTH) -> Iterator[str]:
    """Yield totals as lines."""
    if summary.groups:
        yield from _table(summary, width)
        yield ""
    total = summary.total
    yield f"Total: {count(total.consignments, 'consignment')}, {count(total.lines, 'line')}"
    yield from _whole(total, width)
    if total.declared:
        yield ""
        yield "Declared"
        for claim in total.declared:
            yield from wrap(amounts.declared(claim), width=width, indent="    ", first="  ")
    if any(amounts.was_rounded(totals) for totals in (total, *summary.groups)):
        yield ""
        yield "Weights are shown to the gram; JSON and CSV have every digit."


def _table(summary: Summary, limit: int) -> Iterator[str]:
    """Yield the groups as a table; a key that repeats the one above is left blank."""
    keys = [
        [amounts.show_key(name, value) for name, value in group.key.items()]
        for group in summary.groups
    ]
    names = list(summary.by)
    room = limit - _COUNTS_WIDTH - _NARROWEST
    widths = _key_widths([names, *keys], room)
    if sum(widths) + _GAP * len(widths) > room:
        keys = [[" / ".join(parts)] for parts in keys]
        names = [" / ".join(names)]
        widths = _key_widths([names, *keys], room)
    rest = limit - _COUNTS_WIDTH - sum(widths) - _GAP * len(widths)
    shown = _known_measures(summary.groups)
    rows = []
    above: list[str] = []
    for group, parts in zip(summary.groups, keys, strict=True):
        cells = [
            "" if parts[: place + 1] == above[: place + 1] and place < len(parts) - 1 else text
            for place, text in enumerate(parts)
        ]
        above = parts
        wrapped = ["\n".join(wrap(t, width=w)) for t, w in zip(cells, widths, strict=True)]
        totals = "\n".join(_cell(group, shown, rest, with_kind="kind" not in summary.by))
        rows.append([*wrapped, f"{group.consignments:,}", f"{group.lines:,}", totals])
    headers = ["\n".join(wrap(n, width=w)) for n, w in zip(names, widths, strict=True)]
    # The headers are rows like the others: tabulate would widen the columns under them.
    heading = [[*headers, *_COUNTS, "totals"], ["-" * wide for wide in (*widths, 8, 5, rest)]]
    table = tabulate(
        [*heading, *rows],
        tablefmt="plain",
        disable_numparse=True,
        colalign=["left"] * len(names) + ["right", "right", "left"],
        preserve_whitespace=True,
    )
    yield from (line.rstrip() for line in table.splitlines())


def _key_widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return the widths of the key columns: the widest give way until all fit, but for words."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(width, column)) for column in columns]
    least = [min(wide, 12) for wide in widths]
    while sum(widths) + _GAP * len(widths) > room:
        place = max(range(len(widths)), key=lambda n: widths[n] - least[n])
        if widths[place] <= least[place]:
            break
        widths[place] -= 1
    return widths


def _known_measures(groups: Iterable[Group]) -> list[str]:
    """Return the measures that any group knows; of the others only the whole is told."""
    every = list(groups)
    return [
        name
        for name in amounts.MEASURES
        if any(getattr(group, name).value is not None for group in every)
    ]


def _cell(group: Group, measures: Iterable[str], limit: int, *, with_kind: bool) -> Iterator[str]:
    """Yield what a group adds up to, for one cell of the table."""
    numbers = [amounts.number_and_unit(entry)[0] for entry in group.quantity]
    align = max(map(width, numbers), default=0)
    for entry in group.quantity:
        yield from _entry(entry, align, limit, with_kind=with_kind)
    if group.unread_quantities:
        yield from wrap(amounts.uncounted(group.unread_quantities), width=limit)
    for name in measures:
        total = getattr(group, name)
        text = f"{_SHORT[name]} {amounts.measure(name, total)}"
        yield from wrap(text, width=limit, indent="  ", first="")
    for flow in group.flow:
        yield from wrap(f"flow {amounts.flow(flow)}", width=limit, indent="  ", first="")
    for value in group.value:
        text = f"value {amounts.value(value, group.lines)}"
        yield from wrap(text, width=limit, indent="  ", first="")


_SHORT = {"gross_weight": "gross", "net_weight": "net", "volume": "volume"}


def _entry(entry: QuantityTotal, align: int, limit: int, *, with_kind: bool) -> list[str]:
    number, unit = amounts.number_and_unit(entry)
    goods = amounts.goods_of(entry, with_kind=with_kind)
    text = f"{unit}, {goods}" if goods else unit
    return wrap(
        text, width=limit, indent=" " * (align + 3), first=f"{pad(number, align, right=True)} "
    )


def _whole(total: Totals, limit: int) -> Iterator[str]:
    """Yield what everything adds up to, each unlike thing on a line of its own."""
    parts = [(*amounts.number_and_unit(entry), entry) for entry in total.quantity]
    numbers = max((width(number) for number, _, _ in parts), default=0)
    units = max((width(unit) for _, unit, _ in parts), default=0)
    for number, unit, entry in parts:
        first = f"  {pad(number, numbers, right=True)} {pad(unit, units)}  "
        goods = amounts.goods_of(entry)
        yield from wrap(goods, width=limit, indent=" " * (width(first) + 2), first=first)
    rows = [("gross weight", amounts.measure("gross_weight", total.gross_weight))]
    rows += [
        (label, amounts.measure(name, getattr(total, name)))
        for name, label in amounts.MEASURES.items()
        if name != "gross_weight"
    ]
    rows += [("flow", amounts.flow(flow)) for flow in total.flow]
    rows += [("value", amounts.value(value, total.lines)) for value in total.value]
    if not total.value:
        rows.append(("value", f"not known, {amounts.coverage(0, total.lines)}"))
    if total.unread_quantities:
        covered = amounts.coverage(total.unread_quantities, total.lines)
        rows.insert(
            0,
            ("not counted", f"{covered}: quantity blank or unreadable, or no name"),
        )
    for label, text in rows:
        yield from wrap(text, width=limit, indent=" " * 18, first=f"  {pad(label, 14)}")
