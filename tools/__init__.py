"""Checks and measurements, run by ./check and by hand. Not installed with Dugnad."""
