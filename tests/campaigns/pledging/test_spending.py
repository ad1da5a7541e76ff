"""What is spent was agreed to: at least three votes, and more yes than no."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from dugnad.campaigns import due
from dugnad.campaigns.actions import spending, spent
from dugnad.campaigns.actions.spending import Wish
from dugnad.campaigns.enums import Phase, RequestState, RungKind, Vote
from dugnad.campaigns.models import Campaign, Spending, SpendingRequest, SpendingVote
from dugnad.kit.pictures import Picture
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.at_once import at_once
from tests.campaigns.making import make_open
from tests.cast import NOON, again, make_circle, make_member, signed_in

WISH = Wish("A bus to the town hall", 50_000, "SEK", days=7)
OVER = NOON + timedelta(days=7)
YES, NO, ABSTAIN = Vote.YES, Vote.NO, Vote.ABSTAIN


@pytest.fixture
def crowd(alice: Member) -> list[Member]:
    return [alice, *(make_member(f"guest{number}") for number in range(4))]


@pytest.fixture
def campaign(alice: Member, crowd: list[Member]) -> Campaign:
    return make_open(alice, make_circle(*crowd), RungKind.GIVE)


def ask(by: Member, campaign: Campaign) -> SpendingRequest:
    return spending.ask_to_spend(by=again(by), campaign=campaign, wish=WISH, form_key="k" * 16, at=NOON)


def voted(crowd: list[Member], request: SpendingRequest, votes: list[Vote]) -> str:
    for member, vote in zip(crowd, votes, strict=False):
        spending.vote(by=again(member), request=request, vote=vote, at=NOON)
    due.decide_spending(OVER)
    return SpendingRequest.objects.get().state


@pytest.mark.parametrize(
    ("votes", "state"),
    [
        ([YES, YES, NO], RequestState.AGREED),
        ([YES, ABSTAIN, ABSTAIN], RequestState.AGREED),
        ([YES, YES], RequestState.REFUSED),
        ([YES, NO, ABSTAIN], RequestState.REFUSED),
        ([YES, YES, NO, NO, NO], RequestState.REFUSED),
        ([], RequestState.REFUSED),
    ],
)
def test_the_rule_on_the_page(crowd: list[Member], campaign: Campaign, votes: list[Vote], state: str) -> None:
    assert voted(crowd, ask(crowd[1], campaign), votes) == state
    assert Act.objects.filter(verb="spending-decided").count() == 1
    assert due.decide_spending(OVER) == 0


def test_one_vote_each_theirs_to_change_until_the_end(crowd: list[Member], campaign: Campaign) -> None:
    request = ask(crowd[1], campaign)
    for vote in (NO, NO, YES):
        spending.vote(by=again(crowd[1]), request=request, vote=vote, at=NOON)
    assert (SpendingVote.objects.get().vote, Act.objects.filter(verb="spending-voted").count()) == (YES, 2)
    with pytest.raises(Refused, match="over"):
        spending.vote(by=again(crowd[1]), request=request, vote=NO, at=OVER)


def test_who_may_not(crowd: list[Member], campaign: Campaign, charlie: Member) -> None:
    with pytest.raises(Refused, match="circle"):
        ask(charlie, campaign)
    request = ask(crowd[1], campaign)
    with pytest.raises(Refused, match="circle"):
        spending.vote(by=again(charlie), request=request, vote=YES, at=NOON)
    with pytest.raises(Refused, match="Only whoever asked"):
        spending.withdraw(by=again(crowd[2]), request=request, at=NOON)
    assert list(SpendingRequest.objects.visible_to(charlie)) == []
    draft = make_open(crowd[0], campaign.circle, RungKind.GIVE, phase=Phase.DRAFT)
    with pytest.raises(Refused, match="draft"):
        spending.ask_to_spend(by=again(crowd[1]), campaign=draft, wish=WISH, form_key="x" * 16, at=NOON)


def test_taken_back_it_is_not_decided(crowd: list[Member], campaign: Campaign) -> None:
    request = ask(crowd[1], campaign)
    spending.withdraw(by=again(crowd[1]), request=request, at=NOON)
    assert voted([], request, []) == RequestState.WITHDRAWN


def test_no_more_is_spent_than_was_agreed(crowd: list[Member], campaign: Campaign, charlie: Member) -> None:
    request = ask(crowd[1], campaign)

    def spend(amount: int, key: str, by: Member = crowd[0]) -> Spending:
        return spent.spend(
            by=again(by), request=request, amount=amount, note="The bus", receipt="14", form_key=key * 16, at=OVER
        )

    with pytest.raises(Refused, match="not agreed"):
        spend(1, "a")
    assert voted(crowd, request, [YES, YES, YES]) == RequestState.AGREED
    assert list(SpendingRequest.objects.visible_to(charlie)) == [request]
    assert spend(30_000, "b") == spend(30_000, "b")
    with pytest.raises(Refused, match="more than"):
        spend(20_001, "c")
    with pytest.raises(Refused, match="organise"):
        spend(1, "d", by=crowd[1])
    spend(20_000, "e")
    assert SpendingRequest.objects.get().spent == 50_000


@pytest.mark.django_db(transaction=True)
def test_votes_and_the_decision_at_the_same_moment(alice: Member) -> None:
    crowd = [alice, *(make_member(f"guest{number}") for number in range(5))]
    campaign = make_open(alice, make_circle(*crowd), RungKind.GIVE)
    request = ask(crowd[1], campaign)
    late = OVER - timedelta(seconds=1)
    votes = [lambda who=one: spending.vote(by=again(who), request=request, vote=YES, at=late) for one in crowd]  # type: ignore[misc]  # bound here
    results = at_once([*votes, lambda: due.decide_spending(OVER), lambda: due.decide_spending(OVER)])
    counted = sum(one is None for one in results[:-2])
    request.refresh_from_db()
    assert request.yes == counted == SpendingVote.objects.count()
    assert request.state == (RequestState.AGREED if counted >= 3 else RequestState.REFUSED)
    assert Act.objects.filter(verb="spending-decided").count() == 1


PICTURE = Picture(b"RIFF", 3, 4, "0" * 64)


def agreed(crowd: list[Member], campaign: Campaign) -> SpendingRequest:
    request = ask(crowd[1], campaign)
    assert voted(crowd, request, [YES, YES, YES]) == RequestState.AGREED
    return SpendingRequest.objects.get()


def pay(by: Member, request: SpendingRequest, amount: int, key: str = "p" * 16) -> Spending:
    return spent.spend(
        by=again(by), request=request, amount=amount, note="Tickets", receipt="", picture=PICTURE, form_key=key, at=OVER
    )


def test_a_receipt_is_seen_by_the_circle_alone(crowd: list[Member], campaign: Campaign, charlie: Member) -> None:
    request = agreed(crowd, campaign)
    entry = pay(crowd[0], request, 40_000)
    path = f"/spending/{request.pk}/receipts/{entry.pk}/"
    shown = signed_in(crowd[3]).get(path)
    assert (b"".join(shown.streaming_content), shown["Content-Type"]) == (b"RIFF", "image/webp")
    assert path in signed_in(crowd[3]).get(f"/spending/{request.pk}/").content.decode()
    assert signed_in(charlie).get(path).status_code == 404
    there = signed_in(charlie).get(f"/spending/{request.pk}/")
    assert (there.status_code, path in there.content.decode()) == (200, False)


def test_a_receipt_of_what_was_refused_is_not_kept(crowd: list[Member], campaign: Campaign) -> None:
    request = agreed(crowd, campaign)
    entry = pay(crowd[0], request, 40_000)
    files = default_storage.listdir("receipts")[1]
    assert f"{entry.pk}.webp" in files
    assert pay(crowd[0], request, 40_000).pk == entry.pk
    with pytest.raises(Refused):
        pay(crowd[0], request, 40_000, "q" * 16)
    assert default_storage.listdir("receipts")[1] == files
