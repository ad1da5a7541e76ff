"""Who sees a gathering, comes to it, and runs it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, Max, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from dugnad.circles.before import not_over_before
from dugnad.circles.hiding import shown
from dugnad.circles.rules import belongs_to_its_circle, reads_common, stands, tends_its_circle
from dugnad.gatherings.enums import Sight, Word
from dugnad.kit.permission import EVERYTHING, NOTHING, Rule
from dugnad.people.rules import apart

if TYPE_CHECKING:
    from dugnad.people.models import Member


def _apart_which(member: Member | None) -> Q:
    known = apart(member).all if member else None
    return EVERYTHING if not known else Q(author=None) | ~Q(author__in=known)


def _apart_who(thing: Any) -> Q:
    if thing.author_id is None:
        return Q(is_active=True)
    block = apps.get_model("people", "Block").objects
    by_them, of_them = block.filter(by=thing.author_id).values("of"), block.filter(of=thing.author_id).values("by")
    return ~Q(pk__in=by_them) & ~Q(pk__in=of_them)


not_kept_apart = Rule(
    can=lambda member, thing: member is None or thing.author_id not in apart(member).all,
    which=_apart_which,
    who=_apart_who,
)
"""From whoever called it together; see `dugnad.people.rules` for what a block hides."""

is_public = Rule(
    can=lambda _member, thing: thing.sight == Sight.EVERYONE,
    which=lambda _member: Q(sight=Sight.EVERYONE),
    who=lambda thing: Q(is_active=True) if thing.sight == Sight.EVERYONE else NOTHING,
)


def _ended(gathering: Any) -> datetime | None:
    last: datetime | None = gathering.occasions.aggregate(last=Max("ends_at"))["last"]
    return last


def _over(moment: datetime) -> Q:
    days = apps.get_model("gatherings", "Occasion").objects
    return ~Q(Exists(days.filter(gathering=OuterRef("pk"), ends_at__gte=moment)))


not_from_before = not_over_before(ended=_ended, over=_over)
"""Its last day was not over when they came into the circle."""

might_see = is_public | (reads_common & (not_kept_apart | tends_its_circle) & not_from_before)
"""Were it not hidden."""

sees = might_see & shown("gathering", public=True)
"""A public one is seen by everybody, by strangers too: a block or a ban could hide it only from who is signed in."""


def _banned(member: Member) -> list[str]:
    return [stand.circle for stand in stands(member).values() if stand.banned]


def _not_banned_who(thing: Any) -> Q:
    memberships = apps.get_model("circles", "Membership").objects
    return ~Q(pk__in=memberships.filter(circle_id=thing.circle_id, standing="banned").values("member"))


not_banned = Rule(
    can=lambda member, thing: member is not None and thing.circle_id not in _banned(member),
    which=lambda member: ~Q(circle_id__in=_banned(member)) if member else NOTHING,
    who=_not_banned_who,
    reason=_("This circle has asked you to stay away, so you cannot say that you come."),
)

comes = (
    sees
    & not_banned
    & (not_kept_apart | tends_its_circle).because(_("You can read this, but not say that you come: it is not for you."))
)
"""May say whether they come, and take a role."""

is_author = Rule(
    can=lambda member, thing: member is not None and thing.author_id == member.pk,
    which=lambda member: Q(author=member) if member else NOTHING,
    who=lambda thing: Q(pk=thing.author_id) if thing.author_id else NOTHING,
)

runs = sees & ((is_author & belongs_to_its_circle) | tends_its_circle).because(
    _("Only those who called this together, and the stewards of the circle, can do that.")
)


def _through_occasion(member: Member | None) -> Q:
    coming = apps.get_model("gatherings", "Coming").objects
    return Q(pk__in=coming.filter(member=member, word=Word.COMING).values("occasion__gathering"))


is_coming = Rule(
    can=lambda member, thing: (
        member is not None
        and apps.get_model("gatherings", "Coming")
        .objects.filter(occasion__gathering=thing, member=member, word=Word.COMING)
        .exists()
    ),
    which=lambda member: _through_occasion(member) if member else NOTHING,
    who=lambda thing: Q(
        pk__in=apps.get_model("gatherings", "Coming")
        .objects.filter(occasion__gathering=thing, word=Word.COMING)
        .values("member")
    ),
)
"""To at least one of its days."""

is_everywhere = Rule(
    can=lambda _member, thing: not thing.hides_where,
    which=lambda _member: Q(hides_where=False),
    who=lambda thing: NOTHING if thing.hides_where else Q(is_active=True),
)

finds = sees & (is_everywhere | (is_coming & comes) | runs)
"""May read the exact place and the link, where there are any."""
