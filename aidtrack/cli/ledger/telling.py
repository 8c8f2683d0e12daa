"""What is said of entries that were recorded, and of what they contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aidtrack.cli.book import today
from aidtrack.cli.misuse import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aidtrack.ledger import Ledger, Recording
    from aidtrack.model.entries import Entry

_MOST = 20
"""How many entries, and how many contradictions, are told."""
_TOGETHER = 500
"""Of how many consignments the balances are taken by themselves."""


def recorded(
    ledger: Ledger,
    entries: Sequence[Entry],
    *,
    about: str | None = None,
    file: str | None = None,
    **how: Any,
) -> int:
    """Record entries, and say what was recorded and what now contradicts.

    Args:
        ledger: The ledger.
        entries: The entries.
        about: The consignment that they are about, where they do not say so themselves.
        file: The file that they are taken from.
        how: What else recording is told.

    Raises:
        NotRecorded: They were not recorded.
    """
    names = sorted({name for name in (about, *(entry.about for entry in entries)) if name})
    asked = names if len(names) <= _TOGETHER else None
    day = today()
    before = {str(finding) for finding in ledger.reconcile(asked, today=day).findings}
    recording = ledger.record(entries, **how)
    say(str(recording) if file is None else f"{file}: {recording}")
    if recording.added:
        _say_some(_steps(ledger, recording, names))
    after = map(str, ledger.reconcile(asked, today=day).findings)
    _say_some(text for text in after if text not in before)
    return 0


def _steps(ledger: Ledger, recording: Recording, names: list[str]) -> Iterator[str]:
    """Yield what each new entry tells, with the digits of its hash that name it."""
    added = set(recording.added)
    for reference in names:
        for step in ledger.trace(reference).steps:
            if step.entry in added:
                added.remove(step.entry)
                yield str(step)


def _say_some(texts: Iterable[str]) -> None:
    """Say some texts, and whether there are more; what is not said is not worked out."""
    for number, text in enumerate(texts):
        if number == _MOST:
            say("and more: aidtrack ledger trace tells of each consignment")
            break
        say(text)
