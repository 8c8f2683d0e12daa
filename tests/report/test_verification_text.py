"""What was found of a ledger as a whole, for a terminal."""

from __future__ import annotations

from aidtrack.ledger import Verification
from aidtrack.report.verification_text import verification_text

_HEAD = "ab" * 32


def test_each_head_stands_in_a_line_of_its_own() -> None:
    found = Verification(entries=1, lines=2, heads={"b": _HEAD, "a": _HEAD[::-1]})
    assert list(verification_text(found)) == [
        "1 entry with 2 lines in 2 chains: as they were written",
        "head of chain a:",
        f"    {_HEAD[::-1]}",
        "head of chain b:",
        f"    {_HEAD}",
    ]


def test_faults_and_forks_are_wrapped_and_clean() -> None:
    fault = f"entry 1: {'it was changed and ' * 40}\x1b[2J"
    found = Verification(entries=1, lines=2, heads={}, faults=(fault, "other"), forks=("a fork",))
    first, one, *rest = verification_text(found)
    assert first == "the ledger was changed:"
    assert one.startswith("entry 1: it was changed")
    assert rest[-2:] == ["other", "a fork"]
    assert all(line.startswith("    ") for line in rest[:-2])
    assert max(map(len, (one, *rest))) <= 80
    assert "\x1b" not in "".join(rest)
    assert " ".join([one, *(line.strip() for line in rest[:-2])]).count("it was changed") == 40
