"""A figure explained: how much it is, how it is made, and who says so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from aidtrack.model import Monitor
from aidtrack.reconciliation import FIGURES, Reconciliation, reconcile
from aidtrack.report.balance_text import balance_text
from aidtrack.report.claims_text import claims_text
from aidtrack.report.figures import MADE
from aidtrack.report.plain import width
from tests.reconciliation.making import (
    REPORT,
    dispatched,
    handed_on,
    lost,
    received,
    returned,
)


def told(found: Reconciliation, figure: str | None = None) -> list[str]:
    return list(claims_text(found, figure))


def test_every_figure_says_how_it_is_made() -> None:
    assert set(MADE) == set(FIGURES)
    assert all(str(made) for made in MADE.values())


def test_figures_are_made_as_they_are_said_to_be() -> None:
    entries = [
        dispatched("100 each"),
        received("1", accepted="70 each", rejected="5 each", damaged="3 each", missing="2 each"),
        handed_on("20 each"),
        returned("4 each", "sender"),
        lost("1 each"),
    ]
    [row] = reconcile(entries).by().iter_rows(named=True)
    row["pledged"] = row["outstanding"] = None
    for name, made in MADE.items():
        if made.adds and row[name] is not None and name != "excess":
            # Nothing is pledged, and so nothing is outstanding.
            added = sum((row[each] or 0 for each in made.adds), Decimal(0))
            taken = sum((row[each] for each in made.takes), Decimal(0))
            assert (name, row[name]) == (name, added - taken)
    assert row["in_transit"] == 20
    assert row["on_hand"] == 45


def test_a_figure_stands_before_the_entries_behind_it() -> None:
    lines = told(reconcile([dispatched("100 each"), received(accepted="60 each")]), "in_transit")
    assert lines[:5] == [
        "in transit: 40 each (monitor, 1 line)",
        "  made of: dispatched and excess, less accepted, rejected, damaged and missing",
        "",
        "A-1 line 1",
        lines[4],
    ]
    assert "dispatched 100 each" in lines[4]
    assert max(map(width, lines)) <= 80


@pytest.mark.parametrize(
    ("entries", "figure", "said"),
    [
        ([dispatched("9 each")], "accepted", "accepted: 0 each (monitor, 1 line)"),
        ([dispatched("9 each")], "pledged", "pledged: no entry speaks of it (monitor, 1 line)"),
        ([dispatched(Monitor())], "dispatched",
         "dispatched: not known (monitor, 1 line)"),
        ([dispatched("9 each", "5 each"), received("1", accepted="4 each"), received("2")],
         "accepted", "accepted: at least 4 each; how much more is not known (monitor, 2 lines)"),
        ([dispatched("9 each"), received(accepted="4 each", stated=REPORT),
          received(accepted="6 each", stated=REPORT | {"who": "another"})],
         "accepted", "accepted: 4 to 6 each; the claims differ (monitor, 1 line)"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_said(entries: list[Any], figure: str, said: str) -> None:
    text = " ".join(line.strip() for line in told(reconcile(entries), figure))
    assert text.startswith(said)


def test_nothing_is_said_to_be_nothing() -> None:
    assert told(reconcile([]), "on_hand") == ["nothing"]
    assert told(reconcile([])) == ["nothing"]


def test_the_reason_and_the_expiry_are_told() -> None:
    entries = [
        dispatched("9 each"),
        received(accepted="8 each", damaged="1 each", expiry="2027-01-31"),
    ]
    text = " ".join(line.strip() for line in told(reconcile(entries), "damaged"))
    assert "damaged 1 each (expires 2027-01-31)" in text
    assert "because: as found" in text


def test_goods_sent_on_are_counted_where_they_came_from() -> None:
    entries = [
        dispatched("100 each"),
        handed_on("30 each", onward="A-2"),
        dispatched(Monitor(line="1", quantity="30 each"), reference="A-2"),
    ]
    lines = told(reconcile(entries), "dispatched")
    assert lines[0] == "dispatched: 100 each (monitor, 1 line)"
    assert "A-2 line 1 (sent on from A-1, and counted there)" in lines


def test_a_balance_says_at_least_in_words() -> None:
    entries = [dispatched("9 each", "5 each"), received("1", accepted="4 each"), received("2")]
    lines = list(balance_text(reconcile(entries).by(), ("accepted",)))
    assert "    accepted at least 4" in lines
    assert "at least: of some lines it is not known how much, so it can be more." in lines
