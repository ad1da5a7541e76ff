"""Gatherings, their days, who comes, and who takes which role."""

from dugnad.gatherings.models.coming import Coming, Feed, Turn
from dugnad.gatherings.models.gathering import DayNote, Duty, Gathering, Occasion

__all__ = ["Coming", "DayNote", "Duty", "Feed", "Gathering", "Occasion", "Turn"]
