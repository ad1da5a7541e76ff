"""What circles hold of a member."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.circles import parting
from dugnad.circles.models import Application, Circle, Entrance, Invitation, InvitationUse, Membership, Vouch
from dugnad.people.holdings import Fate, Holding, of_nobody, register, register_open, register_parting

LEFT = "you leave for good; leaving the circle ends it, and keeps that you were there"


def connect() -> None:
    """Called once, when all apps are ready."""
    register_open(parting.left_alone)
    register_parting(parting.part)
    register(*_places(), *_ways(), *_words())
    of_nobody(Entrance, "when the door for new accounts closed by itself")
    of_nobody(Circle, "a circle's own name, purpose, norms and settings, which belong to the circle")


def _places() -> tuple[Holding, ...]:
    return (
        Holding("memberships", Membership, "member", _("My circles"), withheld=("pseudonym_folded",),
                why="to know what you may read, and by which name you write", until=LEFT),
        Holding("brought", Membership, "brought_by", _("Who came in through me"), given=False, fate=Fate.UNNAMED,
                words=(), not_words=("standing", "role", "pseudonym", "pseudonym_folded", "told"),
                why="so that stewards see who vouches for whom", until="one of you leaves for good"),
    )  # fmt: skip


def _ways() -> tuple[Holding, ...]:
    return (
        Holding("invitations", Invitation, "by", _("Invitations I wrote"), withheld=("token_hash",),
                why="so that the link works, and can be ended", until="you leave for good"),
        Holding("invited", InvitationUse, "member", _("Invitations I followed"), why="so that a link counts",
                until="you leave for good"),
        Holding("applications", Application, "member", _("What I wrote to be let into circles"),
                why="so that a circle can answer you", until="you leave for good"),
        Holding("applications-decided", Application, "decided_by", _("Applications I decided on"), fate=Fate.UNNAMED,
                gives=("id", "circle_id", "decided_at", "reply"), words=("reply",), emptied={"reply": ""},
                not_words=("answers",), why="so that stewards answer for what they decide",
                until="either of you leaves for good"),
    )  # fmt: skip


def _words() -> tuple[Holding, ...]:
    return (
        Holding("vouches", Vouch, "by", _("People I vouched for"), gives=("id", "circle_id", "words", "created_at",
                "withdrawn_at", "fulfilled_at"), why="so that a circle can trust somebody it does not know",
                until="either of you leaves for good"),
        Holding("vouched", Vouch, "for_member", _("People who vouched for me"), given=False,
                why="so that a circle can trust you", until="either of you leaves for good"),
    )  # fmt: skip
