"""Where the frame of a campaign joins the rest: things, circles, feeds, mail, and what members are told."""

from __future__ import annotations

from dugnad.campaigns import happened, receiving, sharing, telling, things
from dugnad.campaigns.queries import happenings
from dugnad.campaigns.views import lists
from dugnad.circles.parts import register_part


def connect() -> None:
    """Called once, when the app is ready."""
    things.connect()
    telling.connect()
    sharing.connect()
    receiving.connect()
    happened.register("campaign", happenings.tell)
    register_part(20, "campaigns/circle_part.html", lists.circle_part)
