"""What an article's page shows: pitches, who speaks, what was printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.campaigns.enums import PITCH_TRANSITIONS, PitchState, Purpose, RungKind, Speaking
from dugnad.campaigns.happened import Happening
from dugnad.campaigns.ladder import Progress
from dugnad.campaigns.models import Campaign, Clipping, Consent, Pitch, Rung, Spokesperson
from dugnad.people.models import Member


def pitches(rung: Rung, member: Member | None) -> QuerySet[Pitch]:
    """Those that `member` may know of, what is still to be done first."""
    found = Pitch.objects.visible_to(member).filter(rung=rung)
    return found.select_related("outlet", "holder", "rung__campaign__circle", "campaign__circle")


def steps(pitch: Pitch) -> list[PitchState]:
    """What can become of it next, in the order of a pitch's life."""
    return [state for state in PitchState if state in PITCH_TRANSITIONS[PitchState(pitch.state)]]


def clippings(rung: Rung, member: Member | None) -> QuerySet[Clipping]:
    """What was printed, as far as `member` may know."""
    return Clipping.objects.visible_to(member).filter(rung=rung)


def speakers(rung: Rung, member: Member) -> QuerySet[Spokesperson]:
    """Those `member` may know of who were asked, or speak for it."""
    found = Spokesperson.objects.visible_to(member).filter(rung=rung, speaking__in=[Speaking.ASKED, Speaking.AGREED])
    return found.filter(member__in=Member.objects.visible_to(member)).select_related("member").order_by("asked_at")


def supporters_who_speak(rung: Rung) -> QuerySet[Consent]:
    """Supporters without an account who agreed to be asked to speak. For organisers."""
    kept = Consent.objects.filter(campaign=rung.campaign_id, purpose=Purpose.SPOKESPERSON, taken_back_at=None)
    return kept.select_related("supporter__place").order_by("given_at")


def progress(rungs: Sequence[Rung]) -> dict[str, Progress]:
    """How many clippings everybody may see, by rung. One query."""
    placing = [rung.pk for rung in rungs if rung.kind == RungKind.ARTICLE]
    free = Q(embargo_until=None) | Q(embargo_until__lte=timezone.localdate())
    printed = Clipping.objects.filter(free, rung__in=placing).order_by()
    counts = dict(printed.values_list("rung").annotate(n=Count("pk")))
    return {pk: Progress(counts.get(pk, 0), _said(counts.get(pk, 0))) for pk in placing}


def _said(count: int) -> str:
    if not count:
        return _("Nothing has been printed yet.")
    return ngettext("%(n)d article has been printed.", "%(n)d articles have been printed.", count) % {"n": count}


def tell(campaign: Campaign) -> Iterator[Happening]:
    """What was printed and is under no embargo, for everybody who reads the campaign. One query."""
    shown = Clipping.objects.visible_to(None).filter(campaign=campaign)
    for one in shown.order_by("-created_at", "-pk")[:50]:
        title = _("Printed in %(outlet)s") % {"outlet": one.outlet}
        yield Happening(f"clipping-{one.pk}", one.created_at, title, one.title, reverse("article", args=[one.rung_id]))
