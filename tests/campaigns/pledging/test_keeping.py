"""The pledger's own word, and what an organiser saw: neither stands for the other."""

from __future__ import annotations

import pytest

from dugnad.campaigns.actions import keeping
from dugnad.campaigns.models import Pledge, Rung
from dugnad.campaigns.queries.pledge_words import Standing, kept_words
from dugnad.campaigns.queries.pledges import standings
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.campaigns.pledging.making import SOON, make_eva, make_pledge, make_pledging
from tests.cast import again


@pytest.fixture
def bound(alice: Member, bob: Member, circle: Circle) -> Rung:
    rung = make_pledging(alice, circle, needed=2)
    for person in (alice, bob):
        make_pledge(person, rung)
    return rung


def test_each_is_counted_apart(bound: Rung, alice: Member, bob: Member) -> None:
    eva = make_eva()
    make_pledge(eva, bound)
    keeping.say_kept(by=bob, rung=bound, kept=True, at=SOON)
    keeping.say_kept(by=bob, rung=bound, kept=True, at=SOON)
    keeping.say_kept(by=eva, rung=bound, kept=False, at=SOON)
    keeping.confirm(by=again(alice), pledge=Pledge.objects.get(supporter=eva), at=SOON)
    assert standings([bound.pk])[bound.pk] == Standing(given=3, kept=1, not_kept=1, confirmed=1)
    assert kept_words(Standing(3, 1, 1, 1)) == [
        "1 of 3 says they kept it.",
        "1 says they could not.",
        "Organisers saw it of 1.",
    ]
    verbs = Act.objects.filter(verb__startswith="pledge-").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["pledge-crossed", "pledge-kept", "pledge-not-kept", "pledge-kept-confirmed"]


def test_a_word_can_be_changed(bound: Rung, bob: Member) -> None:
    keeping.say_kept(by=bob, rung=bound, kept=False, at=SOON)
    keeping.say_kept(by=bob, rung=bound, kept=True, at=SOON)
    assert standings([bound.pk])[bound.pk].kept == 1


def test_nobody_confirms_their_own_nor_does_a_member(bound: Rung, alice: Member, bob: Member) -> None:
    with pytest.raises(Refused, match="your own pledge"):
        keeping.confirm(by=again(alice), pledge=Pledge.objects.get(member=alice), at=SOON)
    with pytest.raises(Refused, match="organise"):
        keeping.confirm(by=again(bob), pledge=Pledge.objects.get(member=alice), at=SOON)


def test_nothing_to_keep_before_the_number_is_reached(alice: Member, bob: Member, circle: Circle) -> None:
    rung = make_pledging(alice, circle, needed=9)
    given = make_pledge(bob, rung)
    with pytest.raises(Refused, match="not bound"):
        keeping.say_kept(by=bob, rung=rung, kept=True, at=SOON)
    with pytest.raises(Refused, match="Nobody is bound"):
        keeping.confirm(by=again(alice), pledge=given, at=SOON)
