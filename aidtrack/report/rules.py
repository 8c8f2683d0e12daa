"""What a rule owes its user: a page that says what is wrong, why it matters, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tabulate import tabulate

from aidtrack.findings import Scope
from aidtrack.findings.file_example import EncodedExample, SheetExample
from aidtrack.report.example import TODAY, findings_of_example, rows_of_example
from aidtrack.report.json import json_text
from aidtrack.report.markdown import code, escape, table
from aidtrack.report.plain import WIDTH, wrap
from aidtrack.report.profiled import grades_of, profiles_of_rule, thresholds_of
from aidtrack.text.printable import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aidtrack.findings import Finding, Rule
    from aidtrack.report.example import Example

_LOOKS_AT = {
    Scope.LINE: "each line by itself",
    Scope.GROUP: "lines that are alike",
    Scope.CONSIGNMENT: "each consignment as a whole",
    Scope.DOCUMENTS: "the documents of one consignment together",
    Scope.CELL: "each text while it is read",
    Scope.BALANCE: "what entries say of one line or consignment",
}
_BLANK = "*blank*"


def rule_page(rule: Rule) -> str:
    """Return a rule's page in Markdown; the messages are those that its examples really give."""
    return "\n".join(_page(rule)) + "\n"


def _page(rule: Rule) -> Iterator[str]:
    yield from (f"# {rule.code} {rule.name}", "")
    yield asked_how(rule)
    yield f"Family: {rule.family}."
    yield from ("", "## What is wrong", "", rule.summary)
    if rule.explanation:
        yield from ("", "## Why it matters", "", rule.explanation)
    yield from ("", "## Passes", "")
    yield from _examples(rule, rule.passes, says=False)
    yield from ("", "## Fails, and says", "")
    yield from _examples(rule, rule.fails, says=True)
    if rule.remedy:
        yield from ("", "## How to correct it", "", rule.remedy)
    yield from ("", "## Profiles", "")
    yield from profiles_of_rule(rule)
    yield from ("", "## Sources", "")
    yield from (f"- {escape(source)}" for source in rule.cites)


def asked_how(rule: Rule) -> str:
    """Return how grave a rule's fault is, and what it looks at, in words."""
    asked = " where a profile asks for it" if rule.on_request else ""
    return f"{str(rule.severity).capitalize()}{asked}. Looks at {_LOOKS_AT[rule.scope]}."


def _examples(rule: Rule, examples: Sequence[Example], *, says: bool) -> Iterator[str]:
    """Yield examples: lines of one rule in one table, everything larger one by one."""
    if all(isinstance(example, Mapping) for example in examples):
        yield _one_table(rule, examples, says=says)
        return
    for number, example in enumerate(examples):
        if number:
            yield ""
        yield from _example(rule, example)
        if says:
            yield ""
            yield "\n>\n".join(f"> {escape(message)}" for message in messages_of(rule, example))


def _example(rule: Rule, example: Example) -> Iterator[str]:
    if isinstance(example, str):
        yield from ("```text", *(example or "(an empty file)").splitlines(), "```")
    elif isinstance(example, EncodedExample | SheetExample):
        yield from ("```text", *example.text.splitlines(), "```", "", f"({example.about()})")
    elif isinstance(example, Mapping):
        yield _rows_table([example])
    elif rule.scope is Scope.DOCUMENTS:
        for number, document in enumerate(example, start=1):
            if number > 1:
                yield ""
            yield from (f"Document {number}:", "")
            yield from (
                _example(rule, document) if isinstance(document, str) else [_rows_table(document)]
            )
    else:
        yield _rows_table(example)


def _one_table(rule: Rule, examples: Iterable[Any], *, says: bool) -> str:
    """Return examples of a line each as one table, what is said in its last column."""
    rows = list(examples)
    names = _names(rows)
    cells = [_cells(names, row) for row in rows]
    if not says:
        return table([code(name) for name in names], cells)
    said = [
        [*row, "; ".join(map(escape, messages_of(rule, example)))]
        for row, example in zip(cells, rows, strict=True)
    ]
    return table([*(code(name) for name in names), "says"], said)


def _rows_table(example: Example) -> str:
    rows = rows_of_example(example)
    names = _names(rows)
    return table([code(name) for name in names], [_cells(names, row) for row in rows])


def _names(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the columns of rows in the order in which they occur, the day last."""
    names = dict.fromkeys(name for row in rows for name in row)
    return sorted(names, key=lambda name: name == TODAY)


def _cells(names: Iterable[str], row: Mapping[str, Any]) -> list[str]:
    return [code(str(row[name])) or _BLANK if name in row else "" for name in names]


def messages_of(rule: Rule, example: Example) -> list[str]:
    """Return what is said of an example, each sentence once."""
    findings: Iterable[Finding] = findings_of_example(rule, example)
    return list(dict.fromkeys(finding.message for finding in findings))


def rules_text(rules: Iterable[Rule], *, width: int = WIDTH) -> Iterator[str]:
    """Yield a table of rules as plain text."""
    rows: list[list[str]] = []
    for rule in rules:
        label = wrap(rule.name, width=30)
        summary = wrap(rule.summary, width=width - 49)
        rows.append([rule.code, str(rule.severity), "\n".join(label), "\n".join(summary)])
    if not rows:
        return
    heading = [["code", "severity", "name", "what is wrong"], ["-" * n for n in (5, 8, 30, 31)]]
    text = tabulate([*heading, *rows], tablefmt="plain", disable_numparse=True)
    yield from (line.rstrip() for line in text.splitlines())


def rules_markdown(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield a table of rules as Markdown."""
    rows = [[rule.code, rule.name, str(rule.severity), escape(rule.summary)] for rule in rules]
    yield table(["Code", "Name", "Severity", "What is wrong"], rows)


def rules_json(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield rules as one JSON array."""
    yield json_text([rule_dict(rule) for rule in rules])


def rule_json(rule: Rule) -> Iterator[str]:
    """Yield one rule as JSON."""
    yield json_text(rule_dict(rule))


def rule_dict(rule: Rule) -> dict[str, Any]:
    """Return what a rule says of itself, but for its examples."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "scope": str(rule.scope),
        "family": rule.family,
        "summary": clean(rule.summary),
        "explanation": rule.explanation,
        "remedy": rule.remedy,
        "message": rule.message,
        "on_request": rule.on_request,
        "thresholds": thresholds_of(rule),
        "profiles": grades_of(rule),
        "cites": list(rule.cites),
        "page": rule.page,
    }
