"""Family 6: what medicines, vaccines, devices and dangerous goods must state."""
