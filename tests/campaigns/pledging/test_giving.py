"""The open ledger: what each may see, and that a hidden amount cannot be worked out."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from dugnad.campaigns import money
from dugnad.campaigns.actions import giving
from dugnad.campaigns.actions.giving import What
from dugnad.campaigns.enums import GiverShown
from dugnad.campaigns.models import Gift, Rung
from dugnad.campaigns.models.doing import Person
from dugnad.campaigns.queries import giving as queries
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.people.models import Member
from tests.campaigns.pledging.making import SOON, make_eva, make_gift, make_giving
from tests.cast import again


@pytest.fixture
def rung(alice: Member, circle: Circle) -> Rung:
    return make_giving(alice, circle)


def seen(rung: Rung, person: Person | None, *, organises: bool = False) -> list[tuple[str, str]]:
    gifts = queries.gifts_for(person, rung.campaign, organises=organises).order_by("given_at", "pk")
    return [(line.name, line.amount) for line in queries.lines(gifts, person, organises=organises)]


def given(rung: Rung) -> list[str]:
    return [one.given for one in queries.sums(rung.campaign)]


def test_each_gift_shows_as_its_giver_chose(rung: Rung, alice: Member, bob: Member, charlie: Member) -> None:
    make_gift(bob, rung, 10_000, shown=GiverShown.NAMED, where="The circle’s account")
    make_gift(charlie, rung, 20_050, shown=GiverShown.SOMEBODY, at=SOON + timedelta(hours=1))
    make_gift(make_eva(), rung, 7_700, shown=GiverShown.HIDDEN, at=SOON + timedelta(hours=2))
    assert seen(rung, None) == [("bob", "100\xa0SEK"), ("", "200.50\xa0SEK")]
    assert seen(rung, charlie) == [("bob", "100\xa0SEK"), ("charlie", "200.50\xa0SEK")]
    assert seen(rung, alice, organises=True)[2] == ("Eva", "77\xa0SEK")
    assert (given(rung), queries.unseen(rung.campaign)) == (["300.50\xa0SEK"], (1, 0))


def test_hidden_gifts_enter_the_sum_ten_people_at_a_time(rung: Rung, alice: Member) -> None:
    people = [make_eva(f"p{number}@example.org") for number in range(11)]
    sums = []
    for number, person in enumerate(people):
        make_gift(person, rung, 100 + number, shown=GiverShown.HIDDEN, at=SOON + timedelta(minutes=number))
        sums.append(queries.sums(rung.campaign)[0].hidden.amount)
    assert sums == [0] * 9 + [sum(range(100, 110))] * 2
    gift = Gift.objects.get(supporter=people[3])
    giving.strike(by=people[3], gift=gift, because="Written twice.", at=SOON + timedelta(hours=1))
    assert queries.sums(rung.campaign)[0].hidden.amount == sums[-1]
    assert {act.amount for act in Act.objects.filter(verb="gave")} == {None}


def test_the_act_says_no_more_than_the_page(rung: Rung, bob: Member) -> None:
    make_gift(bob, rung, 500, shown=GiverShown.NAMED)
    make_gift(bob, rung, 600)
    facts = Act.objects.filter(verb="gave").order_by("pk").values_list("amount", "audience")
    assert list(facts) == [(500, Audience.PUBLIC), (600, Audience.PRIVATE)]


def test_the_same_form_twice_is_one_gift(rung: Rung, bob: Member) -> None:
    what = What(things="40 blankets")
    first = giving.give(by=bob, rung=rung, what=what, form_key="k" * 16, at=SOON)
    assert giving.give(by=bob, rung=rung, what=what, form_key="k" * 16, at=SOON) == first
    assert Gift.objects.count() == 1


def test_a_receipt_takes_a_second_person(rung: Rung, alice: Member, bob: Member) -> None:
    bakery = What(things="Bread", giver="Bakery Nilsson", shown=GiverShown.NAMED)
    mine = giving.give(by=alice, rung=rung, what=bakery, form_key="k" * 16, at=SOON)
    theirs = make_gift(bob, rung, at=SOON + timedelta(hours=1))
    with pytest.raises(Refused, match="second person"):
        giving.receive(by=again(alice), gift=mine, at=SOON)
    with pytest.raises(Refused, match="organise"):
        giving.receive(by=again(bob), gift=mine, at=SOON)
    giving.receive(by=again(alice), gift=theirs, at=SOON)
    with pytest.raises(Refused, match="stays as it is"):
        giving.strike(by=bob, gift=theirs, because="No.", at=SOON)
    assert seen(rung, None) == [("Bakery Nilsson", "Bread"), ("", "100\xa0SEK")]


def test_who_may_not(rung: Rung, bob: Member, charlie: Member) -> None:
    with pytest.raises(Refused, match="organise"):
        giving.give(by=again(bob), rung=rung, what=What(things="Bread", giver="Nilsson"), form_key="k" * 16, at=SOON)
    with pytest.raises(Refused, match="Confirm your address"):
        make_gift(make_eva(confirmed=False), rung)
    gift = make_gift(bob, rung)
    with pytest.raises(Refused, match="circle"):
        giving.strike(by=again(charlie), gift=gift, because="No.", at=SOON)
    assert list(Gift.objects.visible_to(charlie)) == []


@pytest.mark.parametrize(
    ("amount", "currency", "units"), [("12.50", "EUR", 1250), ("7", "JPY", 7), ("0.005", "TND", 5)]
)
def test_money_in_its_smallest_unit(amount: str, currency: str, units: int) -> None:
    assert money.minor(Decimal(amount), currency) == units


@pytest.mark.parametrize(
    ("amount", "currency"), [("0.005", "EUR"), ("0", "SEK"), ("NaN", "SEK"), ("1", "XXX"), ("1e15", "SEK")]
)
def test_no_such_amount(amount: str, currency: str) -> None:
    with pytest.raises(money.NoSuchAmount):
        money.minor(Decimal(amount), currency)
