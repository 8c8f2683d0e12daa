"""The waist: one row per line item, whatever it came from.

>>> from aidtrack.model import Consignment, Monitor
>>> lines = Lines.of(Consignment(reference="A-1", lines=(Monitor(quantity="150 each"),)))
>>> len(lines), lines.frame["quantity.unit"].to_list()
(1, ['each'])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import polars as pl
from pydantic import BaseModel

from aidtrack.findings import ColumnUse, Finding, Source
from aidtrack.lines.completion import complete
from aidtrack.lines.history import history_columns
from aidtrack.lines.issue import issues_frame, no_issues
from aidtrack.lines.objects import consignments_of, distinct_names, frame_of
from aidtrack.lines.schema import EXTRA, KEYS, state_of, stated_in
from aidtrack.lines.table import canonical, floats_of, floats_of_rows, frame_of_rows
from aidtrack.model.consignment import Consignment
from aidtrack.model.field import FIELDS
from aidtrack.text.style import AS_WRITTEN, Style

Linelike = Any
"""What :meth:`Lines.of` accepts; a frame of any library has no common type."""


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines in canonical columns, with what reading them had to say."""

    frame: pl.DataFrame
    """One row per line: see :mod:`aidtrack.lines.schema` for its columns."""
    sources: tuple[Source, ...] = (Source(),)
    """Where the lines came from, and how each source was read."""
    issues: pl.DataFrame = field(default_factory=no_issues)
    """One row for each text worth a word: source, field, text, issue, message."""
    remarks: tuple[Finding, ...] = ()
    """What reading found of whole sources: no header, hidden sheets, a currency borrowed."""

    @classmethod
    def of(cls, data: Linelike, *, style: Style = AS_WRITTEN) -> Lines:
        """Return lines of a consignment, several, a dataframe, or rows.

        Args:
            data: Lines; a :class:`Consignment` or an iterable of them; a frame of
                Polars, pandas or Arrow (anything with the Arrow stream interface)
                by canonical column names; or an iterable of mappings by canonical
                names. A path is refused: reading files is :func:`aidtrack.read`.
            style: What settles ambiguous texts.

        Raises:
            TypeError: The data is of none of these types.
        """
        match data:
            case Lines():
                return data
            case Consignment():
                return cls._of_consignments([data])
            case pl.DataFrame():
                return cls._of_frame(data, style)
            case pl.LazyFrame():
                return cls._of_frame(data.collect(), style)
            case str() | bytes() | Mapping() | BaseModel():
                pass
            case _ if hasattr(data, "__arrow_c_stream__"):
                return cls._of_frame(_arrow_frame(data), style)
            case Iterable():
                return cls._of_iterable(data, style)
        message = (
            "expected a Consignment, several, a dataframe or rows, "
            f"got {type(data).__name__}; files are read by aidtrack.read()"
        )
        raise TypeError(message)

    @classmethod
    def _of_iterable(cls, data: Iterable[Any], style: Style) -> Lines:
        items = list(data)
        rows = bool(items) and isinstance(items[0], Mapping)
        for position, item in enumerate(items, start=1):
            if not isinstance(item, Mapping if rows else Consignment):
                expected = "consignments or mappings"
                if position > 1:
                    expected = f"{'mappings' if rows else 'consignments'}, as the first is"
                message = f"expected {expected}, got {type(item).__name__} at position {position}"
                raise TypeError(message)
        if rows:
            return cls._of_frame(frame_of_rows(items), style, floats_of_rows(items))
        return cls._of_consignments(items)

    @classmethod
    def _of_consignments(cls, consignments: list[Consignment]) -> Lines:
        frame, issues = frame_of(consignments)
        empty = tuple(
            name
            for name, each in zip(distinct_names(consignments), consignments, strict=True)
            if not each.lines
        )
        return cls(frame, (Source(lines=frame.height, empty=empty),), issues_frame(issues))

    @classmethod
    def _of_frame(
        cls, data: pl.DataFrame, style: Style, floats: tuple[str, ...] | None = None
    ) -> Lines:
        frame, issues = complete(*canonical(data, style))
        extras = tuple(
            ColumnUse(None, name.removeprefix(EXTRA), name)
            for name in frame.columns
            if name.startswith(EXTRA) and name not in data.columns
        )
        floats = floats_of(data) if floats is None else floats
        lines = dict(frame.group_by("source").len().iter_rows())
        sources = range(max(lines, default=0) + 1)
        return cls(
            frame,
            tuple(
                Source(lines=lines.get(number, 0), extras=extras, floats=floats)
                for number in sources
            ),
            pl.concat(
                issues.with_columns(pl.lit(number, dtype=KEYS["source"]).alias("source"))
                for number in sources
            ),
        )

    def __len__(self) -> int:
        """Return the number of lines."""
        return self.frame.height

    def has(self, name: str) -> bool:
        """Return whether any source has a column for a field."""
        return name in self._columns

    @cached_property
    def _columns(self) -> frozenset[str]:
        return frozenset(self.frame.columns)

    @cached_property
    def stated(self) -> frozenset[str]:
        """The columns without their parts, fields and extras alike, of which a line says anything.

        Much is spared where none does.
        """
        return stated_in(self.frame)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the lines have columns for, in canonical order."""
        return tuple(name for name in FIELDS if name in self._columns)

    @property
    def extras(self) -> tuple[str, ...]:
        """The headers of the columns that stand for no field."""
        return tuple(
            name.removeprefix(EXTRA) for name in self.frame.columns if name.startswith(EXTRA)
        )

    def consignments(self) -> Iterator[Consignment]:
        """Yield the consignments that the lines make up; this never raises.

        A field that could not be read is None there; its text stands in ``as_written``.
        """
        return consignments_of(self.frame)

    def with_history(self, history: pl.DataFrame) -> Lines:
        """Return the same lines with what earlier records know of each.

        Args:
            history: One row for each line, in their order, with some of the columns
                of ``aidtrack.lines.history.HISTORY``, such as ``known_expiry``.

        Raises:
            ValueError: It has another number of rows than there are lines.
            UnknownName: One of its columns is none of history.
            TypeError: A column holds what its type cannot.
        """
        columns = history_columns(history, len(self))
        return replace(self, frame=self.frame.with_columns(columns.get_columns()))

    def batches(self, size: int) -> Iterator[Lines]:
        """Yield the same lines in pieces of at most so many; remarks go with the first.

        Raises:
            ValueError: The size is below one.
        """
        if size < 1:
            raise ValueError(f"a batch holds at least one line, got {size}")
        if len(self) <= size:
            yield self
            return
        for start in range(0, len(self), size):
            yield replace(
                self,
                frame=self.frame.slice(start, size),
                remarks=self.remarks if start == 0 else (),
            )

    def __repr__(self) -> str:
        """Return the number of lines, sources and fields."""
        return (
            f"<Lines: {len(self):,} lines of {len(self.sources)} source"
            f"{'' if len(self.sources) == 1 else 's'}, {len(self.fields)} fields>"
        )


def _arrow_frame(data: Any) -> pl.DataFrame:
    """Return a frame of another library, by the Arrow stream that it offers."""
    try:
        return pl.DataFrame(data)
    except ImportError as error:
        raise TypeError(
            f"a {type(data).__module__.split('.')[0]} dataframe is read through pyarrow, which is "
            "not installed: pip install pyarrow"
        ) from error


def join_lines(parts: Iterable[Lines]) -> Lines:
    """Return the lines of several readings as one, their sources numbered anew."""
    frames: list[pl.DataFrame] = []
    issues: list[pl.DataFrame] = []
    sources: list[Source] = []
    remarks: list[Finding] = []
    for part in parts:
        offset = pl.lit(len(sources), dtype=KEYS["source"])
        frames.append(part.frame.with_columns(pl.col("source") + offset))
        issues.append(part.issues.with_columns(pl.col("source") + offset))
        sources += part.sources
        remarks += part.remarks
    if not frames:
        return Lines.of([])
    return Lines(
        pl.concat(_with_all_states(frames), how="diagonal"),
        tuple(sources),
        pl.concat(issues) if issues else no_issues(),
        tuple(remarks),
    )


def _with_all_states(frames: list[pl.DataFrame]) -> list[pl.DataFrame]:
    """Write the states out in every frame where any of them does: no state is no null."""
    fields = [name for name in FIELDS if any(f"{name}.state" in each.columns for each in frames)]
    return [
        each.with_columns(state_of(name, each.schema).alias(f"{name}.state") for name in fields)
        for each in frames
    ]
