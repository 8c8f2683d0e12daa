"""What the commands share that tell a ledger what became of a consignment's goods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aidtrack.cli.book import (
    checked_reason,
    document_of,
    ledger_option,
    opened,
    reason_option,
    refused,
    when_option,
    who_option,
)
from aidtrack.cli.day import system_day
from aidtrack.cli.door import unless_option
from aidtrack.cli.ledger.telling import recorded
from aidtrack.cli.misuse import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aidtrack.ledger.parts import Where
    from aidtrack.model.entries import Document, Entry, Part
    from aidtrack.reconciliation import Reconciliation

F = TypeVar("F", bound=Callable[..., Any])

_BESIDE = ("quantity", "batch", "expiry")
"""What can be said of each line that is named."""
_LINES = (
    click.option("--line", "line", metavar="LINE", multiple=True,
                 help="The line's number. Can be repeated; without it all lines are meant."),
    click.option("--quantity", metavar="TEXT", multiple=True,
                 help="How much of the line, such as '50 each'; all that is there unless said."),
    click.option("--batch", metavar="TEXT", multiple=True,
                 help="The batch that it is of; without --quantity all of it that is there."),
    click.option("--expiry", metavar="DATE", multiple=True,
                 help="The expiry that its package bears; goes with --quantity."),
)  # fmt: skip
_WITNESS = (
    who_option,
    when_option,
    click.option("--document", metavar="FILE",
                 help="The note, waybill or statement: its name and hash are kept."),
    click.option("--title", metavar="TEXT", help="What the document calls itself."),
    click.option("--number", metavar="TEXT",
                 help="The number of the act itself, by which it can be revised."),
    click.option("--remarks", metavar="TEXT", help="Anything else."),
    click.option("--report", is_flag=True,
                 help="Somebody else tells of it: kept beside the record, never added to it."),
    click.option("--revision", is_flag=True,
                 help="Take back what is recorded of the same act."),
    reason_option,
    click.option("--also", is_flag=True,
                 help="It is a further one, of goods of which one is recorded that day."),
    unless_option,
)  # fmt: skip


def acting(command: F) -> F:
    """Give a command a consignment, its lines, and who tells of them."""
    for option in reversed((*_LINES, *_WITNESS)):
        command = option(command)
    return click.argument("reference")(ledger_option(command))


@dataclass(frozen=True, kw_only=True)
class Act:
    """What a command tells of a consignment's goods, as its options say it."""

    reference: str
    url: str
    line: tuple[str, ...]
    quantity: tuple[str, ...]
    batch: tuple[str, ...]
    expiry: tuple[str, ...]
    who: str | None
    when: str | None
    document: str | None
    title: str | None
    number: str | None
    remarks: str | None
    report: bool
    revision: bool
    reason: str | None
    unless: str
    also: bool

    def __post_init__(self) -> None:
        """Refuse options that do not fit together.

        Raises:
            click.UsageError: They do not.
        """
        for name in _BESIDE:
            given = len(getattr(self, name))
            if given and given != len(self.line):
                raise click.UsageError(
                    f"--{name}: expected one for each --line or none, got {given} for "
                    f"{len(self.line)}"
                )
        if self.expiry and not self.quantity:
            raise click.UsageError(
                "--expiry: expected --quantity too: how much of a line bears an expiry is not "
                "worked out"
            )
        if self.reason is not None and not self.revision:
            raise click.UsageError("--reason says why it is revised; expected --revision too")
        checked_reason(revision=self.revision, reason=self.reason)

    def record(
        self,
        kind: type[Entry],
        *,
        all_that_is: Where | None,
        place: str | None = None,
        leaving_open: bool = False,
        told: dict[str, Any],
    ) -> int:
        """Record an entry, and return the exit status.

        Args:
            kind: What kind of entry it is.
            all_that_is: Where goods are of which all is meant unless said otherwise; None if
                the act is of the consignment as a whole, unless lines are named.
            place: The place that they had been handed on to.
            leaving_open: Whether lines of which it is not known how much is there are meant
                too, without an amount.
            told: What the entry says besides.
        """
        from aidtrack.errors import NotRecorded

        with opened(self.url) as ledger:
            known = ledger.known(self.reference, self.line)
            try:
                parts = self._parts(known, all_that_is, place, leaving_open=leaving_open)
                entry = self._entry(kind, known, told, parts)
                return recorded(
                    ledger,
                    [entry],
                    # What is worked out from what is there is no act that is there.
                    also=self.also or not (self.quantity or self.revision),
                    revision=self.revision,
                    reason=self.reason,
                    unless=self.unless,
                )
            except NotRecorded as error:
                return refused(error)

    def _entry(
        self, kind: type[Entry], known: Reconciliation, told: dict[str, Any], parts: Sequence[Part]
    ) -> Entry:
        entry: Entry = made(
            kind,
            who=self.who or self._recipient(known),
            when=when_of(self.when),
            told="report" if self.report else "record",
            document=document_named(self.document, self.title),
            reference=self.number,
            remarks=self.remarks,
            consignment=self.reference,
            lines=tuple(parts),
            **told,
        )
        return entry

    def _recipient(self, known: Reconciliation) -> str:
        names = known.lines["recipient"].drop_nulls().unique().sort().to_list()
        if self.report or len(names) != 1:
            raise click.UsageError(
                "expected --who: who tells of it"
                if self.report
                else f"expected --who: who did it; no recipient of {self.reference} is recorded"
            )
        say(f"by {names[0]}, its recipient; --who sets another")
        return str(names[0])

    def _parts(
        self, known: Reconciliation, where: Where | None, place: str | None, *, leaving_open: bool
    ) -> tuple[Part, ...]:
        from aidtrack.ledger.parts import parts_of

        if not self.quantity:
            if where is None:
                return tuple(self._part(known, number) for number in range(len(self.line)))
            parts = parts_of(
                known, self.reference, where, self.line,
                place=place, batches=self.batch, leaving_open=leaving_open,
            )  # fmt: skip
            for part in parts:
                amount = part.quantity or "an unknown quantity"
                lot = f" of batch {part.batch}" if part.batch else ""
                say(f"line {part.line}: {amount}{lot}, all that is {where}")
            return parts
        return tuple(self._part(known, number) for number in range(len(self.line)))

    def _part(self, known: Reconciliation, number: int) -> Part:
        from aidtrack.model.entries import Part

        line = self.line[number]
        [unit] = known.lines.filter(line=line)["unit"].to_list()
        said = {
            name: getattr(self, name)[number] for name in ("batch", "expiry") if getattr(self, name)
        }
        if self.quantity:
            said["quantity"] = _amount(line, self.quantity[number], unit)
        part: Part = made(Part, line=line, **said)
        return part


