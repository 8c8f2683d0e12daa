"""Record, validate and summarise aid consignments."""
