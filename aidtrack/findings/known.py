"""Findings that are known: they are counted, and not said again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from aidtrack.findings.findings import Findings, Hits


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One finding that somebody has looked at, and why it stays."""

    fingerprint: str
    """The finding's fingerprint, which stays when rows move."""
    code: str
    """The rule's code, or its name."""
    reason: str
    """Why it is not to be said again."""

    def to_dict(self) -> dict[str, str]:
        """Return it as the JSON contract shows it."""
        return {"code": self.code, "fingerprint": self.fingerprint, "reason": self.reason}


def without_known(findings: Findings, known: Iterable[Known]) -> Findings:
    """Return findings without those that are known, which are kept beside them."""
    reasons = {each.fingerprint: each for each in known}
    if not reasons:
        return findings
    kept: list[Hits] = []
    aside: list[Hits] = []
    seen: set[str] = set()
    for hits in findings.hits:
        wanted = {
            each.fingerprint
            for each in reasons.values()
            if each.code in (hits.rule.code, hits.rule.name)
        }
        own = _matching(hits, wanted) if wanted else []
        if not any(own):
            kept.append(hits)
            continue
        flags = pl.Series(own)
        known_hits = replace(hits, frame=hits.counted.filter(flags))
        seen.update(finding.fingerprint for finding in known_hits)
        aside.append(known_hits)
        kept.append(replace(hits, frame=hits.counted.filter(~flags)))
    return replace(
        findings,
        hits=tuple(hits for hits in kept if len(hits)),
        suppressed=(*findings.suppressed, *aside),
        known={**findings.known, **{mark: reasons[mark] for mark in reasons if mark in seen}},
        unmatched=(
            *findings.unmatched,
            *(each for mark, each in reasons.items() if mark not in seen),
        ),
    )


def _matching(hits: Hits, fingerprints: Collection[str]) -> list[bool]:
    return [finding.fingerprint in fingerprints for finding in hits]
