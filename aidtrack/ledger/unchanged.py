"""What is asked of a ledger that was changed is answered by one clear error."""

from __future__ import annotations

from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, Protocol, TypeVar

from aidtrack.errors import AidtrackError, UnreadableText, UnusableLedger
from aidtrack.ledger.tables import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aidtrack.ledger.verify import Verification

_SEE: Final = "; aidtrack ledger verify says where"


class _Verifiable(Protocol):
    def verify(self) -> Verification:
        """Work out every hash anew."""


L = TypeVar("L", bound=_Verifiable)
P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def unless_changed(ledger: _Verifiable) -> Iterator[None]:
    """Refuse a ledger that was changed, whatever that makes one stumble over.

    A changed value can be no JSON, no number, no country. Only where the ledger is not as it
    was written is that the cause of an error: any other is raised as it is.

    Raises:
        UnusableLedger: It was changed.
    """
    try:
        yield
    except UnusableLedger as error:
        raise UnusableLedger(f"{str(error).removesuffix(_SEE)}{_SEE}") from None
    except Exception as error:
        misused = isinstance(error, AidtrackError) and not isinstance(error, UnreadableText)
        if misused or ledger.verify().ok:
            raise
        raise UnusableLedger(f"{DAMAGED}{_SEE}") from error


def of_unchanged(method: Callable[Concatenate[L, P], T]) -> Callable[Concatenate[L, P], T]:
    """Let a method refuse a ledger that was changed, by :func:`unless_changed`."""

    @wraps(method)
    def answer(ledger: L, /, *arguments: P.args, **named: P.kwargs) -> T:
        with unless_changed(ledger):
            return method(ledger, *arguments, **named)

    return answer
