"""What is asked about signatures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Count, Q, Sum

from dugnad.campaigns.enums import Shown, Signed, Suspicion, Verdict
from dugnad.campaigns.models import Campaign, Partner, Signature, SignatureCount, SigningAlarm
from dugnad.campaigns.models.signing import ONE_PERSON
from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member


def lately(campaign: str, network: str, mailbox: str, *, after: datetime, day: datetime) -> tuple[int, int]:
    """How many signatures came from this network since `after`, and for this mailbox since `day`. Two queries."""
    of_network = _of_network.rows(campaign=campaign, network=network, after=after)
    return len(of_network), len(_of_mailbox.rows(campaign=campaign, mailbox=mailbox, day=day))


MOST_LOOKED_AT = 2_000
_of_network = Prepared(
    lambda campaign, network, after: Signature.objects.filter(
        campaign=campaign, network=network, created_at__gt=after
    ).values_list("pk")[:MOST_LOOKED_AT],
    {"campaign": str, "network": str, "after": datetime},
)
_of_mailbox = Prepared(
    lambda campaign, mailbox, day: Signature.objects.filter(
        campaign=campaign, mailbox=mailbox, created_at__gt=day
    ).values_list("pk")[:20],
    {"campaign": str, "mailbox": str, "day": datetime},
)
_petition = Prepared(lambda campaign: Campaign.objects.visible_to(None).filter(pk=campaign))
_partners = Prepared(lambda campaign: Partner.objects.filter(campaign=campaign).order_by("name", "pk"))


def petition(campaign: str) -> Campaign | None:
    """The campaign with this id, if everybody may read it. One query."""
    found: list[Campaign] = _petition.objects(campaign=campaign)
    return found[0] if found else None


def partners_of(campaign: str) -> list[Partner]:
    """Those whom signers are asked about. One query."""
    return _partners.objects(campaign=campaign)


def held_back(signature: Signature) -> bool:
    """Whether an alarm that nobody called off is about signatures like this one."""
    alarms = _alarms.rows(campaign=signature.campaign_id, host=signature.host, network=signature.network)
    return any(about for (about,) in alarms)


_alarms = Prepared(
    lambda campaign, host, network: (
        SigningAlarm.objects.filter(
            Q(suspicion=Suspicion.HOST, about=host) | Q(suspicion=Suspicion.NETWORK, about=network), campaign=campaign
        )
        .exclude(verdict=Verdict.GENUINE)
        .values_list("about")
    )
)


def standing_for(campaign: str, mailbox: str) -> list[str]:
    """Ids of signatures that stand for this mailbox. One query."""
    return [pk for (pk,) in _standing.rows(campaign=campaign, mailbox=mailbox)]


_standing = Prepared(
    lambda campaign, mailbox: Signature.objects.filter(
        campaign=campaign, mailbox=mailbox, state__in=ONE_PERSON
    ).values_list("pk")
)


def counts(campaigns: Iterable[str]) -> dict[str, int]:
    """How many signatures count in each of these, as last counted. One query, and one more for those never counted."""
    wanted = set(campaigns)
    found = dict(SignatureCount.objects.filter(pk__in=wanted).values_list("pk", "count"))
    if missing := wanted - set(found):
        fresh = Signature.objects.filter(campaign__in=missing, state=Signed.CONFIRMED).order_by()
        found |= dict.fromkeys(missing, 0) | dict(fresh.values_list("campaign").annotate(n=Count("pk")))
    return found


def counted_twice(campaigns: Iterable[str]) -> int:
    """How many signatures in these are of people who had signed in another local copy before. One query."""
    found = SignatureCount.objects.filter(pk__in=set(campaigns)).aggregate(n=Sum("twice"))
    return found["n"] or 0


def confirmed_address(member: Member) -> str:
    """The one that `member` has confirmed; empty without one."""
    confirmed = EmailAddress.objects.filter(user=member, verified=True).order_by("-primary", "pk")
    return confirmed.values_list("email", flat=True).first() or ""


@dataclass(frozen=True)
class Counted:
    """How many signed here, and how many people in all copies of the same petition together; `apart` lists those, with
    their counts."""

    here: int
    together: int
    apart: tuple[tuple[Campaign, int], ...] = ()


def apart_and_together(campaign: Campaign) -> Counted:
    """For a local copy and for the one it was copied from the same together. Three queries, four with copies."""
    first = campaign.copy_of_id or campaign.pk
    family = Campaign.objects.visible_to(None).filter(Q(pk=first) | Q(copy_of=first)).order_by("created_at", "pk")
    members = [one for one in family if one.pk != campaign.pk]
    found = counts([campaign.pk, *(one.pk for one in members)])
    here = found.get(campaign.pk, 0)
    apart = tuple((one, found.get(one.pk, 0)) for one in members)
    twice = counted_twice(found) if members else 0
    return Counted(here, here + sum(count for _one, count in apart) - twice, apart)


def named(campaign: Campaign, most: int = 12) -> list[Signature]:
    """The latest of those whose names everybody may see. One query."""
    shown = Signature.objects.filter(campaign=campaign, state=Signed.CONFIRMED).exclude(shown=Shown.PRIVATE)
    return list(shown.select_related("place").order_by("-counted_at", "pk")[:most])


def of_member(member: Member, campaign: Campaign) -> Signature | None:
    """Theirs that stands, if they signed."""
    standing = Signature.objects.filter(campaign=campaign, supporter__member=member, state__in=ONE_PERSON)
    return standing.first()


def first_of(signature: Signature) -> Signature | None:
    """The one that stands for the same person."""
    standing = Signature.objects.filter(campaign=signature.campaign_id, mailbox=signature.mailbox)
    return standing.filter(state__in=ONE_PERSON).exclude(mailbox="").first()
