"""What one person could do next in a campaign, with the reason and the difference it makes, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.campaigns import ladder
from dugnad.campaigns.enums import ALLOWED, Feature, Phase, PledgeState, RungKind, TermsState
from dugnad.campaigns.ladder import Progress
from dugnad.campaigns.models import Campaign, Pledge, PledgeTerms, Rung, StepNeed, Why
from dugnad.campaigns.models.doing import Person
from dugnad.campaigns.queries.doings import VERBS, times
from dugnad.campaigns.queries.shares import acts_of
from dugnad.campaigns.queries.skill_tree import kinds_of, skills_of
from dugnad.kit.clock import now
from dugnad.methods.next_step import Choice, Part, Step
from dugnad.people.models import Member

LEVELS: Mapping[RungKind, tuple[int, int, bool]] = {
    RungKind.SIGN: (0, 1, False),
    RungKind.PLEDGE: (1, 2, False),
    RungKind.GIVE: (1, 5, False),
    RungKind.WRITE: (1, 20, True),
    RungKind.PHONE: (2, 10, True),
    RungKind.TASK: (2, 45, True),
    RungKind.ARTICLE: (3, 90, True),
    RungKind.GATHERING: (3, 120, True),
}
"""How much each kind asks, the minutes it takes where nobody said otherwise, and whether one can do it again."""


@dataclass(frozen=True)
class Facts:
    """What the choice is made from: the open rungs with how far they have come, and what this person did."""

    rungs: Mapping[str, Rung]
    steps: list[Step]
    progress: Mapping[str, Progress]
    share: Mapping[str, int]


@dataclass(frozen=True)
class Offer:
    """One step in words: why this person, and what one more does. `why_first`: ask first why it matters to them."""

    rung: Rung
    title: str
    page: str
    icon: str
    door: str
    reason: str
    difference: str
    minutes: int
    why_first: bool


def facts(person: Person, campaign: Campaign, share: Mapping[str, int]) -> Facts:
    """All rungs that this person could climb now. A fixed number of queries but for what each kind asks."""
    rungs = _open_rungs(person, campaign)
    needs = StepNeed.objects.select_related("skill", "place").in_bulk([rung.pk for rung in rungs])
    terms = PledgeTerms.objects.in_bulk([rung.pk for rung in rungs if rung.kind == RungKind.PLEDGE])
    pledged = _pledged(person, terms)
    progress = ladder.progress_of(rungs)
    skills, near = skills_of(person), _answered_for(campaign)
    steps = []
    for rung in rungs:
        if rung.kind == RungKind.PLEDGE and not _takes(terms.get(rung.pk)):
            continue
        need, count = needs.get(rung.pk), progress[rung.pk].count
        level, minutes, repeats = LEVELS[RungKind(rung.kind)]
        done = int(rung.pk in pledged) if rung.kind == RungKind.PLEDGE else times(share, rung.kind)
        steps.append(
            Step(
                key=rung.pk,
                position=rung.position,
                level=level,
                minutes=need.minutes if need and need.minutes else minutes,
                repeats=repeats,
                done=done,
                skilled=need.skill_id in skills if need and need.skill_id else None,
                near=_near(person, need, near),
                left=_left(rung, terms.get(rung.pk), count),
            )
        )
    return Facts({rung.pk: rung for rung in rungs}, steps, progress, share)


def _open_rungs(person: Person, campaign: Campaign) -> list[Rung]:
    allowed = ALLOWED[Phase(campaign.phase)]
    found = []
    for rung in campaign.rungs.filter(done=False):
        kind, feature = ladder.of_kind(rung.kind), Feature.SIGN if rung.kind == RungKind.SIGN else Feature.ACT
        if kind and feature in allowed and (isinstance(person, Member) or not kind.members_only):
            rung.campaign = campaign  # known already: its page need not ask for it
            found.append(rung)
    return found


def _pledged(person: Person, terms: Mapping[str, PledgeTerms]) -> set[str]:
    given = Pledge.objects.filter(rung__in=list(terms), person_key=person.person_key, state=PledgeState.GIVEN)
    return set(given.values_list("rung_id", flat=True)) if terms else set()


def _takes(terms: PledgeTerms | None) -> bool:
    return terms is not None and terms.takes_pledges(now())


def _left(rung: Rung, terms: PledgeTerms | None, count: int) -> int | None:
    needed = terms.needed if terms and terms.state == TermsState.GATHERING else rung.goal
    return needed - count if needed and needed > count else None


def _answered_for(campaign: Campaign) -> set[int]:
    """The places that somebody the campaign turns to answers for."""
    return set(campaign.targets.exclude(answers_for=None).values_list("answers_for_id", flat=True))


def _near(person: Person, need: StepNeed | None, answered_for: set[int]) -> bool | None:
    if need and need.place_id:
        return person.place_id == need.place_id
    return True if person.place_id in answered_for else None


def offer(choice: Choice, known: Facts, person: Person, campaign: Campaign) -> Offer | None:
    """The chosen step in words."""
    rung = known.rungs.get(choice.key or "")
    kind = ladder.of_kind(rung.kind) if rung else None
    if rung is None or kind is None or choice.reason is None:
        return None
    step = next(step for step in known.steps if step.key == rung.pk)
    told = Why.objects.filter(campaign=campaign, person_key=person.person_key).exists() if choice.bigger else True
    return Offer(
        rung=rung,
        title=rung.title or str(RungKind(rung.kind).label),
        page=kind.page(rung),
        icon=kind.icon,
        door=str(kind.door),
        reason=_reason(choice.reason, rung, person, campaign, known),
        difference=_difference(rung, step, known.progress[rung.pk]),
        minutes=step.minutes,
        why_first=not told,
    )


def _reason(reason: Part, rung: Rung, person: Person, campaign: Campaign, known: Facts) -> str:
    if reason == Part.SKILL:
        return _the_next_one(rung, person, campaign)
    if reason == Part.PLACE and person.place:
        return _("Because it is decided in %(place)s, where you are.") % {"place": person.place.name}
    if reason == Part.CLOSE:
        return _("Because it is nearly there.")
    if reason == Part.CLIMB and any(step.done for step in known.steps):
        return _("Because it is one step up from what you have done.")
    return _("Because you have not done this yet.")


def _the_next_one(rung: Rung, person: Person, campaign: Campaign) -> str:
    """ "Lawyer in Malmö: 2 have done this, you would be number 3." """
    need = StepNeed.objects.select_related("skill", "place").get(pk=rung.pk)
    alike = Member.objects.filter(skills__in=kinds_of(need.skill_id or "")).exclude(pk=person.pk)
    facts: dict[str, object] = {"skill": need.skill.name if need.skill else ""}
    if need.place:
        alike, facts["place"] = alike.filter(place=need.place), need.place.name
    keys = alike.order_by().values("person_key")
    acts = acts_of(campaign).filter(verb__in=VERBS[RungKind(rung.kind)], actor__in=keys)
    facts["count"] = count = acts.order_by().values("actor").distinct().count()
    facts["number"] = count + 1
    if need.place:
        who = ngettext(
            "%(skill)s in %(place)s: %(count)d has done this, you would be number %(number)d.",
            "%(skill)s in %(place)s: %(count)d have done this, you would be number %(number)d.",
            count,
        )
    else:
        who = ngettext(
            "%(skill)s: %(count)d has done this, you would be number %(number)d.",
            "%(skill)s: %(count)d have done this, you would be number %(number)d.",
            count,
        )
    return who % facts


def _difference(rung: Rung, step: Step, progress: Progress) -> str:
    if step.left and rung.kind == RungKind.PLEDGE:
        return ngettext(
            "%(count)d more, and everybody is bound.", "%(count)d more, and everybody is bound.", step.left
        ) % {"count": step.left}
    if step.left and rung.why:
        return ngettext("%(count)d more: %(why)s", "%(count)d more: %(why)s", step.left) % {
            "count": step.left,
            "why": rung.why,
        }
    if step.left:
        return ngettext(
            "%(count)d more, and the number is reached.", "%(count)d more, and the number is reached.", step.left
        ) % {"count": step.left}
    return progress.words
