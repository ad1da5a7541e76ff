"""Taking back what one agreed to. It holds here at once; whoever else has to know is told afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dugnad.campaigns.acts import CONSENT_TAKEN_BACK
from dugnad.campaigns.enums import NEEDS_ADDRESS, Phase, Purpose
from dugnad.campaigns.models import Campaign, Consent, Supporter, UpdateLetter
from dugnad.campaigns.taking_back import FALLS_WITH, follows
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record

UNCONFIRMED_KEPT = timedelta(days=30)
"""Somebody may still confirm an address that no consent needs yet."""


@transaction.atomic
def take_back(*, consent: Consent, at: datetime | None = None) -> None:
    """`consent` holds no more, and what falls with it neither. By whoever gave it: the caller has made sure.

    Raises `Refused` when it was taken back before.
    """
    at = at or now()
    if not _end(consent, at):
        raise Refused(_("You have taken this back already."))
    with_it = FALLS_WITH.get(Purpose(consent.purpose), ())
    for other in _standing(consent.supporter_id).filter(campaign=consent.campaign_id, purpose__in=with_it):
        _end(other, at)
    forget_needless([consent.supporter_id])


@transaction.atomic
def take_all_back(*, supporter: Supporter, at: datetime | None = None) -> int:
    """Nothing that `supporter` agreed to holds any more. How much that was."""
    ended = sum(_end(consent, at or now()) for consent in _standing(supporter.pk))
    forget_needless([supporter.pk])
    return ended


@transaction.atomic
def stop_updates(*, letter: UpdateLetter, at: datetime | None = None) -> None:
    """No more updates of the campaigns in `letter`. Stopping twice is stopping once.

    For whoever holds the link in it; they can do nothing else with it.
    """
    campaigns = Campaign.objects.filter(updates__parcels__letter=letter)
    standing = _standing(letter.supporter_id).filter(purpose=Purpose.UPDATES, campaign__in=campaigns)
    for consent in standing:
        _end(consent, at or now())
    forget_needless([letter.supporter_id])


def _standing(supporter: str) -> QuerySet[Consent]:
    given = Consent.objects.filter(supporter=supporter, taken_back_at=None)
    return given.select_related("supporter", "campaign").order_by("given_at", "pk")


def _end(consent: Consent, at: datetime) -> bool:
    if Consent.objects.filter(pk=consent.pk, taken_back_at=None).update(taken_back_at=at) != 1:
        return False
    consent.taken_back_at = at
    record(
        CONSENT_TAKEN_BACK,
        by=consent.supporter,
        about=consent.pk,
        circle=consent.campaign.circle_id,
        audience=Audience.PRIVATE,
        at=at,
    )
    for follow in follows(consent):
        follow(consent, at)
    return True


def forget_needless(supporters: Iterable[str]) -> int:
    """Erase the addresses of those of `supporters` whom no consent lets be reached, and the names of those whom none
    is left of. How many addresses that were.
    """
    given = Consent.objects.filter(taken_back_at=None)
    signed = Q(purpose=Purpose.SIGNATURE) & ~Q(campaign__phase=Phase.CLOSED)
    these = Supporter.objects.filter(pk__in=list(supporters))
    these.exclude(pk__in=given.values("supporter")).exclude(name="").update(name="", place=None)
    reachable = given.filter(Q(purpose__in=NEEDS_ADDRESS) | signed)
    return these.exclude(pk__in=reachable.values("supporter")).exclude(email="").update(email="")


def sweep_addresses(at: datetime) -> int:
    """The same for everybody, after campaigns were closed: with time to confirm for those who have not."""
    settled = Supporter.objects.filter(Q(confirmed_at__isnull=False) | Q(came_at__lt=at - UNCONFIRMED_KEPT))
    known = settled.exclude(email="").order_by("pk").values_list("pk", flat=True)
    erased, after = 0, ""
    while piece := list(known.filter(pk__gt=after)[:500]):
        erased, after = erased + forget_needless(piece), piece[-1]
    return erased
