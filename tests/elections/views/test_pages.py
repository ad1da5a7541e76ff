from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dugnad.circles.models import Circle
from dugnad.elections.actions.closing import close
from dugnad.elections.actions.standing import propose
from dugnad.elections.models import Ballot, Candidate, Election, Term
from dugnad.kit.clock import now
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from tests.cast import again, make_member, signed_in
from tests.elections.making import called, crowd, stands, votes


def opened(circle: Circle, steward: Member, *candidates: Member, voting: bool = False) -> Election:
    """An election by the real clock, which is what pages go by."""
    election = called(circle, steward, at=now() - timedelta(hours=1))
    stands(election, *candidates, at=now() - timedelta(minutes=1))
    if voting:
        Election.objects.filter(pk=election.pk).update(stands_until=now() - timedelta(seconds=1))
    return Election.objects.get(pk=election.pk)


def page(member: Member, name: str, pk: str) -> str:
    return signed_in(member).get(reverse(name, args=[pk])).content.decode()


def test_the_board_says_who_tends_and_asks_for_more(circle: Circle, alice: Member, bob: Member) -> None:
    text = page(bob, "circle_elections", circle.pk)
    assert "alice" in text
    assert "two stewards at least" in text
    assert "until its first election" in text
    assert "Call an election" not in text
    assert "Call an election" in page(alice, "circle_elections", circle.pk)


