"""A small living movement to look at."""
