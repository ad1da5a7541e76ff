"""Campaigns, what they tell, and reasons that people shared, as things that can be reported.

A hidden campaign, or update, is there for those who organise the campaign, who can mend or close it. Reasons are not
hidden by a decision: those who organise a campaign put them away.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import rules
from dugnad.campaigns.models import Campaign, Update, Why
from dugnad.campaigns.models.stepping import WhyQuerySet
from dugnad.campaigns.models.update import UpdateQuerySet
from dugnad.kit.permission import NOTHING, Rule
from dugnad.people.models import Member
from dugnad.safety.reportable import Kind, Told, register


def connect() -> None:
    """Called once, when the app is ready."""
    register(Kind("campaign", _("a campaign"), Campaign, rules.might_read, of_campaign))
    register(
        Kind("update", _("an update of a campaign"), Update, _found(Update, UpdateQuerySet.readable_by), of_update)
    )
    register(Kind("why", _("a reason somebody shared"), Why, _found(Why, WhyQuerySet.visible_to), of_why))


def _found(model: type[Update] | type[Why], among: Callable[[Any, Member | None], Any]) -> Rule:
    """Those that a method of a `QuerySet` leaves, as a rule."""

    def can(member: Member | None, thing: Model) -> bool:
        return bool(among(model.objects.filter(pk=thing.pk), member).exists())

    def which(member: Member | None) -> Q:
        return Q(pk__in=among(model.objects.all(), member).values("pk"))

    return Rule(can=can, which=which, who=lambda _thing: NOTHING)


def of_campaign(campaign: Campaign) -> Told:
    """By whoever started it."""
    path = reverse("campaign", args=[campaign.pk])
    text = f"{campaign.demand}\n\n{campaign.story}".strip()
    return Told(campaign.title, path, campaign.circle_id, campaign.started_by, text)


def of_update(update: Update) -> Told:
    """By whoever wrote it."""
    path = reverse("update", args=[update.pk])
    return Told(update.title, path, update.campaign.circle_id, update.author, update.text)


def of_why(why: Why) -> Told:
    """Of nobody: whoever shared it chose how far they are named."""
    path = reverse("why", args=[why.campaign_id])
    return Told(str(why.campaign.title), path, why.campaign.circle_id, None, why.text, hides=False)
