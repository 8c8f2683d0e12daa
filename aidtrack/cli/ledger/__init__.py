"""``aidtrack ledger``: what a ledger knows, and what became of goods since they were sent."""

from __future__ import annotations

import click

from aidtrack.cli.ledger.balances import balance, explain
from aidtrack.cli.ledger.entering import enter
from aidtrack.cli.ledger.keeping import export, import_, verify
from aidtrack.cli.ledger.moving import arrive, clear, distribute, lose, return_
from aidtrack.cli.ledger.reversing import reverse
from aidtrack.cli.ledger.stock import expiring, outstanding
from aidtrack.cli.ledger.story import trace


@click.group("ledger")
def command() -> None:
    """Ask a ledger what became of everything, and tell it what becomes of goods.

    What was sent or pledged is recorded by aidtrack record, what came by aidtrack receive.
    """


for _each in (
    *(arrive, clear, distribute, lose, return_, enter, reverse),
    *(balance, explain, outstanding, expiring, trace, verify, export, import_),
):
    command.add_command(_each)
