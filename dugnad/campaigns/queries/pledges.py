"""How far pledges have come, and who gave them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from dugnad.campaigns.enums import PledgeState, TermsState
from dugnad.campaigns.ladder import Progress
from dugnad.campaigns.models import Pledge, PledgeTerms, Rung
from dugnad.campaigns.models.doing import THERE, Person
from dugnad.campaigns.queries import pledge_words
from dugnad.campaigns.queries.pledge_words import NOBODY, Standing, words_of
from dugnad.kit.clock import now


def standings(rungs: Sequence[str]) -> dict[str, Standing]:
    """By the id of the rung; those without a pledge are left out. One query."""
    given = Pledge.objects.filter(THERE, rung__in=rungs, state=PledgeState.GIVEN).order_by()
    rows = given.values_list("rung").annotate(
        n_given=Count("pk"),
        n_kept=Count("pk", filter=Q(kept=True)),
        n_not_kept=Count("pk", filter=Q(kept=False)),
        n_confirmed=Count("pk", filter=Q(confirmed_at__isnull=False)),
    )
    return {rung: Standing(*counts) for rung, *counts in rows}


def progress(rungs: Sequence[Rung], at: datetime | None = None) -> dict[str, Progress]:
    """For the ladder. Two queries."""
    ids = [rung.pk for rung in rungs]
    known = PledgeTerms.objects.in_bulk(ids)
    counts = standings(ids)
    return {pk: _progress(known.get(pk), counts.get(pk, NOBODY), at or now()) for pk in ids}


def _progress(terms: PledgeTerms | None, standing: Standing, at: datetime) -> Progress:
    bound = terms is not None and terms.state == TermsState.BINDING
    over = terms is not None and terms.until <= at
    return Progress(standing.given, words_of(terms, standing, at), _("Enough have pledged.") if bound else "", over)


def standing_of(rung: Rung, terms: PledgeTerms | None = None) -> dict[str, object]:
    """The context of `campaigns/pledge_standing.html`, the same for everybody. One query, or two without `terms`."""
    terms, at = terms or PledgeTerms.objects.filter(pk=rung.pk).first(), now()
    standing = standings([rung.pk]).get(rung.pk, NOBODY)
    bound = terms is not None and terms.state == TermsState.BINDING
    gathering = terms is not None and terms.state == TermsState.GATHERING and terms.until > at
    return {
        "rung": rung,
        "campaign": rung.campaign,
        "terms": terms,
        "standing": standing,
        "said": words_of(terms, standing, at),
        "kept": pledge_words.kept_words(standing) if bound else [],
        "bound": bound,
        "difference": pledge_words.difference(terms, standing.given) if terms and gathering else "",
    }


def pledge_of(person: Person | None, rung: Rung) -> Pledge | None:
    """What this person pledged here and did not take back."""
    if person is None:
        return None
    return Pledge.objects.filter(rung=rung, person_key=person.person_key, state=PledgeState.GIVEN).first()


def names_shown(rung: Rung, most: int = 50) -> list[str]:
    """Those who let their name be shown, the first first. One query."""
    shown = Pledge.objects.filter(THERE, rung=rung, state=PledgeState.GIVEN, shown=True)
    rows = shown.select_related("member", "supporter").order_by("pledged_at", "pk")[:most]
    return [row.name for row in rows if row.name]


def pledgers(rung: Rung) -> QuerySet[Pledge]:
    """All who have pledged, for organisers: those first of whom they have not confirmed it."""
    given = Pledge.objects.filter(rung=rung, state=PledgeState.GIVEN)
    return given.select_related("member", "supporter")
