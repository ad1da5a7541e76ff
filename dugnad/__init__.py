"""Dugnad: people coming together to get done what none could do alone."""

__version__ = "0.1.0"
