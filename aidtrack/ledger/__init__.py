"""The ledger: an append-only book of what was pledged, sent, received, handed on and lost.

>>> from aidtrack.model import Consignment, Donor, Monitor
>>> gift = Consignment(
...     reference="A-1", donor=Donor(country="FR"), lines=(Monitor(line="1", quantity="150 each"),)
... )
>>> with Ledger("sqlite://") as ledger:
...     print(ledger.record(gift, when="2021-04-29", unless=None))
...     print(ledger.record(gift, when="2021-04-29", unless=None))
1 entry recorded
nothing new: 1 entry is recorded already
"""

from aidtrack.ledger.ledger import Ledger
from aidtrack.ledger.recording import Recording
from aidtrack.ledger.verify import Verification

__all__ = ["Ledger", "Recording", "Verification"]
