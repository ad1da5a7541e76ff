"""What is given back and taken back when a member leaves for good."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from dugnad.campaigns.actions import articles, consents, organisers, pledging, withdrawing
from dugnad.campaigns.enums import Phase, PledgeState, Signed
from dugnad.campaigns.hashing import hash_of
from dugnad.campaigns.models import Letter, Organiser, Pitch, Pledge, Signature, Supporter
from dugnad.circles.rules import tends
from dugnad.kit.refusal import Refused
from dugnad.people.holdings import Loose, register_forgetting, register_parting
from dugnad.people.models import Member


def connect() -> None:
    """Called once, when the app is ready."""
    register_parting(part)
    register_forgetting(forget)


def part(member: Member, at: datetime) -> Iterator[Loose]:
    """Organise no more, let articles go, take back pledges that bind nobody yet, names and agreements."""
    for mine in Organiser.objects.filter(member=member).select_related("campaign__circle"):
        yield from _organise_no_more(member, mine, at)
    for pitch in Pitch.objects.filter(holder=member).select_related("campaign__circle"):
        with suppress(Refused):
            articles.let_go(by=member, pitch=pitch, at=at)
    for pledge in Pledge.objects.filter(member=member, state=PledgeState.GIVEN).select_related("rung__campaign"):
        with suppress(Refused):
            pledging.take_back(by=member, rung=pledge.rung, at=at)
    for supporter in supporters(member):
        consents.take_all_back(supporter=supporter, at=at)
        signed = Signature.objects.filter(supporter=supporter).exclude(state=Signed.WITHDRAWN)
        for signature in signed.select_related("campaign", "supporter"):
            withdrawing.leave(signature, at)


def _organise_no_more(member: Member, mine: Organiser, at: datetime) -> Iterator[Loose]:
    try:
        organisers.remove_organiser(by=member, campaign=mine.campaign, organiser=mine, at=at)
    except Refused:
        if mine.campaign.phase != Phase.CLOSED:
            for steward in Member.objects.filter(tends.who(mine.campaign.circle)).exclude(pk=member.pk):
                yield Loose("organiser", mine.campaign.circle_id, steward)


def supporters(member: Member) -> QuerySet[Supporter]:
    """As whom campaigns know `member`: by the account, and without it by an address that proved to be theirs."""
    proved = EmailAddress.objects.filter(user=member, verified=True).values_list("email", flat=True)
    hashes = [hash_of(email) for email in proved]
    return Supporter.objects.filter(Q(member=member) | Q(member=None, address_hash__in=hashes))


def forget(member: Member, granted: Collection[str]) -> None:
    """Erase what campaigns know them by; what hung on it stays without a name, or goes."""
    known = list(supporters(member))
    signed = Signature.objects.filter(supporter__in=known)
    signed.update(name="", words="", place=None, mailbox="", network="", host="", sealed=None, agreed=[])
    Letter.objects.filter(supporter__in=known).delete()
    Supporter.objects.filter(pk__in=[one.pk for one in known]).delete()
