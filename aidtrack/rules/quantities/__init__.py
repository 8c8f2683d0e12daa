"""Family 3: how much, how heavy, how large, and how it is packed."""
