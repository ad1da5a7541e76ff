"""Whom to call by name: the smallest set of people whose being asked makes help near certain.

`fit` says how well each member suits an ask, `Candidates` holds what is known of each, `Prior` what is known of their
circle, and `choose` picks a `Wave`. How and why: docs/how-it-works/matching.md.
"""

from dugnad.methods.matching.candidates import Candidates, Prior
from dugnad.methods.matching.chances import at_least, chance, posterior
from dugnad.methods.matching.choosing import LEAST_FIT, MOST, SURE, Wave, burden, choose
from dugnad.methods.matching.fitting import Fit, fit

__all__ = [
    "LEAST_FIT",
    "MOST",
    "SURE",
    "Candidates",
    "Fit",
    "Prior",
    "Wave",
    "at_least",
    "burden",
    "chance",
    "choose",
    "fit",
    "posterior",
]
