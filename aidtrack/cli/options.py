"""The options that several commands share, and what they mean to the library."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from typing import BinaryIO

    from aidtrack.manifest.limits import Limits
    from aidtrack.text.style import Style

F = TypeVar("F", bound=Callable[..., Any])

files_argument = click.argument("files", metavar="FILE...", nargs=-1, required=True)
output_option = click.option(
    "--output",
    metavar="PATH",
    help="Write the result to a file, in place of what is there; never to one that is read.",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the caller says that files are to be read."""

    column: tuple[str, ...] = ()
    date_order: str | None = None
    decimal: str | None = None
    ton: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    mapping: str | None = None
    limit: tuple[str, ...] = ()

    def given(self) -> dict[str, Any]:
        """Return the options that were given, by the names that the library gives them."""
        every: dict[str, Any] = {
            "columns": self.columns(),
            "date_order": self.date_order,
            "decimal": self.decimal,
            "ton": self.ton,
            "encoding": self.encoding,
            "sheet": self.sheet,
            "mapping": self.mapping,
            "limits": list(self.limit),
        }
        return {name: value for name, value in every.items() if value}

    def columns(self) -> dict[str, str]:
        """Return the headers with the fields they mean.

        Raises:
            click.UsageError: An option is not a header, an equals sign and a field.
        """
        columns: dict[str, str] = {}
        for text in self.column:
            # Fields hold no equals sign, headers may.
            header, sign, field = text.rpartition("=")
            if not (sign and header.strip() and field.strip()):
                raise click.UsageError(
                    f"--column {text!r}: expected a header, = and a field, such as 'qty=quantity'"
                )
            if columns.setdefault(header.strip(), field.strip()) != field.strip():
                raise click.UsageError(f"--column: {header.strip()!r} is given two fields")
        return columns

    def style(self) -> Style:
        """Return what settles ambiguous texts."""
        from aidtrack.text.style import Style

        return Style(decimal=self.decimal, date_order=self.date_order, ton=self.ton)  # type: ignore[arg-type]  # click checked them

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of ``read`` and ``check``.

        Raises:
            click.UsageError: An option is not understood.
        """
        if self.encoding is not None:
            _check_encoding(self.encoding)
        return {
            "columns": self.columns() or None,
            "style": self.style(),
            "encoding": self.encoding,
            "sheet": self.sheet,
            "mapping": self.mapping,
            "limits": self.limits(),
        }

    def limits(self) -> Limits:
        """Return how much of a file is read.

        Raises:
            click.UsageError: An option is not a limit's name, an equals sign and a number.
        """
        from dataclasses import fields

        from aidtrack.manifest.limits import DEFAULT_LIMITS, Limits

        names = [field.name.replace("_", "-") for field in fields(Limits)]
        given: dict[str, int] = {}
        for text in self.limit:
            name, _, number = text.partition("=")
            if name not in names or not (number.isascii() and number.isdigit()):
                raise click.UsageError(
                    f"--limit {text!r}: expected one of {', '.join(names)}, = and a whole number"
                )
            given[name.replace("-", "_")] = int(number)
        return replace(DEFAULT_LIMITS, **given)


def _check_encoding(name: str) -> None:
    try:
        "".encode(name)
    except (LookupError, ValueError):
        raise click.UsageError(
            f"--encoding: {name!r} is no encoding; expected one such as utf-8 or cp1252"
        ) from None


_READING = (
    click.option("--column", metavar="HEADER=FIELD", multiple=True,
                 help="Read the column of this header as this field. Can be repeated."),
    click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]),
                 help="What 02/03/2026 means."),
    click.option("--decimal", type=click.Choice(["comma", "point"]),
                 help="What 1,200 and 1.200 mean."),
    click.option("--ton", type=click.Choice(["metric", "short", "long"]),
                 help="What 2 tons means."),
    click.option("--encoding", metavar="NAME", help="The encoding of text files."),
    click.option("--sheet", metavar="NAME", help="The sheet of workbooks to read."),
    click.option("--mapping", metavar="FILE",
                 help="A TOML file that says what this donor's headers mean, once for all."),
    click.option("--limit", metavar="NAME=NUMBER", multiple=True,
                 help="Read more, or less, of a file: cells, columns, unpacked-bytes ..."),
)  # fmt: skip


def reading_options(command: F) -> F:
    """Give a command the options that say how files are read."""
    for option in reversed(_READING):
        command = option(command)
    return command


def sources_of(files: Sequence[str]) -> list[str | BinaryIO]:
    """Return what the library reads for each name: a path, or standard input."""
    return [sys.stdin.buffer if file == "-" else file for file in files]


def inputs_of(files: Sequence[str], options: Mapping[str, Any]) -> tuple[str, ...]:
    """Return every file that a command reads: what it is about, and what says how to take it."""
    mapping = options.get("mapping")
    profiles = (text for text in options.get("profiles", ()) if is_profile_file(text))
    more = (*options.get("baselines", ()), *options.get("own_rules", ()))
    return (*files, *profiles, *more, *([] if mapping is None else [mapping]))


def is_profile_file(text: str) -> bool:
    """Return whether what names a profile is a TOML file rather than one of the library's."""
    return Path(text).suffix.lower() == ".toml" or Path(text).name != text


def reading_of(options: Mapping[str, Any]) -> tuple[Reading, dict[str, Any]]:
    """Return how files are to be read, and the options that are about something else."""
    names = Reading.__dataclass_fields__
    reading = {name: value for name, value in options.items() if name in names}
    rest = {name: value for name, value in options.items() if name not in names}
    return Reading(**reading), rest