def test_outsiders_find_nothing(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    election = opened(circle, alice, bob)
    client = signed_in(charlie)
    for name in ("circle_elections", "election_call"):
        assert client.get(reverse(name, args=[circle.pk])).status_code == 404
    assert client.get(reverse("election", args=[election.pk])).status_code == 404
    for name in ("election_stand", "election_propose", "election_vote"):
        assert client.post(reverse(name, args=[election.pk]), {}).status_code == 404


def test_calling_one(circle: Circle, alice: Member, bob: Member) -> None:
    address = reverse("election_call", args=[circle.pk])
    facts = {"seats": 2, "standing_days": 2, "voting_days": 5}
    assert signed_in(bob).post(address, facts).status_code == 404
    wrong = signed_in(alice).post(address, {**facts, "voting_days": 0})
    assert wrong.status_code == 422
    assert signed_in(alice).post(address, facts).status_code == 302
    made = Election.objects.get(circle=circle)
    assert (made.seats, (made.closes_at - made.stands_until).days) == (2, 5)
    assert "Will you stand?" in page(bob, "circle", circle.pk)


def test_asking_for_one_and_taking_it_back(movement: object) -> None:
    circle, people = crowd(6)
    address = reverse("election_ask", args=[circle.pk])
    client = signed_in(people[1])
    assert client.post(address).status_code == 302
    assert "(now: 1)" in page(people[2], "circle_elections", circle.pk)
    assert "You have asked" in page(people[1], "circle_elections", circle.pk)
    assert client.post(address, {"back": "1"}).status_code == 302
    client.post(address)
    assert "/elections/" in signed_in(people[2]).post(address)["Location"]
    assert Election.objects.count() == 1


def test_the_length_of_a_term(circle: Circle, alice: Member, bob: Member) -> None:
    address = reverse("circle_term", args=[circle.pk])
    assert signed_in(bob).post(address, {"months": 6}).status_code == 409
    assert signed_in(alice).post(address, {"months": 7}).status_code == 422
    assert signed_in(alice).post(address, {"months": 6}).status_code == 302
    assert Term.objects.get(circle=circle).months == 6


def test_standing_proposing_and_saying_no(movement: object) -> None:
    circle, people = crowd(4)
    election = opened(circle, people[0])
    address = reverse("election_stand", args=[election.pk])
    assert signed_in(people[1]).post(address, {"words": "I have time."}).status_code == 302
    assert "I have time." in page(people[2], "election", election.pk)
    proposing = reverse("election_propose", args=[election.pk])
    assert signed_in(people[1]).post(proposing, {"handle": "nobody"}).status_code == 422
    assert signed_in(people[1]).post(proposing, {"handle": "person2"}).status_code == 302
    assert "person1 would like you to stand" in page(people[2], "election", election.pk)
    assert "person2" not in page(people[3], "election", election.pk)
    assert signed_in(people[2]).post(address, {"down": "1"}).status_code == 302
    assert not Candidate.objects.filter(member=people[2]).exists()


def test_voting_and_changing_it(movement: object) -> None:
    circle, people = crowd(5)
    election = opened(circle, people[0], people[1], people[2], voting=True)
    one, two = Candidate.objects.filter(election=election).order_by("pk")
    address = reverse("election_vote", args=[election.pk])
    client = signed_in(people[3])
    assert client.post(address, {"choices": ["nobody"]}).status_code == 422
    assert client.post(address, {"choices": [one.pk, two.pk]}).status_code == 302
    assert page(people[3], "election", election.pk).count("checked") == 2
    assert client.post(address, {"choices": [two.pk]}).status_code == 302
    assert page(people[3], "election", election.pk).count("checked") == 1
    assert "checked" not in page(people[4], "election", election.pk)
    assert Ballot.objects.count() == 1


def test_not_before_it_opens_nor_by_newcomers(movement: object) -> None:
    circle, people = crowd(3)
    election = opened(circle, people[0], people[1])
    address = reverse("election_vote", args=[election.pk])
    (one,) = Candidate.objects.filter(election=election)
    assert signed_in(people[2]).post(address, {"choices": [one.pk]}).status_code == 422
    assert not Ballot.objects.exists()


def test_the_result_with_counts_seed_and_what_the_host_could_see(movement: object) -> None:
    circle, people = crowd(4)
    election = opened(circle, people[0], people[1], voting=True)
    (one,) = Candidate.objects.filter(election=election)
    votes(election, {people[2]: [one], people[3]: [one], people[0]: []}, at=now())
    assert "3 of 4 have voted" in page(people[1], "election", election.pk)
    close(Election.objects.get(pk=election.pk), at=now())
    election.refresh_from_db()
    text = page(people[2], "election", election.pk)
    line = f"dugnad lot 1 {election.pk} {election.closing} 3"
    for said in ("3 of 4 voted", "2 of 3", "Elected", election.seed, line):
        assert said in text
    assert "whoever keeps the machine has the key" in text
    assert "You voted." in text
    assert "You did not vote." in page(people[1], "election", election.pk)
    assert "Elections that were" in page(people[1], "circle_elections", circle.pk)


def test_today_asks_for_the_vote_once_it_is_open_and_until_it_is_given(movement: object) -> None:
    circle, people = crowd(4)
    election = opened(circle, people[0], people[1])
    propose(by=again(people[1]), election=election, member=people[2], at=now())
    assert "Say yes or no" in signed_in(people[2]).get("/").content.decode()
    assert "elects who tends it" not in signed_in(people[3]).get("/").content.decode()
    Election.objects.update(stands_until=now() - timedelta(seconds=1))
    assert "elects who tends it" in signed_in(people[3]).get("/").content.decode()
    votes(election, {people[3]: []}, at=now())
    assert "elects who tends it" not in signed_in(people[3]).get("/").content.decode()


def test_a_block_hides_no_candidate(movement: object) -> None:
    circle, people = crowd(3)
    election = opened(circle, people[0], people[1], voting=True)
    block(by=again(people[2]), other=people[1])
    assert "person1" in page(people[2], "election", election.pk)


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_the_same_number_of_questions(
    movement: object, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    circle, people = crowd(5)
    election = opened(circle, people[0], *people[1 : 1 + many], voting=True)
    client = signed_in(people[4])
    address = reverse("election", args=[election.pk])
    client.get(address)
    with django_assert_num_queries(11):
        client.get(address)


def test_somebody_outside_cannot_be_proposed(circle: Circle, alice: Member, bob: Member) -> None:
    make_member("dora")
    election = opened(circle, alice)
    told = signed_in(bob).post(reverse("election_propose", args=[election.pk]), {"handle": "dora"})
    assert told.status_code == 422
    assert "not in this circle" in told.content.decode()
    assert propose(by=again(bob), election=election, member=alice).member == alice
