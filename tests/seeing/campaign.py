"""Campaigns in the world that every address is visited in: one open to everybody, one a draft."""

from __future__ import annotations

from datetime import datetime

from dugnad.asks.models import Ask
from dugnad.campaigns.actions.correspondence import sent
from dugnad.campaigns.actions.origins import want
from dugnad.campaigns.actions.phases import open_up
from dugnad.campaigns.actions.replies import paste, take_in
from dugnad.campaigns.actions.starting import Words, start
from dugnad.campaigns.actions.targets import Reach, add_target
from dugnad.campaigns.enums import ReplyKind, RungKind, SentKind
from dugnad.campaigns.models import Campaign, Rung
from dugnad.circles import things
from dugnad.circles.models import Circle
from dugnad.people.models import Member
from tests.cast import again


def campaigns(
    circle: Circle, people: dict[str, Member], need: Ask, marks: dict[str, str], known: dict[str, str], at: datetime
) -> Campaign:
    """Run by *member*, for what *asker* asked; nobody has agreed to that yet, and a reply waits to be looked at.

    `marks` are the words for what is private: the title of the draft, and the reply that nobody has looked at.
    """
    by = people["member"]
    words = Words("A bed past eighteen", "Ingen ska bli av med sin säng.", "Tre sov på stationen.")
    made = start(by=again(by), circle=circle, words=words, form_key="p" * 16, at=at)
    target = add_target(by=again(by), campaign=made, reach=Reach("Region Skåne", email="region@example.org"), at=at)
    rung = Rung.objects.create(campaign=made, kind=RungKind.SIGN)
    origin = want(by=again(by), campaign=made, thing=_thing(by, need), at=at)
    open_up(by=again(by), campaign=made, at=at)
    sent(target=target, kind=SentKind.LETTER, at=at)
    reply = take_in(target=target, text=marks["held reply"], sender="chair@example.org", key="k" * 16, at=at)
    assert reply is not None
    paste(by=again(by), target=target, kind=ReplyKind.OTHER, text="Vi ska se.", form_key="r" * 16, at=at)
    start(by=again(by), circle=circle, words=Words(marks["draft title"], "Inte än."), form_key="q" * 16, at=at)
    known |= {
        "campaign_id": made.pk,
        "target_id": target.pk,
        "rung_id": rung.pk,
        "reply_id": reply.pk,
        "origin_id": origin.pk,
        "organiser_id": str(made.organisers.get().pk),
        "kind": "ask",
        "thing_id": need.pk,
    }
    return made


def _thing(member: Member, need: Ask) -> things.Thing:
    found = things.find(again(member), "ask", need.pk)
    assert found is not None
    return found
