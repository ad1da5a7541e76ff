"""Where the frame of a campaign joins the rest: things, circles, feeds, mail, and what members are told."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import happened, receiving, reported, sharing, telling, things
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.ladder import RungType, register
from dugnad.campaigns.models import Rung
from dugnad.campaigns.queries import happenings, together
from dugnad.campaigns.views import lists
from dugnad.circles.parts import register_part


def connect() -> None:
    """Called once, when the app is ready."""
    things.connect()
    telling.connect()
    sharing.connect()
    receiving.connect()
    reported.connect()
    happened.register("campaign", happenings.tell)
    register_part(20, "campaigns/circle_part.html", lists.circle_part)
    register(RungType(RungKind.GATHERING, "calendar-heart", _("See when and where"), beside, together.gatherings))
    register(RungType(RungKind.TASK, "list-checks", _("See what is to do"), beside, together.tasks, members_only=True))


def beside(rung: Rung) -> str:
    """Gatherings and tasks stand beside the campaign, drawn by those who have them."""
    return reverse("campaign", args=[rung.campaign_id]) + "#together"
