"""What is held of a member who takes part in campaigns: their name under demands, what they agreed to and gave."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import models as m
from dugnad.kit.seal import unseal
from dugnad.people.holdings import Fate, Holding

LASTS = "you take it back, or leave for good"
SIGNATURE: dict[str, Any] = {
    "name": "", "words": "", "place": None, "mailbox": "", "network": "", "host": "", "sealed": None, "agreed": [],
}  # fmt: skip
"""As `actions.withdrawing.leave` empties it."""


def holdings() -> tuple[Holding, ...]:
    """The entries."""
    return (*_name(), *_gave(), *_letters())


def _name() -> tuple[Holding, ...]:
    return (
        Holding("supporter", m.Supporter, "member", _("How campaigns know me"), withheld=("address_hash",),
                why="so that one person counts once, and is written to as they agreed", until=LASTS),
        Holding("consents", m.Consent, "supporter__member", _("What I agreed to"),
                why="to show what you agreed to, in which words, and when", until=LASTS),
        Holding("signatures", m.Signature, "supporter__member", _("What I signed"), fate=Fate.UNNAMED,
                withheld=("mailbox", "network", "host"), words=tuple(SIGNATURE), emptied=SIGNATURE,
                not_words=("language", "receipt"), opens={"sealed": lambda one: unseal(one.sealed,
                about=one.pk) if one.sealed else ""},
                why="to stand under the demand; without a name it only says that it was taken back", until=LASTS),
        Holding("imported-consents", m.ImportedConsent, "consent__supporter__member",
                _("Agreements brought from elsewhere"),
                fate=Fate.WITH, why="to show where it came from", until=LASTS),
    )  # fmt: skip


def _gave() -> tuple[Holding, ...]:
    things = Case(When(things="", then=Value("")), default=Value("–"))
    return (
        Holding("gifts", m.Gift, "member", _("What I gave"), fate=Fate.UNNAMED, names=("received_by", "supporter"),
                words=("things", "where", "giver", "struck_because"), not_words=("person_key", "currency", "form_key"),
                emptied={"things": things, "where": "", "giver": "", "struck_because": ""},
                why="the campaign's open book; sums stay, without your name", until="the campaign is erased"),
        Holding("pledges", m.Pledge, "member", _("What I pledged"), fate=Fate.UNNAMED, names=("confirmed_by",
                "supporter"),
                not_words=("person_key",), why="others pledged because you did; it stays, without your name",
                until="the campaign is erased"),
    )  # fmt: skip


def _letters() -> tuple[Holding, ...]:
    return (
        Holding("update-letters", m.UpdateLetter, "supporter__member", _("News sent to me"), fate=Fate.WITH,
                why="so that each letter is sent once, and the link in it works", until=LASTS),
        Holding("parcels", m.Parcel, "supporter__member", _("News on the way to me"), fate=Fate.WITH,
                why="so that each letter is sent once", until=LASTS),
    )  # fmt: skip
