"""What became of everything: entries to balances, without a database.

>>> from aidtrack.model import Consignment, Ventilator
>>> from aidtrack.model.entries import Dispatch, Receipt, ReceivedLine
>>> sent = Consignment(reference="A-1", lines=(Ventilator(quantity="100 each"),))
>>> came = (ReceivedLine(line="1", accepted="60 each"),)
>>> result = reconcile(
...     [
...         Dispatch(who="a ministry", when="2021-04-28", consignment=sent),
...         Receipt(who="a district hospital", when="2021-04-30", consignment="A-1", lines=came),
...     ]
... )
>>> for name in ("dispatched", "in_transit", "accepted", "missing"):
...     print(name, int(result.lines[name][0]))
dispatched 100
in_transit 40
accepted 60
missing 0
"""

from aidtrack.reconciliation.balances import BALANCE
from aidtrack.reconciliation.book import ENTRIES, MOVEMENTS, STATUSES, Book
from aidtrack.reconciliation.grouped import GROUP_KEYS
from aidtrack.reconciliation.posting import head_of, list_goods, post
from aidtrack.reconciliation.reconciliation import FIGURES, Reconciliation, reconcile

__all__ = [
    "BALANCE",
    "ENTRIES",
    "FIGURES",
    "GROUP_KEYS",
    "MOVEMENTS",
    "STATUSES",
    "Book",
    "Reconciliation",
    "head_of",
    "list_goods",
    "post",
    "reconcile",
]
