"""The pages that are written from the code: columns, units, commands, profiles, rules.

Run it to rewrite them. `pytest --update` does the same, and `pytest` fails while one is stale.
"""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
import tempfile
import textwrap
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from click import Context, Group
from click.testing import CliRunner

from aidtrack.findings.rule import FAMILIES
from aidtrack.model import FIELDS, KINDS
from aidtrack.model.choice import Choice
from aidtrack.model.companion import COMPANIONS, Companion
from aidtrack.model.declared import DeclaredShape
from aidtrack.model.measured import MeasureShape
from aidtrack.profiles import profile, profile_names
from aidtrack.report.markdown import code, escape, table
from aidtrack.report.profiles import profile_sections, profiles_markdown
from aidtrack.report.rules import rule_page
from aidtrack.rules import RULES
from aidtrack.text.number import plain_number
from aidtrack.units import BASE, UNITS, describe
from aidtrack.units.spellings import CODES, OPEN, OPEN_CODES, UNREAD_CODES, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from click import Command

    from aidtrack.findings import Rule
    from aidtrack.model import Field
    from aidtrack.model.shape import Shape
    from aidtrack.units import Unit

DOCS = Path(__file__).parent
ROOT = DOCS.parent
WIDTH = 78
"""How wide a help text is in a terminal of 80 columns."""

# --- Columns -----------------------------------------------------------------------------------

WRITTEN: Mapping[str, tuple[str, ...]] = {
    "number": ("12", "1 250.5", "1.250,5"),
    "quantity": ("20 each", "5,7 t", "12 ctn"),
    "amount of money": ("1200.50 USD", "€ 845"),
    "date": ("2026-03-02", "2 March 2026", "2 mars 2026", "25/03/2026"),
    "country": ("IN", "IND", "India", "Inde", "Republic of India", "India (IN)"),
    "HS code": ("9018.19", "901819"),
    "yes or no": ("yes", "oui", "no"),
    "temperature range": ("2-8 °C", "below 25 °C"),
    "dimensions": ("120 x 80 x 100 cm",),
    "packaging levels": ("2 pallet > 40 carton > 12 box",),
    "list of texts": ("SN-1, SN-2; SN-3",),
    "declared total": ("22 t", "over 22 t", "environ 20 t", "up to 400"),
}
"""Texts that each shape reads, as examples."""


def manifest_columns() -> str:
    """Return the page of all fields and the headers that mean them."""
    fields = list(FIELDS.values())
    whole = [field for field in fields if field.level == "consignment"]
    every = [field for field in fields if field.level == "line" and not field.kinds]
    some = [field for field in fields if field.kinds]
    named: Mapping[str, Field | Companion] = {**FIELDS, **COMPANIONS}
    return _page(
        "# Columns of a manifest",
        "A table is read by its headers. Any of the headers below means its column, in any case, "
        "with or without accents and punctuation, and with a unit or currency behind it: "
        "`Weight (Kilograms)`, `Value USD`. No column is required; what should be stated is a "
        "matter of the [rules](../rules/index.md). A header that means nothing here is kept as it "
        "is, and [can be named](../how-to/name-your-columns.md).",
        "## The consignment",
        "What stands for the whole consignment is repeated on each of its rows.",
        _fields(whole),
        "## Every line",
        _fields(every),
        "## Some kinds of goods",
        f"The kinds are {_list(map(code, KINDS))}.",
        _fields(some, kinds=True),
        "## How values are written",
        "In cells and in Python alike:",
        table(
            ["Value", "For example"],
            [[name, ", ".join(map(code, texts))] for name, texts in WRITTEN.items()],
        ),
        "## Columns that complete others",
        "A unit or a currency can have a column of its own.",
        table(
            ["Column", "Meaning", "Completes"],
            [
                [code(name), escape(entry.description), ", ".join(map(code, entry.completes))]
                for name, entry in COMPANIONS.items()
            ],
        ),
        "## Headers",
        "Besides the name of the column itself. HXL hashtags in the row below the header are known "
        "as such and are no line.",
        table(
            ["Column", "Headers that mean it", "HXL"],
            [
                [code(name), escape(_headers(entry)), code(entry.hxl or "")]
                for name, entry in named.items()
            ],
        ),
    )


def _headers(entry: Field | Companion) -> str:
    """Return the headers that mean a column, those last that yield to any other column."""
    listed = " · ".join(entry.headers)
    if isinstance(entry, Companion) or not entry.yielding:
        return listed
    return f"{listed}; where no other column means it: {' · '.join(entry.yielding)}"


def _fields(fields: Iterable[Field], *, kinds: bool = False) -> str:
    rows = [
        [code(field.name), escape(field.description), _shape(field.shape)]
        + ([", ".join(map(code, field.kinds))] if kinds else [])
        for field in fields
    ]
    return table(["Column", "Meaning", "Value", "Kinds"][: 3 + kinds], rows)


