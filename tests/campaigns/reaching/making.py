"""Letters for tests, made the way people make them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dugnad.campaigns.actions.letters import Writer, begin
from dugnad.campaigns.actions.sending_letters import send
from dugnad.campaigns.enums import RungKind, Way
from dugnad.campaigns.models import Campaign, Letter, Rung
from dugnad.kit.ids import new_key
from dugnad.people.addresses import read
from dugnad.people.models import Member
from tests.cast import NOON

OWN = "My grandson took that bus every morning. Since it stopped he walks five kilometres."


def rung_of(campaign: Campaign, kind: RungKind = RungKind.WRITE) -> Rung:
    """Its rung of this kind."""
    return campaign.rungs.select_related("campaign__circle").get(kind=kind)


def make_letter(
    by: Member | str, campaign: Campaign, *, own: str = OWN, at: datetime = NOON, sent: bool = False, **facts: Any
) -> Letter:
    """A letter by a member, or by somebody with this address."""
    known = by if isinstance(by, Member) else None
    writer = Writer(
        name=known.handle if known else "Eva Berg", person=known, address=None if known else read(str(by)), **facts
    )
    target = campaign.targets.first()
    letter = begin(by=writer, rung=rung_of(campaign), own=own, target=target, form_key=new_key(), at=at)
    return send(letter=letter, way=Way.PLATFORM, at=at) if sent else letter
