"""Code lists of countries, currencies, goods and transport, beside their refresh script."""
