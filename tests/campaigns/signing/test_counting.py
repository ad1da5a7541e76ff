"""The count is found by counting, and is right whatever came and went."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dugnad.campaigns.actions.counting import recount, recount_one
from dugnad.campaigns.actions.withdrawing import withdraw
from dugnad.campaigns.enums import Signed
from dugnad.campaigns.ladder import progress_of
from dugnad.campaigns.models import Campaign, Rung, Signature, SignatureCount, Supporter
from dugnad.campaigns.queries.signing import apart_and_together, counts
from dugnad.circles.models import Circle
from dugnad.kit.ids import new_key
from dugnad.people.models import Member
from tests.campaigns.making import make_open
from tests.campaigns.signing.signers import make_signed
from tests.cast import NOON

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_it_follows_what_comes_and_goes(petition: Campaign) -> None:
    first = make_signed(petition, "a@example.org", network="a", at=NOON)
    recount(NOON)
    assert counts([petition.pk]) == {petition.pk: 1}
    make_signed(petition, "b@example.org", network="b", at=NOON + 40 * SECOND)
    recount(NOON + 41 * SECOND)
    recount(NOON + 90 * SECOND)
    assert counts([petition.pk]) == {petition.pk: 2}
    withdraw(signature=first, at=NOON + 91 * SECOND)
    assert recount(NOON + 92 * SECOND) == 1
    assert counts([petition.pk]) == {petition.pk: 1}


def test_what_is_seen_late_is_counted(petition: Campaign) -> None:
    """On PostgreSQL a transaction that began earlier can be seen later."""
    make_signed(petition, "a@example.org", network="a", at=NOON)
    recount(NOON + 10 * SECOND)
    make_signed(petition, "b@example.org", network="b", at=NOON + 2 * SECOND)
    recount(NOON + 12 * SECOND)
    assert counts([petition.pk]) == {petition.pk: 2}


def test_counting_again_writes_nothing_new(petition: Campaign, django_assert_num_queries: object) -> None:
    make_signed(petition)
    recount_one(petition.pk, NOON + 60 * SECOND)
    before = SignatureCount.objects.values().get()
    assert recount_one(petition.pk, NOON + 70 * SECOND) is False
    assert SignatureCount.objects.values().get() == before


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 50), st.sampled_from(["sign", "leave", "count"])), max_size=25))
def test_in_whatever_order_the_count_is_exact(petition: Campaign, moves: list[tuple[int, str]]) -> None:
    Signature.objects.all().delete()
    SignatureCount.objects.all().delete()
    at = NOON
    for pause, move in moves:
        at += pause * SECOND
        standing = Signature.objects.filter(state=Signed.CONFIRMED)
        if move == "sign":
            Signature.objects.create(campaign=petition, state=Signed.CONFIRMED, created_at=at, counted_at=at)
        elif move == "leave" and (one := standing.first()):
            Signature.objects.filter(pk=one.pk).update(state=Signed.WITHDRAWN, uncounted_at=at)
        else:
            recount_one(petition.pk, at)
    recount_one(petition.pk, at + SECOND)
    assert counts([petition.pk])[petition.pk] == Signature.objects.filter(state=Signed.CONFIRMED).count()


def test_local_copies_count_apart_and_together(petition: Campaign, alice: Member, circle: Circle) -> None:
    lund, ystad = (make_open(alice, circle, title=title) for title in ("Lund", "Ystad"))
    Campaign.objects.filter(pk__in=[lund.pk, ystad.pk]).update(copy_of=petition)
    for campaign, number in ((petition, 1), (lund, 2), (ystad, 3)):
        for each in range(number):
            make_signed(campaign, f"n{each}@example.org")
        campaign.refresh_from_db()
    there = apart_and_together(lund)
    assert (there.here, there.together) == (2, 6)
    assert [(one.title, number) for one, number in there.apart] == [("A bed past eighteen", 1), ("Ystad", 3)]
    recount(NOON + SECOND)
    assert [apart_and_together(one).together for one in (petition, lund, ystad)] == [3, 3, 3]
    assert [apart_and_together(one).here for one in (petition, lund, ystad)] == [1, 2, 3]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 1), st.integers(0, 5)), max_size=20))
def test_together_is_the_number_of_people(
    petition: Campaign, alice: Member, circle: Circle, moves: list[tuple[int, int, int]]
) -> None:
    """Each move: a pause, one of two places, and and who signs there; the sixth is on paper, without an address."""
    Signature.objects.all().delete()
    SignatureCount.objects.all().delete()
    copy = make_open(alice, circle, title="Lund")
    Campaign.objects.filter(pk=copy.pk).update(copy_of=petition)
    people = [Supporter.objects.create(name=str(n), address_hash=new_key()) for n in range(5)]
    at, signed = NOON, set()
    for pause, where, who in moves:
        at += pause * SECOND
        recount(at)
        supporter, campaign = (people[who] if who < 5 else None), (petition, copy)[where]
        if (where, who) not in signed or supporter is None:
            facts = {"campaign": campaign, "state": Signed.CONFIRMED, "created_at": at, "counted_at": at}
            Signature.objects.create(supporter=supporter, **facts)
        signed.add((where, who))
    recount(at + SECOND)
    expected = len({who for _where, who in signed if who < 5}) + Signature.objects.filter(supporter=None).count()
    petition.refresh_from_db()
    assert apart_and_together(petition).together == expected


def test_who_leaves_one_place_counts_once_within_the_hour(petition: Campaign, alice: Member, circle: Circle) -> None:
    lund = make_open(alice, circle, title="Lund")
    Campaign.objects.filter(pk=lund.pk).update(copy_of=petition)
    first = make_signed(petition)
    make_signed(lund, at=NOON + SECOND)
    recount(NOON + 2 * SECOND)
    assert apart_and_together(petition).together == 1
    withdraw(signature=first, at=NOON + 3 * SECOND)
    recount(NOON + timedelta(hours=2))
    assert apart_and_together(petition).together == 1


def test_the_ladder_says_how_many_and_what_is_missing(petition: Campaign) -> None:
    make_signed(petition)
    Rung.objects.filter(campaign=petition).update(goal=3, why="the council must answer")
    (rung,) = petition.rungs.all()
    (progress,) = progress_of([rung]).values()
    assert (progress.count, progress.words) == (1, "1 person has signed. 2 more, and: the council must answer")
