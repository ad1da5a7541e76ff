"""How far a pledge has come, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.campaigns.enums import TermsState
from dugnad.campaigns.models import PledgeTerms


@dataclass(frozen=True)
class Standing:
    """`given` have pledged and not taken it back; of them so many say they `kept` it, or did `not_keep` it, and of so
    many an organiser `confirmed` it, whatever they say themselves."""

    given: int
    kept: int
    not_kept: int
    confirmed: int


NOBODY = Standing(0, 0, 0, 0)


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
