"""Leaving with everything, and leaving for good."""
