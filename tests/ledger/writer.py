"""A desk that records one consignment after another, and says so once each is recorded.

python -m tests.ledger.writer URL NAME COUNT LINES
"""

from __future__ import annotations

import sys

from aidtrack.ledger import Ledger
from aidtrack.model import Monitor
from tests.ledger.goods import gift


def main(url: str, name: str, count: int, lines: int) -> None:
    with Ledger(url) as ledger:
        print("ready", flush=True)
        for number in range(count):
            goods = tuple(
                Monitor(line=str(line), description="monitor", quantity=f"{number + 1} each")
                for line in range(1, lines + 1)
            )
            recording = ledger.record(gift(f"{name}-{number}", lines=goods), unless=None)
            print(*recording.added, *recording.known, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
