"""Ask the rules of consignments, lines or frames.

>>> from aidtrack.model import Consignment, MedicinePack
>>> pills = MedicinePack(description="amoxicillin", quantity="100 pack", expiry="2027-06")
>>> findings = validate(Consignment(reference="A-1", lines=(pills,)))
>>> [finding.name for finding in findings.errors]
['batch-missing']
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from aidtrack.kernel.conclude import conclude
from aidtrack.kernel.evaluate import run
from aidtrack.kernel.plan import Plan
from aidtrack.lines import Linelike, Lines
from aidtrack.profiles import DEFAULT, names_of_profiles, profile
from aidtrack.rules import ASKED, Given

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from aidtrack.findings import Findings, Rule

BATCH = 200_000
"""How many lines are looked at together; the findings do not depend on it."""


def validate(
    data: Linelike,
    *,
    today: date | None = None,
    rules: Sequence[Rule] = ASKED,
    profiles: Iterable[str] = (DEFAULT.name,),
    same_consignment: bool = False,
    batch: int = BATCH,
) -> Findings:
    """Return what is wrong with a consignment, several, lines, or a frame; never raises for data.

    Args:
        data: What :meth:`Lines.of` accepts; files are read by :func:`aidtrack.read` first.
        today: The day to measure expiry against. Without it the rules that need it
            are not asked, and ``findings.not_asked`` says so.
        rules: The rules to ask, such as ``[*RULES, mine]``.
        profiles: The names of the profiles whose thresholds hold, later over earlier.
        same_consignment: Whether all sources are documents of one consignment.
        batch: How many lines are looked at together.

    Raises:
        TypeError: The data is nothing that lines can be made of, or the profiles are one text.
        UnknownName: There is no profile of a name.
        InvalidRule: A rule's expression fails, or two rules share a code.
    """
    plan = plan_of(
        tuple(rules), today, names_of_profiles(profiles), same_consignment=same_consignment
    )
    return conclude(run(Lines.of(data), plan, batch), plan)


@lru_cache(maxsize=32)
def plan_of(
    rules: tuple[Rule, ...],
    today: date | None,
    profiles: tuple[str, ...],
    *,
    same_consignment: bool = False,
    by: tuple[str, ...] | None = None,
) -> Plan:
    """Return the plan of a run from its parts by name; its expressions are built once."""
    names = tuple(profiles)
    given = Given.of(today=today, profiles=[profile(name) for name in names])
    return Plan(
        rules=tuple(rules),
        given=given,
        profiles=names,
        by=by,
        same_consignment=same_consignment,
    )
