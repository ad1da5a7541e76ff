"""Gatherings, their days, who comes, and who takes which role."""

from dugnad.gatherings.models.coming import Coming, Turn
from dugnad.gatherings.models.duty import Duty
from dugnad.gatherings.models.feed import Feed
from dugnad.gatherings.models.gathering import Gathering
from dugnad.gatherings.models.occasion import DayNote, Occasion
from dugnad.gatherings.models.past import Past

__all__ = ["Coming", "DayNote", "Duty", "Feed", "Gathering", "Occasion", "Past", "Turn"]
