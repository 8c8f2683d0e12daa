"""The version of this library, written once.

>>> len(__version__.split("."))
3
"""

from __future__ import annotations

__version__ = "0.1.0"
