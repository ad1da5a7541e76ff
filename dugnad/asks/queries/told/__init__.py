"""What one member may know of acts around asks, in words. Each module takes one kind of thing, in a fixed number of
queries however many acts there are.

A text may travel in a letter only from an open circle, and only where nobody stands behind another name: neither a
pseudonym nor the person of a case leaves this machine.
"""

from dugnad.asks.queries.told.answers import of_answers
from dugnad.asks.queries.told.asks import new_asks, of_asks
from dugnad.asks.queries.told.calls import of_calls
from dugnad.asks.queries.told.living import new_living_answers, of_living_answers
from dugnad.asks.queries.told.places import of_reservations
from dugnad.asks.queries.told.sealed import of_sealed_parts

__all__ = [
    "new_asks",
    "new_living_answers",
    "of_answers",
    "of_asks",
    "of_calls",
    "of_living_answers",
    "of_reservations",
    "of_sealed_parts",
]