def _shape(shape: Shape) -> str:
    """Return what a cell of the column holds."""
    match shape:
        case DeclaredShape():
            return f"declared total: {_shape(shape.inner).removeprefix('quantity: ')}"
        case MeasureShape():
            return f"quantity: {describe(shape.dimension)}"
        case Choice():
            return _list(map(code, shape.words), "or")
        case _:
            return shape.name


# --- Units -------------------------------------------------------------------------------------


def units() -> str:
    """Return the page of all units with their factors, codes and spellings."""
    measured = [unit for unit in UNITS.values() if not unit.indivisible]
    counted = [unit for unit in UNITS.values() if unit.indivisible]
    parts = [
        "# Units",
        (
            "The list is closed: a text that names no unit of it is a finding, never a guess. "
            "Letters in parentheses may be missing, case and accents do not matter. The codes "
            "are those of UN/ECE Recommendation 20 (units) and 21 (packages); a package code is "
            "also read with the X that UN/CEFACT documents put before it."
        ),
    ]
    for dimension in dict.fromkeys(unit.dimension for unit in measured):
        own = [unit for unit in measured if unit.dimension == dimension]
        parts += [
            f"## {dimension.capitalize()}",
            table(
                ["Unit", "Name", f"In {BASE[dimension]}", "Rec 20", "Read from"],
                [[code(u.symbol), u.name, _factor(u), u.rec20 or "", _read(u)] for u in own],
            ),
        ]
    return _page(
        *parts,
        "## What is counted",
        "Each of these is a dimension of its own: three cartons and four pieces cannot be added. "
        "Only the pack size that a line states turns its packs into pieces. Dozen, hundred, gross "
        "and thousand are fixed numbers of pieces; a pair stays a pair.",
        table(
            ["Unit", "Plural", "Number", "Rec 20", "Rec 21", "Read from"],
            [
                [
                    code(unit.symbol),
                    unit.plural,
                    "" if unit.dimension == unit.symbol else f"{_factor(unit)} {unit.dimension}",
                    unit.rec20 or "",
                    unit.rec21 or "",
                    _read(unit),
                ]
                for unit in counted
            ],
        ),
        "## What stays open",
        "These can mean several units. They are reported with all readings, and left out of "
        "totals; an option settles the ton.",
        table(
            ["Text", "Can be"],
            [
                [escape(text), _list(map(code, meant), "or")]
                for text, meant in (*OPEN.items(), *OPEN_CODES.items())
            ],
        ),
        f"The codes {_list(map(code, sorted(UNREAD_CODES)))} are not read as they stand, since "
        "others write them for something else. `MT` by the letter is a megatonne; it is read as "
        "tonne, and said so.",
    )


def _factor(unit: Unit) -> str:
    factor = plain_number(unit.factor)
    return factor if unit.divisor == 1 else f"{factor}/{unit.divisor}"


def _read(unit: Unit) -> str:
    words = WORDS.get(unit.symbol, "")
    codes = CODES.get(unit.symbol, "")
    parts = [escape(words)] + [code(each) for each in codes.split(", ") if each]
    return ", ".join(part for part in parts if part)


# --- Profiles ----------------------------------------------------------------------------------


def profiles() -> str:
    """Return the page of all profiles with the source of each threshold."""
    parts = [
        "# Profiles",
        (
            "A profile is a dated set of thresholds and severities. Each value says where it comes "
            "from, which edition was read, and when it was last checked. The profile *default* "
            "lies beneath all others; `--profile` puts others upon it, the later over the earlier, "
            "by their names or as [files of your own](../how-to/write-a-profile.md). Every report "
            "names the profiles that it was made with, and says when the sources of one are due to "
            "be looked at again, measured against the day that the report is made for."
        ),
        "\n".join(profiles_markdown(map(profile, profile_names()))),
    ]
    for name in profile_names():
        sections = profile_sections(
            profile(name), heading="###", link=lambda rule: _link(rule, "../rules/")
        )
        parts += [f"## {name}", *(part for part in sections if part)]
    return _page(*parts)


# --- Rules -------------------------------------------------------------------------------------


def rules_index() -> str:
    """Return the page of all rules by family."""
    parts = [
        "# Rules",
        (
            "What can be wrong in a consignment or its manifest. A rule has a code, such as "
            "AT302, and a name that states the fault, such as *gross-below-net*. The first "
            "digit of the code is its family. A code is never used again: a retired rule keeps "
            "its page. Severities are explained under [findings](../explanation/findings.md); a "
            "[profile](../how-to/write-a-profile.md) can change them. A rule *on request* is asked "
            "only where a profile gives it a severity."
        ),
    ]
    for digit, family in FAMILIES.items():
        own = [rule for rule in RULES if rule.code[2] == digit]
        parts.append(f"## AT{digit}xx: {family}")
        if not own:
            parts.append(_EMPTY[digit])
            continue
        rows = [[_link(r), r.name, _grade(r), escape(r.summary)] for r in own]
        parts += [
            table(["Code", "Name", "Severity", "What is wrong"], rows),
            "\n".join(["```{toctree}", ":hidden:", "", *(rule.code for rule in own), "```"]),
        ]
    return _page(*parts)


