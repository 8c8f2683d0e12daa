"""Taking back, and taking that back: so that what was said before can be said again."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from aidtrack.ledger.drafts import drafts_of
from aidtrack.model.entries import Reversal
from aidtrack.reconciliation.effect import reversed_by

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.ledger.drafts import Draft


class Undoing:
    """The reversals by which entries are taken back, or stand again.

    An entry is its content, so that the same reversal cannot be written twice. Where it
    would be, because it was itself taken back, that taking back is taken back instead.
    """

    def __init__(self, recorded: Mapping[str, str], reason: str | None) -> None:
        """Begin with no reversal.

        Args:
            recorded: What each reversal in the ledger takes back, by the id of the reversal.
            reason: Why entries are taken back; said by what revises them unless given.
        """
        self.reversals: dict[str, Reversal] = {}
        """What is to be written, by id."""
        self._reason = reason
        self._recorded = recorded
        gone = reversed_by(recorded)
        self._against: dict[str, list[str]] = defaultdict(list)
        for reversal, target in sorted(recorded.items()):
            if reversal not in gone:
                self._against[target].append(reversal)

    def take_back(self, target: str, by: Draft) -> None:
        """Take back an entry that stands.

        Args:
            target: Its id.
            by: What is recorded in its place, whose witness says so.
        """
        content = json.loads(by.content)
        reversal = Reversal(
            who=content["who"],
            when=content["when"],
            document=content.get("document"),
            reverses=target,
            reason=self._reason or f"revised by {by.id}",
        )
        [draft] = drafts_of([reversal]).entries
        if draft.id in self._recorded:
            self.restore(draft.id, by)
        else:
            self.reversals[draft.id] = reversal

    def restore(self, target: str, by: Draft) -> None:
        """Let an entry stand again that is taken back.

        Args:
            target: Its id.
            by: What is recorded, whose witness says so.
        """
        for reversal in self._against[target]:
            self.take_back(reversal, by)
