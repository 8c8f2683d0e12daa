"""``aidtrack demo``: what donors announced for India in April 2021, checked and added up."""

from __future__ import annotations

import io
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING

import click

from aidtrack.cli.output import write

if TYPE_CHECKING:
    from collections.abc import Iterator

MANIFEST = "april_2021.csv"
"""A copy of the manifest in ``examples/india_2021``; a test holds the two equal."""
TODAY = date(2021, 5, 1)
FORMATS = ("text", "markdown", "json")

_INTRODUCTION = (
    "What donors announced for India in April 2021: 19 consignments, 48 lines.",
    f"The day is taken to be {TODAY.isoformat()}. Your own: aidtrack validate FILE",
    "",
)


class _Named(io.BytesIO):
    """The bytes of a file that is known by a name rather than by where it was installed."""

    name = MANIFEST


@click.command("demo")
@click.option("--format", "to", type=click.Choice(FORMATS), default="text", show_default=True,
              help="How findings and totals are written.")  # fmt: skip
def command(to: str) -> None:
    """Check and add up a real manifest: India, April 2021."""
    from aidtrack.checking import check
    from aidtrack.report import stream

    content = (resources.files("aidtrack.cli") / MANIFEST).read_bytes()
    result = check(_Named(content), by=("donor", "kind"), today=TODAY)
    lines = stream(result, to=to)
    write(_introduced(lines) if to == "text" else lines, None, to=to)


def _introduced(lines: Iterator[str]) -> Iterator[str]:
    yield from _INTRODUCTION
    yield from lines