def made(kind: Any, **content: Any) -> Any:
    """Return an entry, or a part of one.

    Raises:
        click.UsageError: An option says nothing that it can hold.
    """
    from pydantic import ValidationError

    try:
        return kind(**{name: value for name, value in content.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = _OPTIONS.get(str(first["loc"][0]), f"--{first['loc'][0]}")
        told = str(first["msg"]).removeprefix("Value error, ")
        raise click.UsageError(f"{name}: {told}") from None


_OPTIONS = {
    "consignment": "REFERENCE",
    "reference": "--number",
    "reverses": "ENTRY",
    "cause": "--cause",
    "place": "the place",
}
"""The options whose names are not those of the field."""


def document_named(file: str | None, title: str | None) -> Document | None:
    """Return the document that options name."""
    from aidtrack.model.entries import Document

    if file is None:
        return None if title is None else Document(title=title)
    content = Path(file).read_bytes()
    return document_of(file, content).model_copy(update={"title": title})


def when_of(when: str | None) -> str:
    """Return when it was: today unless said, which is then told."""
    if when is not None:
        return when
    day = system_day().isoformat()
    say(f"on {day} (system date); --when sets another")
    return day


def _amount(line: str, text: str, unit: str | None) -> Any:
    from aidtrack.model.values import GOODS

    reading = GOODS.read(text)
    if reading.value is None:
        raise click.UsageError(f"--quantity of line {line}: {reading.message}")
    number, own = reading.value
    amount = GOODS.join((number, own or unit))
    if amount is None:
        raise click.UsageError(
            f"--quantity of line {line}: expected a unit, as in '50 each', got {text!r}"
        )
    return amount
