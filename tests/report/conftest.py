"""Small manifests, and rules whose wording no other test changes."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from polars import Expr

from aidtrack.checking import Check, check
from aidtrack.findings import Rule, Severity
from aidtrack.rules import Given, rule, where

if TYPE_CHECKING:
    from aidtrack.lines.columns import Columns

TODAY = date(2026, 11, 22)
MANIFEST = """\
reference,donor,line,kind,description,quantity,gross wt,net wt,declared_gross_weight
A-1,France,1,monitor,patient monitor,150 each,1350 kg,1410 kg,over 2 t
A-1,France,2,ventilator,ICU ventilator,20 each,5400 kg,5000 kg,over 2 t
B-2,,1,medicine_pack,amoxicillin,200000 pack,,,
"""


@rule(
    "AT901",
    Severity.ERROR,
    "gross {gross_weight} is below net {net_weight}",
    cites=["a source that says must"],
    passes=[{"gross_weight": "12 kg", "net_weight": "11 kg"}],
    fails=[{"gross_weight": "11 kg", "net_weight": "12 kg"}],
)
def too_light(line: Columns, given: Given) -> Expr:
    """A gross weight is below the net weight.

    To correct: weigh again.
    """
    del given
    fault: Expr = line.gross_kg < line.net_kg
    return fault


@rule(
    "AT902",
    Severity.WARNING,
    "nobody is named as the donor",
    cites=["a source that says should"],
    passes=[{"donor": "France"}],
    fails=[{"donor": "", "description": "monitor"}],
)
def donorless(line: Columns, given: Given) -> Expr:
    """A line names no donor."""
    del given
    fault: Expr = line.donor.is_blank()
    return fault


@rule(
    "AT903",
    Severity.INFO,
    "more than a hundred: {quantity}",
    cites=["arithmetic"],
    passes=[{"quantity": "1 each"}],
    fails=[{"quantity": "200 each"}],
)
def many(line: Columns, given: Given) -> Expr:
    """A quantity is above a hundred."""
    del given
    fault: Expr = where(line.quantity.is_present(), line.quantity > 100)
    return fault


@rule(
    "AT904",
    Severity.ERROR,
    "expired on {expiry}; today is {today}",
    cites=["arithmetic"],
    passes=[{"expiry": "2027-01-01", "today": "2026-11-22"}],
    fails=[{"expiry": "2026-01-01", "today": "2026-11-22"}],
)
def out_of_date(line: Columns, given: Given) -> Expr:
    """Goods have expired."""
    fault: Expr = line.expiry < given.today
    return fault


OWN = (too_light, donorless, many, out_of_date)

Checker = Callable[..., Check]


@pytest.fixture
def own_rules() -> tuple[Rule, ...]:
    """Four rules of this folder's own."""
    return OWN


@pytest.fixture
def manifest() -> str:
    """A manifest of three lines that breaks three of them."""
    return MANIFEST


@pytest.fixture
def checked() -> Checker:
    """Check texts as if they were files, with this folder's rules unless told otherwise."""

    def run(*texts: str, **options: object) -> Check:
        sources = []
        for number, text in enumerate(texts, start=1):
            stream = io.BytesIO(text.encode())
            stream.name = f"relief/november_{number}.csv"
            sources.append(stream)
        arguments: dict[str, object] = {"rules": OWN, "today": TODAY, **options}
        return check(sources, **arguments)  # type: ignore[arg-type]  # options are the tests' own

    return run
