"""Where things stand while a timeline is written in bulk: what rows will say, before there are rows."""

from __future__ import annotations

from dugnad.demo.writing.states.lasting import Booked, Help, Page
from dugnad.demo.writing.states.people import Inside, Link, Place, Somebody, Wish, Word
from dugnad.demo.writing.states.talk import Counted, Named, Need, Reply

__all__ = [
    "Booked",
    "Counted",
    "Help",
    "Inside",
    "Link",
    "Named",
    "Need",
    "Page",
    "Place",
    "Reply",
    "Somebody",
    "Wish",
    "Word",
]
