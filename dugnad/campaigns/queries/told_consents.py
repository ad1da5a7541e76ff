"""What organisers are told when somebody takes back that a partner may write to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.enums import Purpose
from dugnad.campaigns.models import Campaign, Consent
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words


def of_consents(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """For organisers: a list they may have given on is too long by one. Who it is, the next list says. Two queries."""
    partners = Consent.objects.filter(pk__in={act.object_id for act in acts}, purpose=Purpose.PARTNER)
    known = {one.pk: one for one in partners.select_related("campaign")}
    mine = set(Campaign.objects.filter(rules.organises.which(member)).values_list("pk", flat=True))
    return {
        act.pk: Words(
            line=_("Somebody took back that %(partner)s may write to them. Give %(partner)s a new list.")
            % {"partner": known[act.object_id].partner},
            page=reverse("campaign_lists", args=[known[act.object_id].campaign_id]),
            title=known[act.object_id].campaign.title,
        )
        for act in acts
        if act.object_id in known and known[act.object_id].campaign_id in mine
    }
