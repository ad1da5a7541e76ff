"""Signatures in the world that every address is visited in: private ones, one sheet of paper, one alarm."""

from __future__ import annotations

from datetime import datetime

from dugnad.campaigns.actions.confirming import confirm
from dugnad.campaigns.actions.paper import Line, enter
from dugnad.campaigns.actions.signing import From, Given, sign
from dugnad.campaigns.enums import Suspicion
from dugnad.campaigns.models import Campaign, Signature, SigningAlarm
from dugnad.people.addresses import read
from dugnad.people.models import Member
from tests.cast import again

MARKS = ("signer", "signer words", "signer address", "paper name", "mail host")


def signatures(
    campaign: Campaign, people: dict[str, Member], marks: dict[str, str], known: dict[str, str], at: datetime
) -> None:
    """Under a demand run by *member*.

    `marks` are the words for what is private: name, words and address of somebody who shows nothing, and a line of a
    sheet that nobody has compared yet.
    """
    given = Given(marks["signer"], words=marks["signer words"])
    address = read(f"{marks['signer address']}@example.org")
    sign(campaign=campaign, given=given, address=address, sent=From("n", True), at=at)
    confirm(signature=Signature.objects.select_related("campaign").get(campaign=campaign), at=at)
    line = Line(marks["paper name"])
    sheet = enter(by=again(people["member"]), campaign=campaign, label="Sheet 1", lines=[line], form_key="s", at=at)
    alarm = SigningAlarm.objects.create(
        campaign=campaign, suspicion=Suspicion.HOST, about=f"{marks['mail host']}.example", found=30, raised_at=at
    )
    known |= {"sheet_id": sheet.pk, "alarm_id": alarm.pk}
