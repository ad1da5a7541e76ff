"""How far pledges have come, and who gave them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.campaigns.enums import PledgeState, TermsState
from dugnad.campaigns.ladder import Progress
from dugnad.campaigns.models import Pledge, PledgeTerms, Rung
from dugnad.campaigns.models.doing import THERE, Person
from dugnad.kit.clock import now


@dataclass(frozen=True)
class Standing:
    """`given` have pledged and not taken it back; of them so many say they `kept` it, or did `not_keep` it, and of so
    many an organiser `confirmed` it, whatever they say themselves."""

    given: int
    kept: int
    not_kept: int
    confirmed: int


NOBODY = Standing(0, 0, 0, 0)


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
    return {
        pk: Progress(counts.get(pk, NOBODY).given, words_of(known.get(pk), counts.get(pk, NOBODY), at or now()))
        for pk in ids
    }


def words_of(terms: PledgeTerms | None, standing: Standing, at: datetime) -> str:
    """How far it has come, in a sentence."""
    if terms is None:
        return _("The organisers have not said yet what one pledges here.")
    facts = {"given": standing.given, "needed": terms.needed, "day": day(terms.until)}
    if terms.state == TermsState.BINDING:
        return _("%(needed)d were needed and %(given)d have pledged: everybody is bound.") % facts
    if terms.state == TermsState.LAPSED or terms.until <= at:
        return _("%(given)d of %(needed)d had pledged on %(day)s: too few, so nobody is bound.") % facts
    return _("%(given)d of %(needed)d have pledged so far, until %(day)s. Nobody is bound yet.") % facts


def kept_words(standing: Standing) -> list[str]:
    """The pledgers' own word and what organisers saw, each in a sentence of its own."""
    facts = {"given": standing.given}
    own = ngettext(
        "%(count)d of %(given)d says they kept it.", "%(count)d of %(given)d say they kept it.", standing.kept
    ) % {"count": standing.kept, **facts}
    seen = ngettext(
        "Organisers saw it of %(count)d.", "Organisers saw it of %(count)d of them.", standing.confirmed
    ) % {"count": standing.confirmed}
    said = [own, seen]
    if standing.not_kept:
        could_not = ngettext("%(count)d says they could not.", "%(count)d say they could not.", standing.not_kept)
        said.insert(1, could_not % {"count": standing.not_kept})
    return said


def difference(terms: PledgeTerms, given: int) -> str:
    """What one more does, before the number is reached."""
    left = terms.needed - given
    if left == 1:
        return _("One more, and everybody is bound.")
    return _("%(count)d more, and everybody is bound.") % {"count": left}


def day(moment: datetime) -> str:
    """ "3 December" on the reader's clock."""
    return date_format(timezone.localtime(moment), "j F")


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
