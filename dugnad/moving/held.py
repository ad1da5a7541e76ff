"""That moving holds nothing of any member."""

from __future__ import annotations

from dugnad.moving.models import AddressList, Arrived, Numbered
from dugnad.people.holdings import of_nobody


def connect() -> None:
    """Called once, when all apps are ready."""
    of_nobody(AddressList, "where else the movement can be found")
    of_nobody(Arrived, "the newest bundle that came in here")
    of_nobody(Numbered, "how many bundles were made")
