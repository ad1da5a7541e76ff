"""Who reads, organises and takes part in a campaign. `None` is a person without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.enums import ALLOWED, SHOWN, Feature, Phase
from dugnad.circles.hiding import shown
from dugnad.circles.rules import belongs_to_its_circle, tends_its_circle
from dugnad.kit.permission import EVERYTHING, NOTHING, Rule

if TYPE_CHECKING:
    from dugnad.people.models import Member

is_public = Rule(
    can=lambda member, campaign: campaign.phase in SHOWN,
    which=lambda member: Q(phase__in=SHOWN),
    who=lambda campaign: Q(is_active=True) if campaign.phase in SHOWN else NOTHING,
)

might_read = is_public | belongs_to_its_circle
"""A draft is read by the circle that runs it, everything else by everybody: were it not hidden."""


def _organisers() -> Any:
    return apps.get_model("campaigns", "Organiser").objects


is_organiser = Rule(
    can=lambda member, campaign: (
        member is not None and _organisers().filter(campaign=campaign.pk, member=member.pk).exists()
    ),
    which=lambda member: Q(pk__in=_organisers().filter(member=member.pk).values("campaign")) if member else NOTHING,
    who=lambda campaign: Q(pk__in=_organisers().filter(campaign=campaign.pk).values("member")),
)

organises = belongs_to_its_circle & (is_organiser | tends_its_circle).because(
    _("Only those who organise this campaign can do that.")
)

is_shown = shown("campaign", public=True, author="")
reads_campaign = might_read & (is_shown | organises)
"""One that is hidden is there for those who organise it, the stewards who decide among them, to mend or to close."""

shows_update = shown("update", public=True, circle="campaign__circle")


def in_phase(feature: Feature) -> Rule:
    """Campaigns whose phase allows `feature`, whoever asks."""
    phases = [phase for phase in Phase if feature in ALLOWED[phase]]
    return Rule(
        can=lambda member, campaign: campaign.phase in phases,
        which=lambda member: Q(phase__in=phases),
        who=lambda campaign: EVERYTHING if campaign.phase in phases else NOTHING,
        reason=_("This campaign is not open for that now."),
    )


def may(member: Member | None, campaign: Any, feature: Feature) -> bool:
    """Whether the phase of `campaign` allows `feature` to somebody who may read it."""
    return (reads_campaign & in_phase(feature)).can(member, campaign)


takes_lists_out = tends_its_circle.because(_("Only stewards of the circle take lists of supporters out."))
