"""What the accounts themselves hold of a member: the profile, ways in, sessions, blocks, and acts in the ledger."""

from __future__ import annotations

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dugnad.kit.models import Entry, Window
from dugnad.ledger.models import Act, Cursor, Held, Segment
from dugnad.people.holdings import Fate, Holding, of_nobody, register
from dugnad.people.models import Block, Member, Movement, Place, PlaceName, Skill, Speaks

SESSION_ENDS = "you sign out, or 7 days without a visit, 30 days at most"
ACCOUNT_ENDS = "you leave for good"
FOR_EVER = "as long as the movement keeps its history; once you have left, the key in it leads to nobody"


def connect() -> None:
    """Called once, when all apps are ready."""
    register(*_profile(), *_ways_in(), *_acts())
    of_nobody(Place, "towns, from a public gazetteer")
    of_nobody(PlaceName, "names of towns, from a public gazetteer")
    of_nobody(Skill, "the movement's list of professions and skills")
    of_nobody(Movement, "the movement's name and purpose")
    of_nobody(Entry, "the index of the search: words of what is listed here, gone with it")
    of_nobody(Window, "how often something was done, under a keyed hash, for hours or days")
    of_nobody(Cursor, "how far the programs that follow the ledger have come")
    of_nobody(Held, "acts that a program failed on, by their number")
    of_nobody(Segment, "the names of the ledger's files")
    for empty in (Group, Permission, ContentType):
        of_nobody(empty, "a table of the framework that is not used")


def _profile() -> tuple[Holding, ...]:
    return (
        Holding(
            "profile", Member, "pk", _("My profile"),
            why="so that others know whom they meet, and what you can help with",
            until=ACCOUNT_ENDS, withheld=("password", "handle_folded", "is_active"),
        ),
        Holding("languages", Speaks, "member", _("Languages I can help in"), why="to ask those who speak them",
                until="you take it out of your profile"),
        Holding("blocks", Block, "by", _("People I blocked"), gives=("of__handle", "at"), why="so that you do not meet",
                until="you lift it, or one of you leaves"),
        Holding("blocked", Block, "of", _("People who blocked me"), given=False, why="so that you do not meet",
                until="they lift it, or one of you leaves"),
    )  # fmt: skip


def _ways_in() -> tuple[Holding, ...]:
    return (
        Holding("addresses", EmailAddress, "user", _("My e-mail addresses"), why="to write to you, if you want that",
                until="you take the address away"),
        Holding("address-checks", EmailConfirmation, "email_address__user",
                _("Letters that asked me to confirm an address"),
                withheld=("key",), why="to know that an address is yours", until="three days"),
        Holding("ways-in", Authenticator, "user", _("My passkeys, one-time codes and recovery codes"),
                withheld=("data",),
                why="so that nobody else comes in as you", until="you take it away"),
        Holding("sessions", UserSession, "user", _("Where I am signed in"), withheld=("session_key", "ip", "data"),
                why="so that you can see and end your sessions; the address of the network is always 0.0.0.0, the "
                    "browser a word, the times days", until=SESSION_ENDS),
        Holding("session-store", Session, "", _("What a session remembers"), rows=sessions_of, given=False,
                why="so that you stay signed in", until=SESSION_ENDS),
    )  # fmt: skip


def _acts() -> tuple[Holding, ...]:
    gives = ("id", "at", "verb", "circle", "object_type", "object_id", "cause_id", "amount", "audience")
    plain = ("actor", "verb", "circle", "object_type", "object_id", "toward", "audience")
    return (
        Holding("acts", Act, "actor", _("What I did"), by_key=True, gives=gives, fate=Fate.STAYS, not_words=plain,
                why="the history of the movement: that something was done, never what was written", until=FOR_EVER),
        Holding("acts-toward", Act, "toward", _("What others did for me"), by_key=True, given=False, fate=Fate.STAYS,
                why="the history of the movement", until=FOR_EVER),
    )  # fmt: skip


def sessions_of(member: Member) -> QuerySet[Session]:
    """The rows of the session store that belong to `member`, as their list of sessions says."""
    keys = UserSession.objects.filter(user=member).values("session_key")
    return Session.objects.filter(session_key__in=keys).order_by("pk")
