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
from aidtrack.profiles import asked_of, stacked, used
from aidtrack.rules import RULES, Given

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from aidtrack.findings import Findings, Rule
    from aidtrack.profiles import Profile

BATCH = 200_000
"""How many lines are looked at together; the findings do not depend on it."""


def validate(
    data: Linelike,
    *,
    today: date | None = None,
    rules: Sequence[Rule] = RULES,
    profiles: Iterable[str | Profile] = (),
    same_consignment: bool = False,
    batch: int = BATCH,
) -> Findings:
    """Return what is wrong with a consignment, several, lines, or a frame; never raises for data.

    Args:
        data: What :meth:`Lines.of` accepts; files are read by :func:`aidtrack.read` first.
        today: The day to measure expiry against. Without it the rules that need it
            are not asked, and ``findings.not_asked`` says so.
        rules: The rules to ask, such as ``[*RULES, mine]``.
        profiles: The profiles that hold over the default one, the later over the earlier:
            names, or what :func:`aidtrack.profiles.read_profile` returned.
        same_consignment: Whether all sources are documents of one consignment.
        batch: How many lines are looked at together.

    Raises:
        TypeError: The data is nothing that lines can be made of, or the profiles are one text.
        UnknownName: There is no profile of a name.
        InvalidProfile: A profile names a rule that does not exist.
        InvalidRule: A rule's expression fails, or two rules share a code.
    """
    plan = plan_of(tuple(rules), today, stacked(profiles), same_consignment=same_consignment)
    return conclude(run(Lines.of(data), plan, batch), plan)


@lru_cache(maxsize=32)
def plan_of(
    rules: tuple[Rule, ...],
    today: date | None,
    profiles: tuple[Profile, ...],
    *,
    same_consignment: bool = False,
    by: tuple[str, ...] | None = None,
) -> Plan:
    """Return the plan of a run from its parts; its expressions are built once."""
    asked = asked_of(rules, profiles, RULES)
    return Plan(
        rules=asked.rules,
        given=Given.of(today=today, profiles=profiles),
        measured_by=used(profiles, today),
        severities=asked.severities,
        silent=asked.silent,
        known=asked.known,
        by=by,
        same_consignment=same_consignment,
    )
