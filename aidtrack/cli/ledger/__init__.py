"""``aidtrack ledger``: what a ledger knows, and what became of goods since they were sent."""

from __future__ import annotations

import click

from aidtrack.cli.ledger.balances import balance, explain
from aidtrack.cli.ledger.entering import enter
from aidtrack.cli.ledger.goods import lines
from aidtrack.cli.ledger.keeping import export, import_, verify
from aidtrack.cli.ledger.moving import arrive, clear, distribute, lose, return_
from aidtrack.cli.ledger.reversing import reverse
from aidtrack.cli.ledger.stock import expiring, outstanding
from aidtrack.cli.ledger.story import trace

_ELSEWHERE = {
    "pledge": "record --pledge FILE",
    "dispatch": "record FILE",
    "send": "record FILE",
    "record": "record FILE",
    "receive": "receive FILE",
    "receipt": "receive FILE",
}
"""What people look for here and is found elsewhere."""


class _Learnt(click.Group):
    """Commands in the order in which goods meet them; what is found elsewhere is said to be."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they were added."""
        del ctx
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for.

        Raises:
            click.UsageError: There is none of that name.
        """
        name = args[0] if args else ""
        if name in _ELSEWHERE:
            raise click.UsageError(f"{name}: that is done by aidtrack {_ELSEWHERE[name]}")
        if name not in self.commands and not name.startswith("-"):
            names = ", ".join(self.commands)
            raise click.UsageError(f"unknown command {name!r}; expected one of: {names}")
        return super().resolve_command(ctx, args)


@click.group("ledger", cls=_Learnt)
def command() -> None:
    """Ask a ledger what became of everything, and tell it what becomes of goods.

    What was sent or pledged is recorded by aidtrack record, what came by aidtrack receive.
    """


for _each in (
    *(arrive, clear, distribute, lose, return_, enter, reverse),
    *(balance, explain, outstanding, expiring, trace, lines, verify, export, import_),
):
    command.add_command(_each)
