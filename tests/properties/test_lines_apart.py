"""A line-level finding is about its own line, whatever stands on the others."""

from __future__ import annotations

from collections import Counter
from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.findings import Findings, Scope
from aidtrack.lines import Lines
from aidtrack.model import Consignment
from aidtrack.rules import RULES
from aidtrack.validation import validate
from tests.properties.strategies import few, several

TODAY = date(2026, 11, 22)
LINE_RULES = [rule for rule in RULES if rule.scope is Scope.LINE]


def by_row(findings: Findings) -> Counter[tuple[int, str, str]]:
    return Counter(
        (row, finding.code, finding.message)
        for hits in findings.hits
        for row, finding in zip(hits.frame["row"], hits, strict=True)
    )


@given(several(unreadable=True), st.integers(0, 100))
@few
def test_a_line_is_judged_alone_as_it_is_among_others(every: list[Consignment], pick: int) -> None:
    lines = Lines.of(every)
    row = pick % len(lines) + 1
    alone = Lines.of(lines.frame.filter(pl.col("row") == row))
    among = by_row(validate(lines, rules=LINE_RULES, today=TODAY))
    assert by_row(validate(alone, rules=LINE_RULES, today=TODAY)) == Counter(
        {key: count for key, count in among.items() if key[0] == row}
    )
