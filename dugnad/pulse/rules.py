"""Who sees a pulse, and who tells and attests what was done elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q

from dugnad.circles.rules import belongs_to_its_circle, reads_conversation
from dugnad.kit.permission import EVERYTHING, NOTHING, Rule
from dugnad.people.rules import apart

if TYPE_CHECKING:
    from dugnad.people.models import Member

of_the_movement = Rule(
    can=lambda member, release: member is not None and release.circle_id is None,
    which=lambda member: Q(circle=None) if member else NOTHING,
    who=lambda release: Q(is_active=True) if release.circle_id is None else NOTHING,
)

of_my_circle = Rule(
    can=lambda member, release: release.circle_id is not None and belongs_to_its_circle.can(member, release),
    which=lambda member: Q(circle__isnull=False) & belongs_to_its_circle.which(member),
    who=lambda release: belongs_to_its_circle.who(release) if release.circle_id is not None else NOTHING,
)

reads_release = of_the_movement | of_my_circle
"""The movement's is for its members, a circle's and a campaign's for those in the circle."""


def _apart_which(member: Member | None) -> Q:
    if member is None:
        return NOTHING
    others = apart(member).all
    return (Q(author=None) | ~Q(author__in=others)) if others else EVERYTHING


def _apart_who(deed: Any) -> Q:
    blocks = apps.get_model("people", "Block").objects
    theirs = blocks.filter(by=deed.author_id).values("of"), blocks.filter(of=deed.author_id).values("by")
    return ~Q(pk__in=theirs[0]) & ~Q(pk__in=theirs[1])


not_kept_apart = Rule(
    can=lambda member, deed: member is not None and deed.author_id not in apart(member).all,
    which=_apart_which,
    who=_apart_who,
)

is_author = Rule(
    can=lambda member, deed: member is not None and deed.author_id == member.pk,
    which=lambda member: Q(author=member) if member else NOTHING,
    who=lambda deed: Q(pk=deed.author_id) if deed.author_id else NOTHING,
)

reads_deed = reads_conversation & belongs_to_its_circle & not_kept_apart
takes_back = reads_deed & is_author
attests = reads_deed & ~is_author
