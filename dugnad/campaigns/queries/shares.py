"""What each person did in a campaign, from the ledger alone.

Acts bear the campaign's circle, and descend from the act that started it: directly (a letter), or through what was
made for it (coming to its gathering). See `acts.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from django.db.models import Q

from dugnad.campaigns.acts import STARTED
from dugnad.campaigns.models import Campaign
from dugnad.ledger.models import Act, ActQuerySet

Shares = dict[str, Counter[str]]
"""By person key: how often each verb."""


def acts_of(campaign: Campaign) -> ActQuerySet:
    """All acts in `campaign`, of members and supporters and of the clock; without the starting."""
    within = Act.objects.filter(circle=campaign.circle_id, at__gte=campaign.created_at)
    further = Q(cause__cause=campaign.act_id) & ~Q(cause__verb=STARTED.code)  # not what was done in a copy of it
    return within.filter(Q(cause=campaign.act_id) | further).exclude(verb=STARTED.code)


def share_of(person_key: str, campaign: Campaign) -> Counter[str]:
    """How often the person with this key did what in `campaign`, by verb code. One query."""
    return shares_of([person_key], campaign).get(person_key, Counter())


def shares_of(person_keys: Collection[str], campaign: Campaign) -> Shares:
    """The same for several people at once; those who did nothing are left out. One query."""
    acts = acts_of(campaign).filter(actor__in=[key for key in person_keys if key])
    shares: Shares = {}
    for actor, verb in acts.values_list("actor", "verb"):
        shares.setdefault(actor, Counter())[verb] += 1
    return shares


def took_part(campaign: Campaign) -> set[str]:
    """The person keys of everybody who did something in `campaign`. One query."""
    actors = acts_of(campaign).exclude(actor="").order_by()
    return set(actors.values_list("actor", flat=True).distinct())