def _grade(rule: Rule) -> str:
    return f"{rule.severity}, on request" if rule.on_request else str(rule.severity)


_EMPTY = {
    "8": "What the history of a consignment shows: kept for the ledger, no rule yet.",
    "9": "Free for [rules of your own](../how-to/write-a-rule.md). The library never uses these.",
}


def _link(rule: Rule, folder: str = "") -> str:
    return f"[{rule.code}]({folder}{rule.code}.md)"


# --- Commands ----------------------------------------------------------------------------------


def command_line() -> str:
    """Return the page of all commands, each with its help as it is printed."""
    program = _program()
    with Context(program, info_name="aidtrack") as context:
        names = program.list_commands(context)
        commands = [program.get_command(context, name) for name in names]
    parts = [
        "# Command line",
        (
            "Each command has the name of the function that it calls. What all of them share in "
            "status and streams stands under [exit status](exit-status.md)."
        ),
        _help(program),
    ]
    for name, command in zip(names, commands, strict=True):
        if command is not None and not command.hidden:
            parts += [f"## {name}", _help(program, name)]
            for part in command.commands if isinstance(command, Group) else ():
                parts += [f"### {name} {part}", _help(program, name, part)]
    return _page(*parts)


def _help(program: Command, *words: str) -> str:
    result = CliRunner().invoke(
        program, [*words, "--help"], prog_name="aidtrack", terminal_width=WIDTH
    )
    return f"```text\n{result.output.strip()}\n```"


def _program() -> Group:
    from aidtrack.cli import main  # noqa: PLC0415 (only where it is needed: it reads options)

    return main


CONSOLE = re.compile(r"(?<=^```console\n)(?=\$ aidtrack)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
LEDGER = re.compile(r"^export AIDTRACK_LEDGER=(\S+)$", re.MULTILINE)


def with_output(page: str) -> str:
    """Return a page whose console blocks show what their commands print today.

    A block begins with ``$ aidtrack``; of what is shown, only lines that begin with ``$`` are
    kept, each followed by its output, cut by ``| head -N`` where the command says so.
    The commands of a page that sets ``AIDTRACK_LEDGER`` run in a folder of their own.
    """
    ledger = LEDGER.search(page)

    def run(block: re.Match[str]) -> str:
        commands = [line for line in block[0].splitlines() if line.startswith("$ ")]
        return "".join(f"{line}\n{_output(line[2:], folder, ledger)}" for line in commands)

    if ledger is None:
        folder = ROOT
        return CONSOLE.sub(run, page)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        return CONSOLE.sub(run, page)


def _output(command: str, folder: Path, ledger: re.Match[str] | None) -> str:
    line, _, head = command.partition(" | head -")
    alone = line.removesuffix(" 2> /dev/null")
    words = shlex.split(alone)[1:]
    environment = {} if ledger is None else {"AIDTRACK_LEDGER": ledger[1]}
    with contextlib.chdir(folder):
        result = CliRunner(env=environment).invoke(
            _program(), words, prog_name="aidtrack", terminal_width=WIDTH
        )
    output = result.output if alone == line else result.stdout
    shown = output.splitlines()[: int(head) if head else None]
    return "".join(f"{text}\n" for text in shown)


# --- All together ------------------------------------------------------------------------------


def pages() -> Iterator[tuple[Path, str]]:
    """Yield each generated page and its text."""
    for path, make in _generated().items():
        yield path, make()


def _generated() -> dict[Path, Callable[[], str]]:
    """Return what makes the text of each generated page."""
    reference, rules = DOCS / "reference", DOCS / "rules"
    return {
        reference / "manifest-columns.md": manifest_columns,
        reference / "units.md": units,
        reference / "profiles.md": profiles,
        reference / "command-line.md": command_line,
        rules / "index.md": rules_index,
    } | {rules / f"{rule.code}.md": partial(rule_page, rule) for rule in RULES}


def shown() -> Iterator[tuple[Path, str]]:
    """Yield each page with console blocks, and its text as it should be."""
    written = [path for path in DOCS.rglob("*.md") if "_build" not in path.parts]
    for path in sorted({ROOT / "README.md", *written} - _generated().keys()):
        text = path.read_text(encoding="utf-8")
        if CONSOLE.search(text):
            yield path, with_output(text)


def _page(*parts: str) -> str:
    return "\n\n".join(map(_wrapped, parts)) + "\n"


def _wrapped(part: str) -> str:
    """Return prose in lines as long as those of the written pages, anything else as it is."""
    if part.startswith(("#", "|", "```")):
        return part
    return textwrap.fill(part, 118, break_long_words=False, break_on_hyphens=False)


def _list(items: Iterable[str], last: str = "and") -> str:
    every: Sequence[str] = list(items)
    return f" {last} ".join(part for part in (", ".join(every[:-1]), *every[-1:]) if part)


def main() -> None:
    """Rewrite every generated page."""
    for path, text in (*pages(), *shown()):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
