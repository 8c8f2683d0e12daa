"""The pages: each is reachable, and the glossary is in order."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"
PAGES = {path.relative_to(DOCS) for path in DOCS.rglob("*.md") if "_build" not in path.parts}
FENCE = re.MULTILINE | re.DOTALL
TOCTREE = re.compile(r"^```\{toctree\}\n(.*?)^```$", FENCE)
GLOSSARY = re.compile(r"^```\{glossary\}\n(.*?)^```$", FENCE)


def linked(page: Path) -> set[Path]:
    """The pages that the toctrees of a page name, patterns expanded."""
    folder = (DOCS / page).parent
    found = set()
    for body in TOCTREE.findall((DOCS / page).read_text(encoding="utf-8")):
        for line in body.splitlines():
            entry = re.sub(r"^.*<(.+)>$", r"\1", line.strip())
            if entry and not entry.startswith(":"):
                found |= {path.relative_to(DOCS) for path in folder.glob(f"{entry}.md")}
    return found - {page}


def terms() -> list[str]:
    """The terms of the glossary as they stand."""
    [body] = GLOSSARY.findall((DOCS / "glossary.md").read_text(encoding="utf-8"))
    return [line for line in body.splitlines() if line and not line.startswith((" ", ":"))]


def test_every_page_is_reachable() -> None:
    reached: set[Path] = set()
    waiting = {Path("index.md")}
    while waiting:
        page = waiting.pop()
        reached.add(page)
        waiting |= linked(page) - reached
    assert sorted(PAGES - reached) == []


def test_every_page_has_one_title() -> None:
    for page in sorted(PAGES):
        text = re.sub(r"^```.*?^```$", "", (DOCS / page).read_text("utf-8"), flags=FENCE)
        assert len(re.findall(r"^# \S", text, flags=re.MULTILINE)) == 1, page


def test_glossary_is_sorted() -> None:
    assert terms() == sorted(terms(), key=str.casefold)
    assert len(terms()) == len(set(terms()))
