"""``aidtrack ledger trace``: what is told of a consignment or a batch, and where it is now."""

from __future__ import annotations

from typing import Any

import click

from aidtrack.cli.book import REFUSED, opened
from aidtrack.cli.ledger.asking import (
    answering,
    choosing,
    deliver,
    path_of,
    say_what_is_not_there,
    stated,
)


@click.command("trace")
@click.argument("reference", required=False)
@click.option("--batch", metavar="TEXT", help="Where is this batch now?")
@choosing(single=False)
@answering("text", "json")
def trace(
    url: str,
    reference: str | None,
    batch: str | None,
    to: str,
    output: str | None,
    **chosen: Any,
) -> int:
    """Tell the story of a consignment, or of a batch, with its sources.

    Each entry is shown with the first digits of its hash, by which aidtrack ledger reverse
    takes it back. Without a reference or a batch the other options say what to trace.

    Exit status: 0 if something is recorded of it, 1 if nothing is.
    """
    path = path_of(output, url)
    asked = stated(chosen)
    if reference is not None and batch is not None:
        raise click.UsageError("expected a reference or --batch, one of the two")
    if reference is None and batch is None and not asked:
        raise click.UsageError(
            "expected a reference or --batch, one of the two, or what else to trace by, such as "
            "--place"
        )
    with opened(url) as ledger:
        story = ledger.trace(reference, batch=batch, **asked)
        named = {"consignment": reference, "batch": batch}
        asked = {name: value for name, value in named.items() if value is not None} | asked
        if not story.steps:
            say_what_is_not_there(ledger, asked)
    if to == "json":
        from aidtrack.report.ledger_json import trace_json

        deliver(trace_json(story, asked=asked), to=to, path=path, url=url)
    else:
        from aidtrack.report.story_text import story_text

        deliver(story_text(story), to=to, path=path, url=url)
    return 0 if story.steps else REFUSED
