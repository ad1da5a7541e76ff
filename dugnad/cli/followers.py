"""`dugnad followers`."""
