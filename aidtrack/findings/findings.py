"""All that was found, kept small: rules and rows, made into findings when looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.errors import InvalidLines
from aidtrack.findings.known import without_known
from aidtrack.findings.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from aidtrack.findings.finding import Finding
    from aidtrack.findings.known import Known
    from aidtrack.findings.rule import Rule
    from aidtrack.findings.source import Source
    from aidtrack.findings.used_profile import UsedProfile

_SHOWN_IN_EXCEPTION = 5


ALIKE = "alike"
"""The column that says how many hits told by the same stand before one."""


@dataclass(frozen=True)
class Hits:
    """The rows at which one rule found its fault.

    The frame holds at least ``source`` and ``row``; ``make`` turns one of its
    rows into a finding, so that a million hits cost a million small rows only.
    """

    rule: Rule
    frame: pl.DataFrame
    make: Callable[[Rule, Mapping[str, Any]], Finding]
    told_by: tuple[pl.Expr, ...] = ()
    """What tells the hits apart, besides their order."""
    graded: Severity | None = None
    """The severity that a profile gives the rule; None for its own."""

    @property
    def severity(self) -> Severity:
        """How grave the hits are: as a profile says, else as the rule does."""
        return self.graded or self.rule.severity

    def __len__(self) -> int:
        """Return the number of hits."""
        return self.frame.height

    def __getitem__(self, index: int) -> Finding:
        """Return one hit as a finding."""
        return self._made(self.counted.row(index, named=True))

    def __iter__(self) -> Iterator[Finding]:
        """Yield the findings in the order of the frame."""
        for row in self.counted.iter_rows(named=True):
            yield self._made(row)

    def _made(self, row: Mapping[str, Any]) -> Finding:
        finding = self.make(self.rule, row)
        return finding if self.graded is None else replace(finding, graded=self.graded)

    @cached_property
    def counted(self) -> pl.DataFrame:
        """The hits, each with the number of those before it that are told by the same."""
        if ALIKE in self.frame.columns:
            return self.frame  # some of those counted were taken out since
        place = pl.int_range(pl.len())
        before = place.over(self.told_by) if self.told_by else place
        return self.frame.with_columns(before.alias(ALIKE))


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A rule that no line could answer, and why."""

    rule: Rule
    reason: str

    def to_dict(self) -> dict[str, str]:
        """Return it as the JSON contract shows it."""
        return {"code": self.rule.code, "reason": self.reason}


