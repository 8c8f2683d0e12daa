"""The option ``--rules``: rules of one's own, from a Python file that the caller names.

The file is run, as a test runner runs the files that it is given. It is named on the
command line or not at all: no file is looked for, and none is run because it lies somewhere.
"""

from __future__ import annotations

import contextlib
import re
import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aidtrack.findings import Rule

_MODULE = "own_rules"
"""What the file's code is called while it runs; no module of that name can be imported."""
_OWN = re.compile(r"AT9\d\d")

rules_option = click.option(
    "--rules", "own_rules", metavar="FILE.py", multiple=True,
    help="Rules of your own, AT901 to AT999: a Python file, which is run. Can be repeated.",
)  # fmt: skip


def rules_in(files: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules that Python files declare, by code.

    Raises:
        click.UsageError: A file cannot be run or declares none; or a rule has a code that is
            not for users, a code or name that another has, or an example that shows another
            thing than it says.
    """
    from aidtrack.rules import RULES

    taken = {word: "the library" for rule in RULES for word in (rule.code, rule.name)}
    found: dict[str, Rule] = {}
    for file in files:
        for rule in _declared(file):
            if not _OWN.fullmatch(rule.code):
                raise click.UsageError(
                    f"{file}: {rule.code} {rule.name}: expected a code from AT901 to AT999; the "
                    "others are the library's"
                )
            for word in (rule.code, rule.name):
                if word in taken:
                    raise click.UsageError(f"{file}: {word} is a rule of {taken[word]} already")
                taken[word] = file
            _check_examples(rule, file)
            found[rule.code] = rule
    return tuple(found[code] for code in sorted(found))


def _check_examples(rule: Rule, file: str) -> None:
    """Refuse a rule whose own examples are not as it says: it would be silent, or cry wolf.

    Raises:
        click.UsageError: An example that should fail passes, or the other way round.
    """
    from aidtrack.report.example import findings_of_example

    for name, examples, broken in (("passes", rule.passes, False), ("fails", rule.fails, True)):
        for number, example in enumerate(examples, start=1):
            with _told(file):
                found = len(findings_of_example(rule, example)) > 0
            if found is not broken:
                does = "is found at fault" if found else "is not found at fault"
                raise click.UsageError(
                    f"{file}: {rule.code} {rule.name}: example {number} under {name} {does}: "
                    f"{example!r}"
                )


def _declared(file: str) -> list[Rule]:
    """Return the rules that a file declares itself: what it imports is not meant."""
    from aidtrack.findings import Rule

    values = vars(_run(file)).values()
    rules = {id(value): value for value in values if isinstance(value, Rule)}
    own = [rule for rule in rules.values() if rule.home[0] == _MODULE]
    if not own:
        raise click.UsageError(f"--rules: {file} declares no rule; expected functions under @rule")
    return own


def _run(file: str) -> ModuleType:
    """Run a file; what it prints goes to standard error, and nothing is written beside it."""
    source = Path(file).read_bytes()
    module = ModuleType(_MODULE)
    module.__file__ = file
    with _told(file), contextlib.redirect_stdout(sys.stderr):
        code = compile(source, file, "exec", dont_inherit=True)
        exec(code, vars(module))  # noqa: S102 (the caller names the file in order to run it)
    return module


@contextlib.contextmanager
def _told(file: str) -> Iterator[None]:
    """Turn whatever a file raises into one line with its place.

    Raises:
        click.UsageError: It raised something.
    """
    try:
        yield
    except (Exception, SystemExit) as error:  # noqa: BLE001 (raised again as misuse)
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == file]
        line = error.lineno if isinstance(error, SyntaxError) else (lines or [None])[-1]
        place = f"{file}:{line}" if line else file
        what = error.msg if isinstance(error, SyntaxError) else error
        raise click.UsageError(f"{place}: {type(error).__name__}: {what}") from None
