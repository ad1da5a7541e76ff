"""The releases of a scope, as far as somebody may read it, with their results as the report's words want them."""

from __future__ import annotations

from django.db.models import QuerySet

from dugnad.people.models import Member
from dugnad.pulse.models import Plot, Release
from dugnad.pulse.report.told import Told


def newest(member: Member, *, circle: str | None = None, campaign: str | None = None) -> Release | None:
    """The last one taken of this campaign, this circle, or else the movement."""
    return of_scope(member, circle, campaign).first()


def is_there(member: Member, *, circle: str | None = None, campaign: str | None = None) -> bool:
    """Whether there is any, without reading it."""
    return of_scope(member, circle, campaign).exists()


def results(release: Release) -> dict[str, Told]:
    """What may be told, by measure."""
    return {measure: Told.of(plain) for measure, plain in release.results.items()}


def plot(release: Release, measure: str, language: str) -> str:
    """The drawing with words in `language`, or in the one it was drawn in; empty where there is none."""
    drawn = dict(Plot.objects.filter(release=release, measure=measure).values_list("language", "svg"))
    return drawn.get(language) or next(iter(drawn.values()), "")


def of_scope(member: Member, circle: str | None, campaign: str | None) -> QuerySet[Release]:
    """All that were taken of it, the newest first."""
    seen = Release.objects.visible_to(member)
    if campaign is not None:
        scope = seen.filter(campaign=campaign)
    elif circle is not None:
        scope = seen.filter(circle=circle, campaign=None)
    else:
        scope = seen.filter(circle=None, campaign=None)
    return scope.order_by("-ends_at", "-id")
