"""Balances as a table for people."""

from __future__ import annotations

from aidtrack.model import Donor
from aidtrack.reconciliation import reconcile
from aidtrack.report.balances import LEGEND, balances_text
from tests.reconciliation.making import (
    REPORT,
    dispatched,
    handed_on,
    received,
    things,
)

TABLE = """\
donor         goods                   announced    received    handed on    unaccounted
------------  --------------------  -----------  ----------  -----------  -------------
X             item, rope (m)              1,500           -            -          1,500
X             monitor                       100    40 to 60           10             90
(not stated)  monitor (carton)                2           ?            ?              ?
(not stated)  goods that no list names        -           5            -              -
"""


def test_the_table() -> None:
    entries = [
        dispatched("100 each", things("rope", "1.5 km"), donor=Donor(name="X")),
        received(accepted="40 each", stated=REPORT),
        received(accepted="60 each", stated=REPORT | {"who": "another"}),
        handed_on("10 each"),
        dispatched("2 carton", reference="A-2"),
        received(stated={"consignment": "A-2"}),
        handed_on(None, consignment="A-2"),
        received("7", accepted="5 each", stated={"consignment": "A-3"}),
    ]
    columns = {
        "announced": "announced",
        "accepted": "received",
        "distributed": "handed on",
        "unaccounted": "unaccounted",
    }
    *rows, legend = balances_text(reconcile(entries), columns=columns)
    assert legend == LEGEND
    assert [" ".join(row.split()) for row in rows[2:]] == [
        " ".join(row.split()) for row in TABLE.splitlines()[2:]
    ]


def test_a_part_is_at_least_so_much() -> None:
    entries = [
        dispatched("100 each", "50 each"),
        received("1", accepted="40 each"),
        received("2"),
    ]
    [_, _, row, _] = balances_text(reconcile(entries), by=(), columns={"accepted": "received"})
    assert row.split() == ["monitor", "40", "+"]


def test_an_empty_book_has_a_heading() -> None:
    heading, *_ = balances_text(reconcile([]))
    assert heading.split()[:2] == ["donor", "goods"]


def test_hostile_names_are_printed_clean() -> None:
    entries = [dispatched("5 each", donor=Donor(name="\x1b[2J\u202eX"))]
    text = "\n".join(balances_text(reconcile(entries)))
    assert "\x1b" not in text
    assert "\u202e" not in text
