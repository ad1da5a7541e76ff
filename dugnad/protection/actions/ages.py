"""Saying on which side of 18 somebody is. None of it is an act: the ledger forgets nothing."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles.enums import Standing
from dugnad.circles.models import Circle, Membership, Vouch
from dugnad.circles.rules import belongs, tends
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.protection.enums import Age, Whom
from dugnad.protection.models import AgeWord
from dugnad.protection.queries.circle import protection_of


@transaction.atomic
def say_age(*, by: Member, circle: Circle, about: Member, age: Age) -> None:
    """Say it of oneself, of somebody whom one's word let in, or, as a steward, of anybody in the circle.

    The last word holds. Raises `Refused` for others, and in circles that are not for young people.
    """
    protection = protection_of(circle.pk)
    if protection is None or protection.whom != Whom.MINORS:
        raise Refused(_("Nobody is asked for an age in this circle."))
    belongs.require(by, circle)
    if not Membership.objects.filter(circle=circle, member=about, standing=Standing.ACTIVE).exists():
        raise Refused(_("They are not in this circle."))
    if by != about and not tends.can(by, circle) and not vouched(by, circle, about):
        raise Refused(_("You can say it of yourself, and of those you gave your word for."))
    AgeWord.objects.update_or_create(circle=circle, about=about, by=by, defaults={"age": age})


def vouched(by: Member, circle: Circle, about: Member) -> bool:
    """Whether `by` gave their word for `about` when they came in."""
    return Vouch.objects.filter(circle=circle, by=by, for_member=about, withdrawn_at=None).exists()
