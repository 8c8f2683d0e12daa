"""One pass over any sources: how they were read, what is wrong, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from aidtrack.kernel.conclude import conclude
from aidtrack.kernel.evaluate import run
from aidtrack.kernel.keys import keys_named
from aidtrack.lines import join_lines
from aidtrack.manifest import DEFAULT_LIMITS, DonorMapping, Limits, Readable, read, read_mapping
from aidtrack.profiles import DEFAULT, names_of_profiles
from aidtrack.rules import ASKED
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
    rules: Sequence[Rule] = ASKED,
    profiles: Iterable[str] = (DEFAULT.name,),
    same_consignment: bool = False,
    columns: Mapping[str, str] | None = None,
    mapping: DonorMapping | str | Path | None = None,
    style: Style = AS_WRITTEN,
    encoding: str | None = None,
    sheet: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
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
        mapping: What is known of this donor's manifests, or the path of a file that says it.
        style: What settles ambiguous texts.
        encoding: The encoding of text files.
        sheet: The sheet of workbooks.
        limits: What a file may ask for before it is refused.
        batch: How many lines are looked at together; no result depends on it.

    Raises:
        UnreadableManifest: A source cannot be opened.
        UnknownName: A field, key or profile does not exist.
        InvalidMapping: The mapping file is none.
        InvalidRule: A rule's expression fails, or two rules share a code.
        TypeError: A source is neither a path nor a stream, or the profiles are one text.
    """
    plan = plan_of(
        tuple(rules),
        today,
        names_of_profiles(profiles),
        same_consignment=same_consignment,
        by=keys_named(by),
    )
    # A mapping file is read once, however many sources there are.
    known = read_mapping(mapping) if isinstance(mapping, str | Path) else mapping
    lines = join_lines(
        read(
            each,
            columns=columns,
            mapping=known,
            style=style,
            encoding=encoding,
            sheet=sheet,
            limits=limits,
        )
        for each in _told_apart(source)
    )
    partial = run(lines, plan, batch)
    return Check(findings=conclude(partial, plan), summary=summary_of_partial(partial, plan))


@dataclass(frozen=True, slots=True)
class _Stream:
    """A stream under a name of its own."""

    name: str
    stream: BinaryIO

    def read(self, size: int = -1) -> bytes:
        """Return so many of the stream's bytes."""
        return self.stream.read(size)


def _told_apart(source: Readable | Sequence[Readable]) -> Iterator[Readable]:
    """Yield the sources; streams without a name are numbered from the second on.

    By its name a document is told from others, and found again by its reader.

    Raises:
        TypeError: One is neither a path nor a stream.
    """
    several = isinstance(source, Sequence) and not isinstance(source, str | bytes)
    sources: Iterable[Any] = source if several else [source]  # type: ignore[assignment]
    nameless = 0
    for each in sources:
        if isinstance(each, str | Path):
            yield each
            continue
        if not hasattr(each, "read"):
            raise TypeError(
                "expected a path, a stream of bytes, or a list of them, "
                f"got {type(each).__name__}; "
                "bytes are read as io.BytesIO(content), objects by aidtrack.validate()"
            )
        if _is_named(each):
            yield each
            continue
        nameless += 1
        yield each if nameless == 1 else cast("BinaryIO", _Stream(f"(stream {nameless})", each))


def _is_named(stream: Any) -> bool:
    """Return whether a stream has a name as files have: a number is none."""
    name = getattr(stream, "name", None)
    return isinstance(name, str) and name != "<stdin>"
