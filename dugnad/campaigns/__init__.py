"""Campaigns: a demand, those it is made of, and a ladder of actions from a signature to an outcome."""
