"""Take from the README what it tells people to run.

`readme.py command N` prints the N-th one-line shell command; `readme.py python` prints all its
Python blocks as one script, `>>>` and output lines turned into plain code.
"""

from __future__ import annotations

import doctest
import re
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(*languages: str) -> list[str]:
    """The fenced blocks in one of the languages, in order."""
    text = README.read_text(encoding="utf-8")
    return [body.strip() for language, body in BLOCK.findall(text) if language in languages]


def commands() -> list[str]:
    """The shell blocks of one line: commands to copy."""
    lines = [block.removeprefix("$ ") for block in blocks("bash", "console", "sh", "shell")]
    return [line for line in lines if "\n" not in line]


def script() -> str:
    """All Python blocks as one script."""
    parts = [
        doctest.script_from_examples(block) if ">>>" in block else block
        for block in blocks("python", "pycon")
    ]
    return "\n\n".join(parts) + "\n"


def main(arguments: list[str]) -> int:
    """Print what was asked for; 2 when the README has no such thing."""
    match arguments:
        case ["command", number] if 1 <= int(number) <= len(commands()):
            print(commands()[int(number) - 1])
        case ["python"]:
            print(script(), end="")
        case _:
            print(f"the README has no {' '.join(arguments) or 'nothing'}", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
