"""Numbers, dates, blanks and references as people type them, read by strict grammars."""
