"""The waist of the library: canonical lines, and how rules name their columns."""

from aidtrack.lines.columns import Column, Columns
from aidtrack.lines.lines import Linelike, Lines, join_lines
from aidtrack.lines.schema import COLUMNS, State

__all__ = ["COLUMNS", "Column", "Columns", "Linelike", "Lines", "State", "join_lines"]
