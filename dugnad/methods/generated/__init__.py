"""Invented movements with known truth, for tests, benchmarks and demonstrations. The same seed gives the same people.

What is [guess] in a docstring is a knob and no finding; it must never reach a page as a fact.
"""
