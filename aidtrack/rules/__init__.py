"""What can be wrong with a consignment: a module per family, a declaration per rule.

>>> RULES[0].code, RULES[0].name
('AT101', 'number-unreadable')
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from aidtrack.errors import UnknownName
from aidtrack.findings.rule import Rule
from aidtrack.model.declared import DeclaredShape
from aidtrack.rules import (
    balances,
    bounds,
    cells,
    claims,
    dates,
    expiry,
    frames,
    history,
    identifiers,
    identity,
    labels,
    parties,
    places,
    reading,
    sheets,
    shelf_life,
    slips,
    tables,
    written_dates,
)
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.documents import goods as goods_between
from aidtrack.rules.documents import items as items_between
from aidtrack.rules.documents import parties as parties_between
from aidtrack.rules.documents import receipts
from aidtrack.rules.documents import totals as totals_between
from aidtrack.rules.given import Given
from aidtrack.rules.goods import (
    aircraft,
    cold_chain,
    dangerous,
    devices,
    medicines,
    oxygen,
    tariff,
    undeclared,
)
from aidtrack.rules.quantities import counts, parcels, pieces, volumes, weights
from aidtrack.rules.values import amounts, declared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

    from aidtrack.model.shape import Shape

_MODULES = (
    *(reading, written_dates, cells, tables, sheets, frames, identity, identifiers, labels),
    *(counts, weights, pieces, volumes, parcels),
    *(dates, expiry, shelf_life, parties, places, amounts, declared),
    *(medicines, cold_chain, devices, dangerous, oxygen, aircraft, undeclared, tariff),
    *(parties_between, goods_between, totals_between, items_between, receipts),
    *(history, balances, bounds, claims, slips),
)


def _collect(modules: Iterable[ModuleType]) -> tuple[Rule, ...]:
    rules = {
        value.code: value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Rule)
    }
    return tuple(rules[code] for code in sorted(rules))


RULES: tuple[Rule, ...] = _collect(_MODULES)
"""Every rule of the library, by code."""
_BY_ISSUE: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {
        issue: tuple(each for each in RULES if issue in each.raised_by)
        for issue in {issue for each in RULES for issue in each.raised_by}
    }
)


def rule_of_issue(issue: str, shape: Shape) -> Rule:
    """Return the rule that an issue of reading breaks, by the shape that was read."""
    several = _BY_ISSUE[issue]
    if len(several) == 1:
        return several[0]
    inner = shape.inner if isinstance(shape, DeclaredShape) else shape
    others = (each for each in several if not each.shapes)
    return next((each for each in several if isinstance(inner, each.shapes)), None) or next(others)


def rule_named(text: str) -> Rule:
    """Return the rule of a code or name, whatever its case.

    Raises:
        UnknownName: There is no such rule; the message names the nearest.
    """
    for known in RULES:
        if text.upper() == known.code or text.lower() == known.name:
            return known
    what = "rule"
    raise UnknownName(what, text, [word for known in RULES for word in (known.code, known.name)])


__all__ = ["RULES", "Given", "rule", "rule_named", "rule_of_issue", "where"]
