"""Whom acts in campaigns concern. `queries/told.py` has the words. (Letters to supporters follow the same acts.)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dugnad.campaigns import acts as verbs
from dugnad.campaigns.models import Campaign, Organiser, Origin, Reply
from dugnad.campaigns.queries import told, told_lists
from dugnad.campaigns.queries.origins import concerns_of, people_behind
from dugnad.campaigns.queries.shares import took_part
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Membership
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Hearer, Pace, register, register_news, toward


def connect() -> None:
    """Called once, when the app is ready."""
    register(verbs.ORGANISER_ADDED, who=toward(Pace.AT_ONCE), words=told.of_campaigns)
    register(verbs.OPENED, who=those_behind_it, words=told.of_campaigns)
    register(verbs.ENDED_WELL, who=all_who_took_part, words=told.of_campaigns)
    register(verbs.REPLY_RECEIVED, who=organisers, words=told.of_replies)
    register(verbs.ORIGIN_ASKED, who=toward(Pace.AT_ONCE), words=told.of_origins)
    register(verbs.ORIGIN_AGREED, who=whoever_wanted_it_and_those_who_helped, words=told.of_origins)
    register(verbs.SUPPORTERS_EXPORTED, who=whoever_tends_the_circle, words=told_lists.of_exports, broadcast=True)
    register_news(told.new_campaigns)
    register_news(told_lists.exports)


def _campaigns(acts: Sequence[Act]) -> Mapping[str, Campaign]:
    return Campaign.objects.in_bulk({act.object_id for act in acts})


def those_behind_it(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Of an opening: those who had to do with what the campaign came of hear of it first."""
    known = _campaigns(acts)
    for act in acts:
        if campaign := known.get(act.object_id):
            for member in people_behind(campaign):
                yield Hearer(act, member, Pace.AT_ONCE)


def all_who_took_part(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Of an outcome: every member who did something in the campaign. Three queries for each."""
    known = _campaigns(acts)
    for act in acts:
        if campaign := known.get(act.object_id):
            for some in _in_portions(sorted(took_part(campaign))):
                members = Member.objects.filter(person_key__in=some).values_list("pk", flat=True)
                yield from (Hearer(act, member, Pace.DIGEST) for member in members)


def _in_portions(keys: Sequence[str], size: int = 500) -> Iterable[Sequence[str]]:
    """Databases take only so many values at once."""
    return (keys[begin : begin + size] for begin in range(0, len(keys), size))


def organisers(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Of a reply that came by mail: those who organise the campaign, and the stewards when nobody does."""
    of = dict(Reply.objects.filter(pk__in={act.object_id for act in acts}).values_list("pk", "campaign_id"))
    running = list(Organiser.objects.filter(campaign__in=of.values()).values_list("campaign_id", "member_id"))
    for act in acts:
        campaign = of.get(act.object_id)
        some = [member for one, member in running if one == campaign] or _stewards(act.circle)
        yield from (Hearer(act, str(member), Pace.AT_ONCE) for member in some)


def _stewards(circle: str) -> list[str]:
    tending = Membership.objects.filter(circle=circle, role=Role.STEWARD)
    return [str(member) for member in tending.values_list("member_id", flat=True)]


def whoever_wanted_it_and_those_who_helped(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Of a yes."""
    known = Origin.objects.in_bulk({act.object_id for act in acts})
    concerned = concerns_of(known.values())
    for act in acts:
        origin, concern = known.get(act.object_id), concerned.get(act.object_id)
        if origin and concern:
            some = {str(origin.wanted_by_id or ""), *concern.others} - {"", concern.owner}
            yield from (Hearer(act, member, Pace.AT_ONCE) for member in sorted(some))


def whoever_tends_the_circle(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Of a list of supporters that went out: the stewards at once. The circle reads it in its digest and on a page."""
    circles = {act.circle for act in acts}
    stewards = Membership.objects.filter(circle__in=circles, role=Role.STEWARD, standing=Standing.ACTIVE)
    pairs = list(stewards.values_list("circle_id", "member_id"))
    for act in acts:
        yield from (Hearer(act, member, Pace.AT_ONCE) for circle, member in pairs if circle == act.circle)
