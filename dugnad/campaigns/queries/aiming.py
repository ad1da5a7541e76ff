"""The right target for somebody's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dugnad.campaigns.models import Campaign, Target
from dugnad.people.models import Place
from dugnad.people.queries.places import distance_km


@dataclass(frozen=True)
class Aim:
    """A target, and why it stands where it does. `right`: it answers for that very place, or for everybody."""

    target: Target
    why: str
    right: bool


def aims(campaign: Campaign, place: Place | None) -> list[Aim]:
    """All targets, the right one for `place` first.

    First whoever answers for that place, then for a place in the same region, then for everybody, then the nearest.
    Without a place the order is the organisers'. One query.
    """
    targets = list(campaign.targets.select_related("answers_for"))
    if place is None:
        return [Aim(one, _answers(one), one.answers_for_id is None) for one in targets]
    order = {one.pk: at for at, one in enumerate(targets)}
    ranked = sorted(targets, key=lambda one: (*_rank(one, place), order[one.pk]))
    return [Aim(one, _why(one, place), _rank(one, place)[0] < 3) for one in ranked]


def first(found: Sequence[Aim]) -> Target | None:
    """The one to write to, if it is plain which: the only one, or the one that answers for the place."""
    return found[0].target if found and (len(found) == 1 or found[0].right) else None


def _rank(target: Target, place: Place) -> tuple[int, float]:
    theirs = target.answers_for
    if theirs is None:
        return (2, 0.0)
    if theirs.pk == place.pk:
        return (0, 0.0)
    same_region = bool(theirs.region) and (theirs.country, theirs.region) == (place.country, place.region)
    return (1 if same_region else 3, distance_km(theirs, place))


def _why(target: Target, place: Place) -> str:
    rank = _rank(target, place)[0]
    if rank == 1:
        return _("answers for %(place)s, in your region") % {
            "place": target.answers_for.name if target.answers_for else ""
        }
    return _answers(target)


def _answers(target: Target) -> str:
    return _("answers for %(place)s") % {"place": target.answers_for.name} if target.answers_for else ""
