"""Who runs a campaign."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.acts import ORGANISER_ADDED, ORGANISER_LEFT
from dugnad.campaigns.models import Campaign, Invited, Organiser
from dugnad.circles.rules import belongs
from dugnad.kit.clock import now
from dugnad.kit.folding import same_in_any_case
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def add_organiser(*, by: Member, campaign: Campaign, handle: str, at: datetime | None = None) -> Organiser:
    """Make the member of the circle with this handle an organiser.

    Raises `Refused` when nobody of that name, whom `by` may meet, is in the circle.
    """
    rules.organises.require(by, campaign)
    folded = same_in_any_case(handle.strip().lstrip("@"))
    inside = Member.objects.visible_to(by).filter(belongs.who(campaign.circle))
    member = inside.filter(handle_folded=folded).first()
    if member is None:
        raise Refused(_("Nobody in the circle goes by that name."))
    return _join(campaign, member, by, at or now())


@transaction.atomic
def accept(*, by: Member, campaign: Campaign, at: datetime | None = None) -> Organiser:
    """Say yes to being invited to help run it. Raises `Refused` for those who were not, or are not in the circle."""
    rules.reads_campaign.require(by, campaign)
    if not Invited.objects.filter(campaign=campaign, member=by).exists():
        raise Refused(_("You were not invited to organise this campaign."))
    belongs.require(by, campaign.circle)
    return _join(campaign, by, by, at or now())


def decline(*, by: Member, campaign: Campaign, at: datetime | None = None) -> None:
    """Say no to being invited. Nobody is told."""
    Invited.objects.filter(campaign=campaign, member=by, declined_at=None).update(declined_at=at or now())


def _join(campaign: Campaign, member: Member, by: Member, at: datetime) -> Organiser:
    row, made = Organiser.objects.get_or_create(campaign=campaign, member=member, defaults={"since": at})
    if made:
        toward = None if by == member else member
        record(
            ORGANISER_ADDED,
            by=by,
            about=campaign.pk,
            circle=campaign.circle_id,
            toward=toward,
            cause=campaign.act_id,
            at=at,
        )
    return row


@transaction.atomic
def remove_organiser(*, by: Member, campaign: Campaign, organiser: Organiser, at: datetime | None = None) -> None:
    """Somebody organises it no more: by their own word, or that of another organiser. The last one is `Refused`."""
    rules.organises.require(by, campaign)
    if not campaign.organisers.exclude(pk=organiser.pk).exists():
        raise Refused(_("Somebody has to run the campaign. Add another organiser first, or close it."))
    gone, _rows = campaign.organisers.filter(pk=organiser.pk).delete()
    if gone:
        toward = None if organiser.member_id == by.pk else organiser.member
        record(
            ORGANISER_LEFT,
            by=by,
            about=campaign.pk,
            circle=campaign.circle_id,
            toward=toward,
            cause=campaign.act_id,
            at=at or now(),
        )
