"""One pass over any sources: how they were read, what is wrong, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aidtrack.kernel.conclude import conclude
from aidtrack.kernel.evaluate import run
from aidtrack.kernel.keys import keys_named
from aidtrack.lines import join_lines
from aidtrack.manifest import Readable, read
from aidtrack.profiles import DEFAULT
from aidtrack.rules import RULES
from aidtrack.summary import summary_of_partial
from aidtrack.text.style import AS_WRITTEN, Style
from aidtrack.validation import BATCH, plan_of

if TYPE_CHECKING:
    from datetime import date

    from aidtrack.findings import Findings, Rule, Source
    from aidtrack.summary import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The outcome of a check."""

    findings: Findings
    summary: Summary

    @property
    def reading(self) -> tuple[Source, ...]:
        """How each source was read."""
        return self.findings.sources


def check(
    source: Readable | Sequence[Readable],
    *,
    by: Iterable[str] = (),
    today: date | None = None,
    rules: Sequence[Rule] = RULES,
    profiles: Iterable[str] = (DEFAULT.name,),
    same_consignment: bool = False,
    columns: Mapping[str, str] | None = None,
    style: Style = AS_WRITTEN,
    encoding: str | None = None,
    sheet: str | None = None,
    batch: int = BATCH,
) -> Check:
    """Read, validate and summarise in one pass.

    Args:
        source: A path, a stream of bytes, or several of them.
        by: What to take totals by, besides the whole.
        today: The day to measure expiry against, or None not to ask.
        rules: The rules to ask.
        profiles: The names of the profiles whose thresholds hold.
        same_consignment: Whether all sources are documents of one consignment.
        columns: Headers as written, each with the field it means.
        style: What settles ambiguous texts.
        encoding: The encoding of text files.
        sheet: The sheet of workbooks.
        batch: How many lines are looked at together; no result depends on it.

    Raises:
        UnreadableManifest: A source cannot be opened.
        UnknownName: A field, key or profile does not exist.
        InvalidRule: A rule's expression fails, or two rules share a code.
    """
    several = not isinstance(source, str | Path) and isinstance(source, Sequence)
    sources: Sequence[Readable] = source if several else [source]  # type: ignore[list-item, assignment]
    plan = plan_of(
        tuple(rules),
        today,
        tuple(profiles),
        same_consignment=same_consignment,
        by=keys_named(by),
    )
    lines = join_lines(
        read(each, columns=columns, style=style, encoding=encoding, sheet=sheet) for each in sources
    )
    partial = run(lines, plan, batch)
    return Check(findings=conclude(partial, plan), summary=summary_of_partial(partial, plan))
