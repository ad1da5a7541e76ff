"""What members choose to be told. It concerns nobody else, so none of it is an act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.kit.refusal import Refused
from dugnad.notify.actions.digests import next_digest
from dugnad.notify.enums import Rhythm, Sort, Weekday, Wish
from dugnad.notify.models import CircleWish, Letter, Wishes
from dugnad.notify.queries.wishes import choices
from dugnad.people.models import Member


@dataclass(frozen=True)
class Chosen:
    """`hour` is 0 to 23 on the member's clock; `circles` are wishes by id of circles they are in."""

    mail: bool
    rhythm: Rhythm
    weekday: Weekday
    hour: int
    circles: Mapping[str, Wish]


@transaction.atomic
def choose(*, by: Member, chosen: Chosen, at: datetime) -> Wishes:
    """Keep what `by` chose. Raises `Refused` for an hour that no clock shows, and for circles they are not in."""
    if not 0 <= chosen.hour <= 23 or not set(chosen.circles) <= {one.circle.pk for one in choices(by)}:
        raise Refused(_("This cannot be kept as it is. Look through the answers once more."))
    wishes, _made = Wishes.objects.get_or_create(member=by, defaults={"digest_until": at})
    wishes.mail, wishes.rhythm = chosen.mail, chosen.rhythm
    wishes.weekday, wishes.hour = chosen.weekday, chosen.hour
    wishes.next_digest_at = None if chosen.rhythm == Rhythm.NEVER else next_digest(wishes, at)
    wishes.save(update_fields=["mail", "rhythm", "weekday", "hour", "next_digest_at"])
    for circle, wish in chosen.circles.items():
        _wish(by, circle, wish)
    return wishes


def _wish(by: Member, circle: str, wish: Wish) -> None:
    if wish == Wish.DIGEST:
        CircleWish.objects.filter(member=by, circle=circle).delete()
    else:
        CircleWish.objects.update_or_create(member=by, circle_id=circle, defaults={"wish": wish})


@transaction.atomic
def stop(*, letter: Letter, at: datetime) -> None:
    """Stop letters like this one: those about its circle, else the digest. Stopping twice is stopping once.

    For whoever holds the link in it, signed in or not; they can do nothing else with it.
    """
    if letter.member is None:
        return
    if letter.sort == Sort.TOLD and letter.circle:
        CircleWish.objects.update_or_create(
            member=letter.member, circle_id=letter.circle, defaults={"wish": Wish.NOTHING}
        )
        return
    Wishes.objects.get_or_create(member=letter.member, defaults={"digest_until": at})
    Wishes.objects.filter(member=letter.member).update(rhythm=Rhythm.NEVER, next_digest_at=None)


@transaction.atomic
def write_to_me_again(*, by: Member) -> None:
    """The address that was refused is right after all: letters go there again."""
    if Wishes.objects.filter(member=by).exclude(refused="").update(refused="", refused_at=None) != 1:
        raise Refused(_("Letters go to your address already."))
