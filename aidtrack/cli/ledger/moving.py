"""``aidtrack ledger arrive``, ``clear``, ``distribute``, ``lose`` and ``return``."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import click

from aidtrack.cli.ledger.acting import Act, acting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.ledger.parts import Where

CAUSES = ("stolen", "destroyed", "damaged", "expired", "recalled", "disposed", "unknown")
DECISIONS = ("held", "released", "refused")
HELD_AS = ("accepted", "rejected", "damaged")

_HELD: Final[Mapping[str, Where]] = MappingProxyType(
    {"accepted": "on hand", "rejected": "held rejected", "damaged": "held damaged"}
)
"""Where goods are that are held in the store as such."""

_because = click.option("--because", metavar="TEXT", help="Why.")


@click.command("arrive")
@click.option("--place", metavar="NAME", help="The port or airport.")
@acting
def arrive(place: str | None, **said: Any) -> int:
    """Record that a consignment came in at a port or an airport.

    Nobody has counted it into a store yet: that is recorded by aidtrack receive. Without
    --line and --quantity all came that was on its way.
    """
    from aidtrack.model.entries import Arrival

    return Act(**said).record(Arrival, all_that_is="expected", told={"place": place})


@click.command("clear")
@click.option("--status", type=click.Choice(DECISIONS), required=True, help="What was decided.")
@click.option("--place", metavar="NAME", help="The customs house.")
@_because
@acting
def clear(status: str, place: str | None, because: str | None, **said: Any) -> int:
    """Record what customs decided on a consignment, or on lines of it.

    Without --line and --quantity all is released that was sent and is not released yet. Where
    it is not known how much that is, the release is recorded without an amount.
    """
    from aidtrack.model.entries import Clearance

    told = {"status": status, "place": place, "reason": because}
    if status != "released":
        return Act(**said).record(Clearance, all_that_is=None, told=told)
    return Act(**said).record(Clearance, all_that_is="uncleared", leaving_open=True, told=told)


@click.command("distribute")
@click.option("--to", "place", metavar="NAME", required=True,
              help="The hospital, clinic or camp that got the goods.")  # fmt: skip
@click.option("--onward", metavar="REFERENCE",
              help="The consignment as which they travel on, if it is recorded too.")  # fmt: skip
@acting
def distribute(place: str, onward: str | None, **said: Any) -> int:
    """Record that goods were handed on from the store.

    Without --line and --quantity all that is on hand was.
    """
    from aidtrack.model.entries import Distribution

    told = {"place": place, "onward": onward}
    return Act(**said).record(Distribution, all_that_is="on hand", told=told)


@click.command("lose")
@click.option("--in", "stage", type=click.Choice(["transit", "store"]), required=True,
              help="Where the goods were lost.")  # fmt: skip
@click.option("--cause", type=click.Choice(CAUSES), required=True, help="What became of them.")
@_because
@acting
def lose(stage: str, cause: str, because: str | None, **said: Any) -> int:
    """Record that goods are gone: on their way, where they are then missing, or from the store.

    Without --line and --quantity all that is in transit, or on hand, is gone.
    """
    from aidtrack.model.entries import Loss

    told = {"stage": stage, "cause": cause, "reason": because}
    where: Where = "in transit" if stage == "transit" else "on hand"
    return Act(**said).record(Loss, all_that_is=where, told=told)


@click.command("return")
@click.option("--to", "back_to", type=click.Choice(["sender", "store"]), required=True,
              help="Where the goods went back to.")  # fmt: skip
@click.option("--from", "place", metavar="NAME",
              help="The hospital, clinic or camp that they came back from.")  # fmt: skip
@click.option("--held-as", type=click.Choice(HELD_AS), default="accepted", show_default=True,
              help="What they were in the store.")  # fmt: skip
@_because
@acting
def return_(back_to: str, place: str | None, held_as: str, because: str | None, **said: Any) -> int:
    """Record that goods went back: from the store to their sender, or into the store.

    Without --line and --quantity all that is on hand, or is held as it is said, went back to
    the sender, or all that was handed on came back into the store.
    """
    from aidtrack.model.entries import Return

    if back_to == "store" and place is None:
        raise click.UsageError("expected --from: the place that the goods came back from")
    told = {"back_to": back_to, "place": place, "held_as": held_as, "reason": because}
    if back_to == "store":
        return Act(**said).record(Return, all_that_is="handed on", place=place, told=told)
    return Act(**said).record(Return, all_that_is=_HELD[held_as], told=told)
