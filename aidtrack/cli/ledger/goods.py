"""``aidtrack ledger lines``: the goods of a ledger as a manifest, to be summarised or validated."""

from __future__ import annotations

from typing import Any

import click

from aidtrack.cli.book import files_of, ledger_option, opened
from aidtrack.cli.convert import BINARY, FORMATS
from aidtrack.cli.ledger.asking import choosing, deliver, path_of, say_what_is_not_there, stated
from aidtrack.cli.options import output_option
from aidtrack.cli.output import refuse_console, write_bytes


@click.command("lines")
@click.option("--pledged", is_flag=True, help="What was promised, in the place of what was sent.")
@choosing()
@ledger_option
@click.option("--to", type=click.Choice(FORMATS), default="csv", show_default=True,
              help="The form to write.")  # fmt: skip
@output_option
def lines(url: str, to: str, output: str | None, *, pledged: bool, **chosen: Any) -> None:
    """Write the goods that were sent as a manifest in canonical form.

    It is read by aidtrack summarise and validate like any other. What was taken back is
    left out. Several lists of one consignment are never added: a record stands before a
    report and the earlier before the later, and amounts on which others of that rank
    differ are left open.
    """
    from aidtrack.exchange import write as canonical

    path = path_of(output, url)
    if to in BINARY:
        refuse_console(path, to)
    asked = stated(chosen)
    named = {"reference" if name == "consignment" else name: asked[name] for name in asked}
    with opened(url) as ledger:
        found = ledger.lines(kind_of_entry="pledge" if pledged else "dispatch", **named)
        if not len(found):
            say_what_is_not_there(ledger, asked)
    content = canonical(found, to=to)
    if isinstance(content, bytes):
        write_bytes(content, path, inputs=files_of(url))
    else:
        deliver([content.removesuffix("\n")], to=to, path=path, url=url)
