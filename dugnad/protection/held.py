"""What protection holds of a member."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.people.holdings import Fate, Holding, of_nobody, register
from dugnad.protection.models import AgeWord, Contact, Keeping, Line, Protection


def connect() -> None:
    """Called once, when all apps are ready."""
    of_nobody(Keeping, "for how long a circle keeps what is written in it")
    register(
        Holding("safeguarding", Protection, "steward", _("Circles where I am there for safeguarding"),
                fate=Fate.UNNAMED, words=("reach",), emptied={"reach": ""}, unnamed={"steward": None},
                why="so that members can reach you", until="somebody else is named"),
        Holding("ages-of-me", AgeWord, "about", _("On which side of 18 I am"), withheld=("by",),
                why="so that adults and young people get in touch the first time where somebody reads along",
                until="you leave for good, or the circle is protected no more"),
        Holding("ages-i-said", AgeWord, "by", _("What I said of somebody’s age"), withheld=("about",),
                why="so that an age is more than somebody's own word", until="you leave for good"),
        Holding("contacts-first", Contact, "first", _("First contacts of mine that were read along"),
                withheld=("second", "opened_by"), why="so that nobody is alone with somebody they do not know",
                until="one of the two leaves for good"),
        Holding("contacts-second", Contact, "second", _("First contacts of mine that were read along"),
                withheld=("first", "opened_by"), why="so that nobody is alone with somebody they do not know",
                until="one of the two leaves for good"),
        Holding("contacts-opened", Contact, "opened_by", _("First contacts I let be, as a steward"), fate=Fate.UNNAMED,
                withheld=("first", "second"), unnamed={"opened_by": None},
                why="so that it can be asked who decided", until="one of the two leaves for good"),
        Holding("contact-lines", Line, "by", _("What I wrote in first contacts"), words=("text",),
                why="for the other to read", until="you leave for good, or the circle's time for keeping is over"),
    )  # fmt: skip
