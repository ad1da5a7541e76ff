"""What campaigns came of, and what came of a thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from dugnad.campaigns import rules
from dugnad.campaigns.enums import OriginState
from dugnad.campaigns.models import Campaign, Origin
from dugnad.circles import concerns, things
from dugnad.circles.concerns import Concern
from dugnad.circles.things import Thing
from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member


@dataclass(frozen=True)
class Source:
    """An origin with the thing itself, for somebody who may see it."""

    origin: Origin
    thing: Thing


def _of_thing(kind: str, thing: str) -> QuerySet[Origin]:
    return Origin.objects.filter(kind=kind, thing=thing).select_related("campaign").order_by("wanted_at", "pk")


OF_THING = Prepared(_of_thing)


def of_thing(thing: Thing) -> list[Origin]:
    """Where campaigns want to grow out of `thing`, whoever asks. One prepared query, for asks are read often."""
    found: list[Origin] = OF_THING.objects(kind=thing.kind, thing=thing.pk)
    return found


def grown_from(member: Member, origins: Iterable[Origin]) -> list[Campaign]:
    """The campaigns of these, as far as `member` may read them and nobody said no. No query but the rules'."""
    wanted = [one.campaign for one in origins if one.state != OriginState.REFUSED]
    return [one for one in wanted if rules.reads_campaign.can(member, one)]


def is_mine(member: Member, thing: Thing) -> bool:
    """Whether it was `member` who brought it: theirs to decide, then and later."""
    concern = concerns.find(thing.kind, thing.pk)
    return concern is not None and concern.owner == member.pk


def sources(member: Member, campaign: Campaign) -> list[Source]:
    """What `campaign` came of, each as far as `member` may see it, in the order in which it was asked for.

    Two queries for each kind of thing.
    """
    found = list(campaign.origins.order_by("wanted_at", "pk"))
    seen = _seen(member, found)
    return [Source(one, seen[one.kind, one.thing]) for one in found if (one.kind, one.thing) in seen]


def _seen(member: Member, origins: Iterable[Origin]) -> dict[tuple[str, str], Thing]:
    kinds: dict[str, set[str]] = {}
    for one in origins:
        kinds.setdefault(one.kind, set()).add(one.thing)
    return {
        (kind, pk): thing for kind, pks in kinds.items() for pk, thing in things.find_all(member, kind, pks).items()
    }


def concerns_of(origins: Iterable[Origin]) -> dict[str, Concern]:
    """Whose the things behind these are, by the origin's id. Two queries for each kind of thing."""
    rows = list(origins)
    kinds: dict[str, set[str]] = {}
    for one in rows:
        kinds.setdefault(one.kind, set()).add(one.thing)
    found = {kind: concerns.find_all(kind, pks) for kind, pks in kinds.items()}
    return {one.pk: found[one.kind][one.thing] for one in rows if one.thing in found[one.kind]}


def people_behind(campaign: Campaign) -> set[str]:
    """The ids of everybody who brought, or had to do with, what `campaign` came of, where its bringer agreed."""
    agreed = concerns_of(campaign.origins.filter(state=OriginState.AGREED))
    return {member for one in agreed.values() for member in (one.owner, *one.others) if member}
