"""Supporters, what they are told and the lists they are on, in the world that every address is visited in."""

from __future__ import annotations

from datetime import datetime, timedelta

from dugnad.campaigns.actions.exporting import take_out
from dugnad.campaigns.actions.importing import keep
from dugnad.campaigns.actions.updates import PAUSE, let_out, write
from dugnad.campaigns.enums import Purpose
from dugnad.campaigns.hashing import hash_of
from dugnad.campaigns.models import Campaign, Consent, Supporter
from dugnad.kit.clock import now
from dugnad.people.models import Member
from tests.cast import again

MARKS = ("supporter address", "supporter name", "consent words", "waiting update", "export reason", "listed address")


def supporting(
    campaign: Campaign, people: dict[str, Member], marks: dict[str, str], known: dict[str, str], at: datetime
) -> None:
    """A supporter who agreed, an update by *member* that waits, a list of *member* not brought in yet, and one that
    the steward took out.

    `marks` are the words for what is private, by `MARKS`.
    """
    email = f"{marks['supporter address']}@mail.example"
    supporter = Supporter.objects.create(
        email=email, address_hash=hash_of(email), name=marks["supporter name"], confirmed_at=at
    )
    words = marks["consent words"]
    Consent.objects.create(supporter=supporter, campaign=campaign, purpose=Purpose.UPDATES, text=words, given_at=at)
    update = write(
        by=again(people["member"]),
        campaign=campaign,
        title=marks["waiting update"],
        text="It moves.",
        form_key="u" * 16,
        at=now() + timedelta(days=1),
    )
    out = write(by=again(people["member"]), campaign=campaign, title="Nytt", text="De läser.", form_key="o" * 16, at=at)
    let_out(update=out, at=at + PAUSE)
    text = f"email,namn,consent\n{marks['listed address']}@mail.example,Eva,yes\n"
    draft = keep(by=again(people["member"]), campaign=campaign, name="friends.csv", text=text, at=now())
    take_out(
        by=again(people["steward"]),
        campaign=campaign,
        purpose=Purpose.UPDATES,
        reason=marks["export reason"],
        form_key="e" * 16,
        at=at,
    )
    known |= {"update_id": update.pk, "draft_id": draft.pk}
