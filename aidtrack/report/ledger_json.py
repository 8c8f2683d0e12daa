"""What a ledger answers as JSON, by the contracts that other programs read.

Numbers are texts of decimal digits, null where they are not known; times are in UTC.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from aidtrack.report.frame import plain
from aidtrack.report.json import safe
from aidtrack.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from aidtrack.ledger import Verification
    from aidtrack.ledger.story import Trace

BALANCE_SCHEMA: Final = "aidtrack-balance/1"
CLAIMS_SCHEMA: Final = "aidtrack-claims/1"
OUTSTANDING_SCHEMA: Final = "aidtrack-outstanding/1"
EXPIRING_SCHEMA: Final = "aidtrack-expiring/1"
TRACE_SCHEMA: Final = "aidtrack-trace/1"
VERIFICATION_SCHEMA: Final = "aidtrack-verification/1"
_SORT: Final = ("kind", "type", "words", "unit")


def balance_json(
    frame: pl.DataFrame, figures: Sequence[str], *, asked: Mapping[str, Any]
) -> Iterable[str]:
    """Return a balance as a document of the contract ``aidtrack-balance/1``.

    Args:
        frame: What :meth:`aidtrack.reconciliation.Reconciliation.by` returns.
        figures: The figures.
        asked: What was asked for, by name.
    """
    keys = [name for name in frame.columns if name.startswith("key.")]
    rows = [
        {
            "key": {name.removeprefix("key."): row[name] for name in keys},
            **{name: row[name] for name in _SORT},
            "words": row["words"] or None,
            "lines": row["lines"],
            **{name: plain(row[name]) for name in figures},
            "open": {name: row[f"{name}.open"] for name in figures if row.get(f"{name}.open")},
            "between": {
                name: [plain(row[f"{name}.least"]), plain(row[f"{name}.most"])]
                for name in figures
                if row.get(f"{name}.least") != row.get(f"{name}.most")
            },
        }
        for row in frame.iter_rows(named=True)
    ]
    return _document(BALANCE_SCHEMA, asked, rows=rows)


def rows_json(schema: str, frame: pl.DataFrame, *, asked: Mapping[str, Any]) -> Iterable[str]:
    """Return a frame as a document: one object for each row.

    Args:
        schema: The name of the contract.
        frame: The frame.
        asked: What was asked for, by name.
    """
    rows = [
        {name: plain(value) for name, value in row.items()} for row in frame.iter_rows(named=True)
    ]
    return _document(schema, asked, rows=rows)


def trace_json(trace: Trace, *, asked: Mapping[str, Any]) -> Iterable[str]:
    """Return a story as a document of the contract ``aidtrack-trace/1``."""
    places = [
        {name: plain(value) for name, value in row.items()}
        for row in trace.places.iter_rows(named=True)
    ]
    return _document(
        TRACE_SCHEMA, asked, steps=[step.to_dict() for step in trace.steps], places=places
    )


def verification_json(found: Verification) -> Iterable[str]:
    """Return a verification as a document of the contract ``aidtrack-verification/1``."""
    return _document(
        VERIFICATION_SCHEMA,
        None,
        ok=found.ok,
        entries=found.entries,
        lines=found.lines,
        heads=dict(sorted(found.heads.items())),
        faults=list(found.faults),
        forks=list(found.forks),
    )


def _document(schema: str, asked: Mapping[str, Any] | None, **content: Any) -> Iterable[str]:
    head: dict[str, Any] = {"schema": schema, "tool": f"aidtrack {__version__}"}
    if asked is not None:
        head["asked"] = {name: plain(value) for name, value in asked.items() if value is not None}
    return [safe(json.dumps({**head, **content}, ensure_ascii=False, indent=2))]
