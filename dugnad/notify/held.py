"""What is held of a member to tell them of things."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.notify.actions import recalling
from dugnad.notify.models import Browser, CircleWish, Letter, MailStall, Notice, Received, Tally, Wishes
from dugnad.people.holdings import Holding, of_nobody, register, register_forgetting


def connect() -> None:
    """Called once, when all apps are ready."""
    register(
        Holding("notices", Notice, "member", _("What I was told of"), why="so that you see what concerns you",
                until="ninety days"),
        Holding("letters", Letter, "member", _("Letters to me"), withheld=("sealed", "key", "said"),
                why="so that each letter is sent once", until="sixty days"),
        Holding("answers-by-mail", Received, "member", _("Answers I sent by e-mail"), withheld=("sealed", "key"),
                why="so that each answer counts once", until="sixty days"),
        Holding("browsers", Browser, "member", _("Browsers that may be woken"), withheld=("endpoint", "endpoint_hash"),
                why="so that your browser tells you, if you want that", until="you sign out there"),
        Holding("wishes", Wishes, "member", _("How I want to be told"), why="so that you are told as you want",
                until="you leave for good"),
        Holding("circle-wishes", CircleWish, "member", _("How I want to be told of circles"),
                why="so that you are told as you want", until="you leave for good"),
    )  # fmt: skip
    register_forgetting(recalling.forget)
    of_nobody(MailStall, "since when the mail server has been away")
    of_nobody(Tally, "how many letters came in on a day")
