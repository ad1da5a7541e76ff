"""Who takes part: a member who is signed in, or somebody without an account whose address has just proved theirs.

Whoever confirms an address in a browser (a signature, a letter) is remembered there for this campaign:

    remember(request, supporter, campaign)     # after the POST of a confirmation link
    person(request, campaign)                  # a Member, a Supporter, or None

It is kept in the browser's session, not in addresses, for people share those. It is good for acting in this one
campaign and shows nothing of theirs but the name they gave.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from dugnad.campaigns.models import Campaign, Supporter
from dugnad.campaigns.models.doing import Person
from dugnad.kit.clock import now
from dugnad.people.viewing import viewer

LASTS = timedelta(days=14)
MOST = 20
"""Campaigns one browser remembers somebody for."""
KEY = "acting"


def remember(request: HttpRequest, supporter: Supporter, campaign: Campaign, *, at: datetime | None = None) -> None:
    """This browser's person is `supporter`, in `campaign`. Their address must have been confirmed in it just now."""
    known = dict(request.session.get(KEY, {}))
    known.pop(campaign.pk, None)
    kept = dict(list(known.items())[-(MOST - 1) :])
    request.session[KEY] = {**kept, campaign.pk: [supporter.pk, ((at or now()) + LASTS).isoformat()]}


def person(request: HttpRequest, campaign: Campaign, *, at: datetime | None = None) -> Person | None:
    """The member who is signed in, else the supporter this browser was confirmed for, else None. One query at most."""
    if member := viewer(request):
        return member
    pk, until = request.session.get(KEY, {}).get(campaign.pk, ("", ""))
    if not pk or datetime.fromisoformat(until) <= (at or now()):
        return None
    return Supporter.objects.filter(pk=pk, confirmed_at__isnull=False).first()


def forget(request: HttpRequest, campaign: Campaign) -> None:
    """Whoever sits here now is somebody else."""
    known = dict(request.session.get(KEY, {}))
    if known.pop(campaign.pk, None):
        request.session[KEY] = known
