"""Results for people and for other programs: one renderer for each format.

What is named here is loaded when it is used: an answer of a ledger needs neither the reading of
manifests nor the totals that :func:`render` knows of.

>>> from aidtrack.report import render
>>> from aidtrack.model import Consignment, Monitor
>>> from aidtrack.summary import summarise
>>> print(render(summarise(Consignment(lines=(Monitor(quantity="150 each"),)))).splitlines()[0])
Total: 1 consignment, 1 line
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aidtrack.report.rendering import (
        CHECK_FORMATS,
        FINDINGS_FORMATS,
        SUMMARY_FORMATS,
        render,
        stream,
    )

__all__ = ["CHECK_FORMATS", "FINDINGS_FORMATS", "SUMMARY_FORMATS", "render", "stream"]


def __getattr__(name: str) -> object:
    """Load what is asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'aidtrack.report' has no attribute {name!r}")
    value: object = getattr(import_module("aidtrack.report.rendering"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
