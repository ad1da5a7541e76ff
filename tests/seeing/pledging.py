"""Pledges, gifts and reasons in the world that every address is visited in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction

from dugnad.campaigns.actions.giving import What, give
from dugnad.campaigns.actions.pledging import pledge, set_terms
from dugnad.campaigns.actions.spending import Wish, ask_to_spend
from dugnad.campaigns.actions.stepping import tell_why
from dugnad.campaigns.acts import SPENT
from dugnad.campaigns.enums import GiverShown, RungKind, WhyShown
from dugnad.campaigns.models import Campaign, Rung, Spending
from dugnad.kit.ids import new_id
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from tests.cast import again


def pledges(
    campaign: Campaign, people: dict[str, Member], marks: dict[str, str], known: dict[str, str], at: datetime
) -> None:
    """On a campaign run by *member*: *asker* has pledged, given without being seen, and said why for themselves alone.

    `marks` are the words for what is private: where the hidden gift went, its giver, why it matters, and a wish that
    the circle is voting on.
    """
    by, asker = again(people["member"]), again(people["asker"])
    rungs = [Rung.objects.create(campaign=campaign, kind=kind, position=9) for kind in (RungKind.PLEDGE, RungKind.GIVE)]
    pledging, giving = rungs
    set_terms(by=by, rung=pledging, promise="come", needed=3, until=at + timedelta(days=9), at=at)
    given = pledge(by=asker, rung=pledging, wording=1, at=at)
    hidden = What(things=marks["hidden gift"], where=marks["hidden giver"], shown=GiverShown.HIDDEN)
    gift = give(by=asker, rung=giving, what=hidden, form_key="g" * 16, at=at)
    wish = Wish(marks["wish"], 5_000, "SEK")
    request = ask_to_spend(by=asker, campaign=campaign, wish=wish, form_key="w" * 16, at=at)
    entry_id = new_id()
    with transaction.atomic():
        paid = record(SPENT, by=by, about=entry_id, circle=campaign.circle_id, cause=request.act_id, at=at)
        entry = Spending.objects.create(id=entry_id, act=paid, request=request, by=by, amount=1, note="x",
                                        picture=ContentFile(b"RIFF", name="one.webp"), form_key="s" * 16)  # fmt: skip
    why = tell_why(by=asker, campaign=campaign, text=marks["private why"], shown=WhyShown.PRIVATE, at=at)
    known |= {
        "pledging_id": pledging.pk,
        "giving_id": giving.pk,
        "pledge_id": given.pk,
        "gift_id": gift.pk,
        "spending_id": request.pk,
        "spent_id": entry.pk,
        "needing_id": pledging.pk,
        "why_number": str(why.pk),
    }
