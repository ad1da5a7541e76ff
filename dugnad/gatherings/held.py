"""What gatherings hold of a member."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dugnad.gatherings import parting
from dugnad.gatherings.models import Coming, DayNote, Duty, Feed, Gathering, Occasion, Past, Turn
from dugnad.kit.seal import unseal
from dugnad.people.holdings import Fate, Holding, register, register_parting, register_wish
from dugnad.people.models import Member
from dugnad.people.parting import SHARED, TAKEN_BACK, WORKS

LASTS = "you leave for good, or the circle's time for keeping is over"


def connect() -> None:
    """Called once, when all apps are ready."""
    register_wish(SHARED)
    register_parting(parting.part)
    register(*_called(), *_came())


def _others_come(member: Member) -> Q:
    return Q(pk__in=Coming.objects.exclude(member=member).values("occasion__gathering"))


def _called() -> tuple[Holding, ...]:
    return (
        Holding("gatherings", Gathering, "author", _("Gatherings I called"), fate=Fate.CHOSEN, wish=WORKS,
                index="gathering", words=("title", "text", "venue", "link", "access"), stood_on=_others_come,
                not_words=("zone", "thing_kind", "form_key"),
                emptied={"title": TAKEN_BACK, "text": "", "venue": "", "link": "", "access": "", "place": None},
                why="so that people meet", until=LASTS),
        Holding("gathering-days", Occasion, "gathering__author", _("The days of my gatherings"), fate=Fate.CHOSEN,
                wish=WORKS, words=("venue", "word", "programme", "numbers", "decided", "follows"), stood_on=Q(),
                emptied={"venue": "", "word": "", "programme": "", "numbers": None, "decided": "", "follows": ""},
                unnamed={"numbers": None},
                opens={"numbers": lambda one: unseal(one.numbers, about=one.pk) if one.numbers else ""},
                why="so that people meet", until=LASTS),
        Holding("gathering-notes", DayNote, "occasion__gathering__author", _("What I told on the day"),
                why="so that nobody goes to the wrong place", until=LASTS),
        Holding("gathering-roles", Duty, "gathering__author", _("Roles of my gatherings"), fate=Fate.CHOSEN, wish=WORKS,
                words=("words",), emptied={"words": ""}, stood_on=Q(), why="so that everything is done", until=LASTS),
    )  # fmt: skip


def _came() -> tuple[Holding, ...]:
    return (
        Holding("comings", Coming, "member", _("Where I said that I come, and was"),
                opens={"needs": lambda one: unseal(one.needs, about=one.pk) if one.needs else ""},
                why="so that there is room and food for all; what you need is sealed, for the organisers",
                until="ninety days after the day; what you need, a day after"),
        Holding("turns", Turn, "member", _("Roles I took"), why="so that everything is done", until=LASTS),
        Holding("calendars", Feed, "member", _("My calendar addresses"), withheld=("hashed",),
                why="so that your calendar finds them", until="you end the address"),
        Holding("days-there", Past, "member", _("On how many days I was there"), why="for your eyes alone",
                until="you leave for good"),
    )  # fmt: skip
