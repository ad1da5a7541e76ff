"""One step at a time: which one was put to somebody, why it matters to them, and whom a step needs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import rules, taking_part
from dugnad.campaigns.acts import TOLD_WHY
from dugnad.campaigns.enums import WhyShown
from dugnad.campaigns.models import Campaign, OfferedStep, Rung, StepNeed, Why
from dugnad.campaigns.models.doing import Person, columns
from dugnad.campaigns.queries import stepping
from dugnad.campaigns.queries.shares import share_of
from dugnad.campaigns.queries.stepping import Offer
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.methods.next_step import choose
from dugnad.people.models import Member, Place, Skill


@transaction.atomic
def next_step(
    *, by: Person, campaign: Campaign, minutes: int | None = None, another: bool = False, at: datetime | None = None
) -> Offer | None:
    """The one step for this person now. It stays the same until they have done something, or want `another`; then it
    is never the same as the last one. None: nothing is left that they could do.
    """
    share = share_of(by.person_key, campaign)
    turn = sum(share.values()) - share.get(TOLD_WHY.code, 0)
    known = stepping.facts(by, campaign, share)
    last = OfferedStep.objects.filter(campaign=campaign, person_key=by.person_key).first()
    if last and last.turn == turn and not another:
        stays = [step for step in known.steps if step.key == last.rung_id]
        choice = choose(stays, minutes=minutes)
        if choice.key:
            whole = choose(known.steps, minutes=minutes)  # for the reason, which depends on what they did before
            same = whole if whole.key == choice.key else choice
            return stepping.offer(same, known, by, campaign)
    choice = choose(known.steps, last=last.rung_id if last else None, minutes=minutes)
    if choice.key:
        OfferedStep.objects.update_or_create(
            campaign=campaign,
            person_key=by.person_key,
            defaults={"rung_id": choice.key, "turn": turn, "at": at or now()},
        )
    return stepping.offer(choice, known, by, campaign)


@transaction.atomic
def tell_why(*, by: Person, campaign: Campaign, text: str, shown: WhyShown, at: datetime | None = None) -> Why:
    """Why it matters to them, in a sentence. Told again, it stands instead of what they said before."""
    member = by if isinstance(by, Member) else None
    rules.reads_campaign.require(member, campaign)
    if member is None:
        taking_part.require_confirmed(by)
    at = at or now()
    act = record(
        TOLD_WHY,
        by=by,
        about=campaign.pk,
        circle=campaign.circle_id,
        cause=campaign.act_id,
        audience=Audience.PUBLIC if shown == WhyShown.NAMED else Audience.PRIVATE,
        at=at,
    )
    words = {"text": text, "shown": shown, "told_at": at, "act": act}
    made, _created = Why.objects.update_or_create(
        campaign=campaign, person_key=by.person_key, defaults=words, create_defaults={**columns(by), **words}
    )
    return made


@transaction.atomic
def put_away(*, by: Member, why: Why, at: datetime | None = None) -> None:
    """An organiser takes somebody's shared words from the page. Their own words stay theirs."""
    rules.organises.require(by, why.campaign)
    if why.shown == WhyShown.PRIVATE:
        raise Refused(_("Nobody else reads this."))
    Why.objects.filter(pk=why.pk, put_away_at=None).update(put_away_at=at or now())


@transaction.atomic
def say_need(*, by: Member, rung: Rung, skill: Skill | None, place: Place | None, minutes: int | None) -> StepNeed:
    """Whom a step needs most, and how long it takes."""
    rules.organises.require(by, rung.campaign)
    need, _created = StepNeed.objects.update_or_create(
        rung=rung, defaults={"skill": skill, "place": place, "minutes": minutes}
    )
    return need
