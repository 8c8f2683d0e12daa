"""Family 8, continued: what came, what is left, and what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_SENT = {"entry": "dispatch", "line": "1", "quantity": "100 each"}
_CAME = {"entry": "receipt", "line": "1"}
_ALL = _CAME | {"accepted": "100 each"}
_LANDED = {"entry": "arrival", "line": "1", "quantity": "100 each"}
_LEFT = {"entry": "distribution", "line": "1", "place": "a district hospital"}
_BACK = {"entry": "return", "back_to": "store", "line": "1", "place": "a district hospital"}


@rule(
    "AT814",
    Severity.ERROR,
    "{came} {unit} came and {not_coming} are missing, of {sent} sent; "
    "{stated_excess} are stated as excess",
    scope=Scope.BALANCE,
    cites=[f"{cited.T120}; OpenLMIS: accepted + rejected + missing - excess = shipped"],
    passes=[
        [_SENT, _ALL],
        [_SENT, _CAME | {"accepted": "110 each", "excess": "10 each", "reason": "counted twice"}],
    ],
    fails=[
        [_SENT, _CAME | {"accepted": "101 each"}],
        [_SENT, _ALL | {"missing": "1 each", "reason": "carton open"}],
    ],
)
def more_received_than_sent(balance: Columns, given: Given) -> Expr:
    """More is accounted for than was sent, and no receipt states the excess.

    More can come than was sent; then a receipt says so. Else a line was received twice,
    or under the number of another.

    To correct: if more did come, reverse the receipt and enter it with its excess; if not,
    reverse the receipt that is wrong.
    """
    del given
    told = balance.came + balance.not_coming - balance.stated_excess
    return where(balance.is_listed, told > balance.sent)


@rule(
    "AT815",
    Severity.ERROR,
    "{stated_excess} {unit} are stated as excess, and only {came} came",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[[_SENT, _ALL | {"excess": "100 each", "reason": "sent twice"}]],
    fails=[[_SENT, _ALL | {"excess": "101 each", "reason": "sent twice"}]],
)
def excess_beyond_received(balance: Columns, given: Given) -> Expr:
    """More is stated as excess than came.

    The excess is a part of what was accepted, rejected or damaged, not something beside it.

    To correct: reverse the receipt, and enter all that came as accepted, rejected or
    damaged, with the part of it that is excess.
    """
    del given
    return balance.stated_excess > balance.came


@rule(
    "AT816",
    Severity.ERROR,
    "the stock is {in_stock} {unit}: more was handed on, returned or lost than was accepted",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[[_SENT, _ALL, _LEFT | {"quantity": "100 each"}]],
    fails=[
        [_SENT, _ALL, _LEFT | {"quantity": "101 each"}],
        [_SENT, _LEFT | {"quantity": "1 each"}],
    ],
)
def stock_below_zero(balance: Columns, given: Given) -> Expr:
    """More left the store than was accepted into it.

    A receipt is missing from the book, or a distribution was entered twice or on the
    wrong line.

    To correct: enter the receipt that is missing, or reverse the distribution, return or
    loss that is wrong.
    """
    del given
    return balance.in_stock < 0


@rule(
    "AT830",
    Severity.ERROR,
    "{handed_out} {unit} are with others: more came back than was handed on",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[[_SENT, _ALL, _LEFT | {"quantity": "10 each"}, _BACK | {"quantity": "10 each"}]],
    fails=[
        [_SENT, _ALL, _LEFT | {"quantity": "10 each"}, _BACK | {"quantity": "11 each"}],
        [_SENT, _ALL, _BACK | {"quantity": "1 each"}],
    ],
)
def handed_on_below_zero(balance: Columns, given: Given) -> Expr:
    """More came back into the store than was handed on from it.

    What is on hand is then more than there can be. A distribution is missing from the book or
    was taken back, or a return was entered twice or on the wrong line.

    To correct: enter the distribution that is missing, or reverse the return that is wrong.
    """
    del given
    return balance.handed_out < 0


@rule(
    "AT817",
    Severity.WARNING,
    "{came} {unit} came, and no dispatch of the consignment is recorded{nearest}",
    scope=Scope.BALANCE,
    cites=[f"{cited.T120}; a despatch advice precedes the receipt advice"],
    passes=[[_SENT, _ALL]],
    fails=[[_ALL]],
)
def received_without_dispatch(balance: Columns, given: Given) -> Expr:
    """Goods were received of a consignment whose dispatch is not in the book.

    What is on its way, and what is missing, cannot be said of it.

    To correct: record the consignment as its sender listed it; if the reference was
    mistyped, reverse the receipt and enter it under the right one.
    """
    del given
    return where(~balance.list_known, balance.came > 0)


@rule(
    "AT840",
    Severity.WARNING,
    "nothing says what the consignment is, or that it came{nearest}",
    scope=Scope.BALANCE,
    cites=[f"{cited.T120}; a despatch advice precedes what is said of its goods"],
    passes=[[_SENT, _LANDED], [_ALL, _LEFT | {"quantity": "1 each"}]],
    fails=[[_LANDED], [_LEFT | {"quantity": "1 each"}]],
)
def consignment_not_recorded(balance: Columns, given: Given) -> Expr:
    """Entries speak of a consignment of which no dispatch, pledge or receipt is recorded.

    Often its reference is mistyped; then goods of another consignment seem to be where they
    never were. Or what was sent is yet to be recorded, as at a desk that is offline.

    To correct: if the reference was mistyped, reverse the entry and enter it under the right
    one; else record the consignment as its sender listed it.
    """
    del given
    return ~balance.is_spoken_of


@rule(
    "AT818",
    Severity.WARNING,
    "the consignment's list has no such line",
    scope=Scope.BALANCE,
    cites=[f"{cited.T120}, rule R020: each goods item has a line"],
    passes=[
        [_SENT, _ALL],
        [_SENT, _ALL, _CAME | {"line": "9", "accepted": "5 each", "instead_of": "1"}],
    ],
    fails=[[_SENT, _ALL, _CAME | {"line": "9", "accepted": "5 each"}]],
)
def line_not_listed(balance: Columns, given: Given) -> Expr:
    """An entry speaks of a line that no list of the consignment has.

    The number was mistyped, or something came that was not sent. Goods that came in the
    place of others are not meant: their receipt names the line that they stand for.

    To correct: reverse the entry and name the line as the list does; goods that were not
    sent keep a line of their own, and their receipt states them as excess.
    """
    del given
    all_excess = (balance.came > 0) & (balance.stated_excess >= balance.came)
    unlisted = ~balance.is_listed & ~balance.is_substitute & ~all_excess
    return where(balance.list_known, unlisted)


@rule(
    "AT819",
    Severity.ERROR,
    "{said} ({said_by}) cannot be turned into the line's unit, {unit}: "
    "its packaging does not relate them exactly",
    scope=Scope.BALANCE,
    cites=[cited.REC_20],
    passes=[
        [
            _SENT | {"quantity": "2 carton", "pack_size": "50"},
            _CAME | {"accepted": "100 each"},
        ]
    ],
    fails=[[_SENT | {"quantity": "2 carton"}, _CAME | {"accepted": "100 each"}]],
)
def unit_does_not_fit(balance: Columns, given: Given) -> Expr:
    """An entry counts in a unit that the line's own packaging does not relate to its own.

    Nobody but the sender knows how many pieces are in one of these cartons. The amount is
    kept, and every figure that it would change is not known.

    To correct: reverse the entry and enter it in the line's unit; or record the list again
    with its pack size or its number of packages.
    """
    del given
    return where(balance.is_stated, ~balance.fits)


@rule(
    "AT820",
    Severity.INFO,
    "{said_by} does not say how much",
    scope=Scope.BALANCE,
    cites=[f"{cited.T120}, rule R005: the delivered quantity is present"],
    passes=[[_SENT, _ALL]],
    fails=[[_SENT, _CAME]],
)
def amount_not_stated(balance: Columns, given: Given) -> Expr:
    """An entry speaks of a line without saying how much of it.

    What is not known is not zero: the figures that the amount would change are left open.

    To correct: find the number, reverse the entry, and enter it with the amount.
    """
    del given
    return ~balance.is_stated


@rule(
    "AT824",
    Severity.INFO,
    "{sent_for_it} {unit} of {goods} were sent for a pledge of {promised}",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[
        [
            {"entry": "pledge", "consignment": "P-1", "line": "1", "quantity": "100 each"},
            _SENT | {"pledge": "P-1"},
        ]
    ],
    fails=[
        [
            {"entry": "pledge", "consignment": "P-1", "line": "1", "quantity": "99 each"},
            _SENT | {"pledge": "P-1"},
        ]
    ],
)
def sent_beyond_pledge(balance: Columns, given: Given) -> Expr:
    """More was sent for a pledge than it promised.

    Donors do give more than they promised. A consignment may also name the wrong pledge.

    To correct: nothing where the donor did give more; else reverse the dispatch and record
    it with the pledge that it fulfils.
    """
    del given
    return balance.sent_for_it > balance.promised


@rule(
    "AT828",
    Severity.WARNING,
    "{landed} {unit} arrived, of {sent} sent",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[[_SENT, {"entry": "arrival", "line": "1", "quantity": "100 each"}]],
    fails=[[_SENT, {"entry": "arrival", "line": "1", "quantity": "101 each"}]],
)
def more_arrived_than_sent(balance: Columns, given: Given) -> Expr:
    """More arrived than was sent.

    Arrivals are counted in a hurry, by the pallet; or one was told twice, under two
    numbers.

    To correct: wait for the receipt, which counts by the line; reverse an arrival that was
    entered twice.
    """
    del given
    return balance.landed > balance.sent
