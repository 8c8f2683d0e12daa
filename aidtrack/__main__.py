"""``python -m aidtrack`` is the command line."""

from __future__ import annotations

from aidtrack.cli import main

if __name__ == "__main__":
    main(prog_name="aidtrack")
