"""The command line: one command for each verb of the library, by the same name.

Nothing but click is imported until a command runs, so that ``aidtrack --version``
is instant.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import click

from aidtrack.cli.misuse import ended_by, exit_status
from aidtrack.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = (
    *("validate", "summarise", "convert", "template"),
    *("record", "receive", "ledger"),
    *("rules", "rule", "profiles", "profile", "demo"),
)


class _Verbs(click.Group):
    """Commands that are imported when they are used; misuse is one line and status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are learnt."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now, or None."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"aidtrack.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for.

        Raises:
            click.UsageError: There is none of that name; the message lists those there are.
        """
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            names = ", ".join(_COMMANDS)
            raise click.UsageError(f"unknown command {args[0]!r}; expected one of: {names}")
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run, and end the process with 0, 1, or 2 and one line on standard error."""
        extra["standalone_mode"] = False
        try:
            status = super().main(args, *rest, **extra)
        except Exception as error:  # noqa: BLE001 (told apart there; what is not misuse is raised)
            status = ended_by(error)
        raise SystemExit(exit_status(status))


@click.group(
    cls=_Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="More on a command: aidtrack COMMAND --help",
)
@click.version_option(__version__, prog_name="aidtrack", message="%(prog)s %(version)s")
def main() -> None:
    """Record, validate and summarise aid consignments.

    The result goes to standard output, everything else to standard error. A file
    named - is standard input. Exit status: 0 clean, 1 findings, 2 could not run.
    """
