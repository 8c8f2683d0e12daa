"""What became of everything: entries to balances, without a database."""