@dataclass(frozen=True)
class Findings:
    """Every finding of one run; counts are exact, findings are made lazily.

    Iterating yields findings in the order of their sources and rows.
    """

    hits: tuple[Hits, ...] = ()
    not_asked: tuple[NotAsked, ...] = ()
    """The rules that no line gave a chance to answer: passed is not the same."""
    sources: tuple[Source, ...] = ()
    lines: int = 0
    """The number of lines that were looked at."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """The date and the thresholds that the rules were asked with."""
    today: date | None = None
    """The day that dates were measured against, or None where none was given."""
    measured_by: tuple[UsedProfile, ...] = ()
    """The profiles that thresholds and severities came from, the later over the earlier."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """How the caller said that texts are to be read, by option; empty for nothing said."""

    suppressed: tuple[Hits, ...] = ()
    """What is known and not said again; counted by nothing else here."""
    known: Mapping[str, Known] = field(default_factory=dict)
    """Why it is not, by fingerprint."""
    unmatched: tuple[Known, ...] = ()
    """What was said to be known, and was not found."""

    @property
    def profiles(self) -> tuple[str, ...]:
        """The names of the profiles that thresholds and severities came from."""
        return tuple(each.name for each in self.measured_by)

    def __len__(self) -> int:
        """Return the number of findings."""
        return sum(len(hits) for hits in self.hits)

    def __iter__(self) -> Iterator[Finding]:
        """Yield all findings by source, row, and code."""
        if not self.hits:
            return
        order = pl.concat(
            hits.frame.select(
                pl.col("source").cast(pl.UInt32),
                pl.col("row").cast(pl.UInt32),
                pl.lit(number, dtype=pl.UInt32).alias("rule"),
                pl.int_range(pl.len(), dtype=pl.UInt32).alias("hit"),
            )
            for number, hits in enumerate(self.hits)
        ).sort("source", "row", "rule", "hit", nulls_last=False)
        for rule, hit in order.select("rule", "hit").iter_rows():
            yield self.hits[rule][hit]

    @property
    def ok(self) -> bool:
        """Whether there is no finding of severity error."""
        return self.of_severity(Severity.ERROR) == 0

    def of_severity(self, severity: Severity) -> int:
        """Return the number of findings of one severity."""
        return sum(len(hits) for hits in self.hits if hits.severity is severity)

    @property
    def errors(self) -> Findings:
        """The findings of severity error alone."""
        return replace(
            self,
            hits=tuple(hits for hits in self.hits if hits.severity is Severity.ERROR),
            not_asked=tuple(
                item for item in self.not_asked if item.rule.severity is Severity.ERROR
            ),
        )

    def where(self, keep: Callable[[Rule], bool]) -> Findings:
        """Return the findings of those rules alone that a predicate keeps."""
        return replace(
            self,
            hits=tuple(hits for hits in self.hits if keep(hits.rule)),
            not_asked=tuple(item for item in self.not_asked if keep(item.rule)),
            suppressed=tuple(hits for hits in self.suppressed if keep(hits.rule)),
        )

    def without(self, known: Iterable[Known]) -> Findings:
        """Return the findings without those that are known, which ``suppressed`` keeps.

        What is known comes from a profile, or from :func:`aidtrack.profiles.read_baseline`.
        """
        return without_known(self, known)

    def of_rule(self, code: str) -> Findings:
        """Return the findings of one rule alone."""
        return self.where(lambda rule: rule.code == code)

    def counts(self) -> dict[str, int]:
        """Return the exact number of findings per rule code, sorted by code."""
        counts = Counter[str]()
        for hits in self.hits:
            counts[hits.rule.code] += len(hits)
        return {code: counts[code] for code in sorted(counts) if counts[code]}

    def reaches(self, severity: Severity) -> bool:
        """Return whether any finding is as grave as this, or graver."""
        return any(len(hits) and hits.severity.reaches(severity) for hits in self.hits)

    def to_frame(self) -> pl.DataFrame:
        """Return one row per finding: code, severity, message, address, value."""
        rows = [
            {
                "code": finding.code,
                "name": finding.name,
                "severity": str(finding.severity),
                "message": finding.message,
                "file": finding.place.file,
                "sheet": finding.place.sheet,
                "cell": finding.place.cell,
                "row": finding.place.row,
                "field": finding.place.field,
                "value": finding.place.value,
                "consignment": finding.consignment,
                "line": finding.line,
            }
            for finding in self
        ]
        schema = dict.fromkeys(_FRAME_COLUMNS, pl.String) | {"row": pl.UInt32}
        return pl.DataFrame(rows, schema=schema)

    def raise_for_errors(self) -> None:
        """Raise if there is any error: the one bridge from findings to exceptions.

        Raises:
            InvalidLines: At least one finding is of severity error.
        """
        errors = self.errors
        if not len(errors):
            return
        shown = [
            str(finding) for finding, _ in zip(errors, range(_SHOWN_IN_EXCEPTION), strict=False)
        ]
        rest = len(errors) - len(shown)
        more = [f"… and {rest:,} more"] if rest else []
        message = "\n".join([f"{len(errors):,} errors found", *shown, *more])
        raise InvalidLines(message)

    def __repr__(self) -> str:
        """Return the counts in one line."""
        counts = ", ".join(
            f"{(number := self.of_severity(each)):,} {each}{'' if number == 1 else 's'}"
            for each in Severity
        )
        return f"<Findings in {self.lines:,} lines: {counts}>"


_FRAME_COLUMNS = (
    "code",
    "name",
    "severity",
    "message",
    "file",
    "sheet",
    "cell",
    "row",
    "field",
    "value",
    "consignment",
    "line",
)
