"""What protected circles hold of a member."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dugnad.people.holdings import Fate, Holding, of_nobody, register
from dugnad.people.models import Member
from dugnad.protection.models import AgeWord, Contact, Keeping, Line, Protection

LASTS = "either of you leaves for good, or the circle's time for keeping is over"


def connect() -> None:
    """Called once, when all apps are ready."""
    register(
        Holding("ages-said", AgeWord, "by", _("What I said about ages"), gives=("circle_id", "age"),
                why="so that the young are protected", until=LASTS),
        Holding("ages-of-me", AgeWord, "about", _("What was said about my age"), given=False,
                why="so that the young are protected", until=LASTS),
        Holding("contacts", Contact, "first", _("Contacts that stewards read along"), names=("opened_by",),
                gives=("id", "circle_id", "begun_at"), why="so that nobody meets the young unseen", until=LASTS),
        Holding("contacts-second", Contact, "second", _("Contacts that stewards read along, too"),
                gives=("id", "circle_id", "begun_at"), why="so that nobody meets the young unseen", until=LASTS),
        Holding("contact-lines", Line, "by", _("What I wrote in contacts"), gives=("contact_id", "text", "at"),
                why="so that nobody meets the young unseen", until=LASTS),
        Holding("contact-lines-to-me", Line, "", _("What was written to me in contacts"), rows=_to, fate=Fate.WITH,
                gives=("contact_id", "text", "at"), why="so that you can read it", until=LASTS),
        Holding("safeguarding", Protection, "steward", _("Circles I safeguard"), fate=Fate.UNNAMED, words=("reach",),
                emptied={"reach": ""}, gives=("circle_id", "reach"), why="so that somebody can be reached",
                until=LASTS),
    )  # fmt: skip
    of_nobody(Keeping, "for how long what is written in a circle is kept")


def _to(member: Member) -> QuerySet[Line]:
    between = Q(contact__first=member) | Q(contact__second=member)
    return Line.objects.filter(between).exclude(by=member).order_by("pk")
