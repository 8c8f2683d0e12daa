"""Family 7: values, currencies, and what documents declare of the whole."""
