"""The questions of the pages about work."""
