"""Totals that cannot lie: like is added to like, and every sum says what it covers.

>>> from aidtrack.model import Consignment, Monitor, Ventilator
>>> lines = (Monitor(quantity="150 each"), Ventilator(quantity="75 each"))
>>> for entry in summarise(Consignment(lines=lines)).total.quantity:
...     print(entry.kind, entry.value, entry.unit)
ventilator 75 each
monitor 150 each
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.kernel.evaluate import run
from aidtrack.kernel.heads import CONSIGNMENT_KEYS
from aidtrack.kernel.keys import KEYS, keys_named
from aidtrack.kernel.plan import Plan
from aidtrack.lines import Linelike, Lines
from aidtrack.summary.add_up import summary_of
from aidtrack.summary.summary import Group, Summary, Totals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aidtrack.kernel.partial import Partial

__all__ = ["KEYS", "Group", "Summary", "Totals", "summarise", "summary_of_partial"]

BATCH = 200_000
"""How many lines are summed together; the totals do not depend on it."""


def summarise(data: Linelike, *, by: Iterable[str] = (), batch: int = BATCH) -> Summary:
    """Return the totals of a consignment, several, lines, or a frame.

    Args:
        data: What :meth:`Lines.of` accepts; files are read by :func:`aidtrack.read` first.
        by: What to group by: any of donor, recipient, kind, item, consignment,
            country, month.
        batch: How many lines are summed together.

    Raises:
        TypeError: The data is nothing that lines can be made of.
        UnknownName: One of the keys is not known.
    """
    plan = Plan(by=keys_named(by))
    return summary_of_partial(run(Lines.of(data), plan, batch), plan)


def summary_of_partial(partial: Partial, plan: Plan) -> Summary:
    """Return the totals of a merged partial whose plan has keys."""
    heads = pl.DataFrame() if partial.heads is None else partial.heads
    if partial.contents is not None:
        # Beside what a document declares stands how many of its lines are weighed.
        own = partial.contents.group_by(CONSIGNMENT_KEYS).agg(
            pl.col("gross_known").sum().alias("weighed"), pl.col("lines").sum().alias("of")
        )
        heads = heads.join(own, on=CONSIGNMENT_KEYS, how="left", maintain_order="left")
    return summary_of(partial.sums or {}, heads, plan.by or (), partial.sources)
