"""How many of those who came to a campaign went further, for its organisers and, in a sentence, for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.campaigns import ladder
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.models import Campaign
from dugnad.campaigns.queries.doings import VERBS
from dugnad.campaigns.queries.shares import acts_of
from dugnad.kit.figures import figure
from dugnad.ledger.models import Act
from dugnad.ledger.verbs import Effort, declared
from dugnad.methods.funnel import Funnel, Step, funnel
from dugnad.methods.shares import FEWEST

DAYS = 28
"""How long each person is followed from their first act here."""
LEVELS = {Effort.TOKEN: 0, Effort.VOICE: 1, Effort.WORK: 2, Effort.GIVE: 2, Effort.BRING: 3}
NAMES = {
    "token": gettext_lazy("came in"),
    "voice": gettext_lazy("used their voice"),
    "work": gettext_lazy("put in work, or gave"),
    "bring": gettext_lazy("brought somebody"),
}


def funnel_of(campaign: Campaign, at: datetime, days: int = DAYS) -> Funnel:
    """Token, voice, work, bring, of everybody but those who run it. Two queries."""
    organisers = set(campaign.organisers.exclude(member=None).values_list("member__person_key", flat=True))
    efforts = {verb.code: LEVELS[verb.effort] for verb in declared()}
    acts = acts_of(campaign).filter(at__lte=at).exclude(actor="").order_by().values_list("actor", "at", "verb")
    steps = (
        Step(actor, when, efforts[verb])
        for actor, when, verb in acts.iterator()
        if verb in efforts and actor not in organisers
    )
    return funnel(steps, levels=tuple(NAMES), days=days, now=at)


@dataclass(frozen=True)
class Loss:
    """`signed` have put their name to it; of them `also` did what each other kind of rung is for."""

    signed: int
    also: tuple[tuple[RungKind, int], ...]


SAID = {
    RungKind.WRITE: gettext_lazy("%(count)s have written"),
    RungKind.PHONE: gettext_lazy("%(count)s have phoned"),
    RungKind.ARTICLE: gettext_lazy("%(count)s worked on an article"),
    RungKind.PLEDGE: gettext_lazy("%(count)s have pledged"),
    RungKind.GATHERING: gettext_lazy("%(count)s came to a gathering"),
    RungKind.TASK: gettext_lazy("%(count)s took a task"),
    RungKind.GIVE: gettext_lazy("%(count)s have given"),
}


def loss_of(campaign: Campaign) -> Loss:
    """For the kinds of rung its ladder has, in its order. Three queries, however many signed."""
    kinds = dict.fromkeys(RungKind(kind) for kind in campaign.rungs.values_list("kind", flat=True))
    further = [kind for kind in kinds if kind != RungKind.SIGN and ladder.of_kind(kind)]
    signing = Act.objects.filter(circle=campaign.circle_id, cause=campaign.act_id, verb__in=VERBS[RungKind.SIGN])
    signed = set(signing.order_by().values_list("actor", flat=True))
    did = acts_of(campaign).filter(verb__in=[verb for kind in further for verb in VERBS[kind]])
    people: dict[str, set[str]] = {}
    for actor, verb in did.order_by().values_list("actor", "verb").distinct():
        people.setdefault(verb, set()).add(actor)
    also = [(kind, len(signed & set().union(*(people.get(verb, ()) for verb in VERBS[kind])))) for kind in further]
    return Loss(len(signed), tuple(also))


def sentence(loss: Loss) -> str:
    """ "Of 214 who signed here, 61 have written, fewer than 10 have phoned." Nothing is told about fewer than ten."""
    if loss.signed < FEWEST or not loss.also:
        return ""
    parts = [str(SAID[kind]) % {"count": _count(count)} for kind, count in loss.also]
    return _("Of %(signed)s who signed here, %(list)s.") % {"signed": figure(loss.signed), "list": ", ".join(parts)}


@dataclass(frozen=True)
class Bar:
    """One step as a bar beside that of signing: its name, how many in words, and its length (0: too few to be told)."""

    name: str
    said: str
    length: int


def bars(loss: Loss) -> list[Bar]:
    """Signing, then what those who signed did besides; none where the sentence is empty, either."""
    if loss.signed < FEWEST or not loss.also:
        return []
    steps = [(RungKind.SIGN, loss.signed), *loss.also]
    return [Bar(str(kind.label), _count(count), count if count >= FEWEST else 0) for kind, count in steps]


def _count(count: int) -> str:
    if 0 < count < FEWEST:
        return _("fewer than %(fewest)d") % {"fewest": FEWEST}
    return figure(count) if count else _("none")
