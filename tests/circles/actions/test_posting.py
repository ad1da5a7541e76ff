"""The one gate before every post: slow mode holds on each way there is, and nothing written is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from dugnad.asks.actions.holding import resolve
from dugnad.asks.actions.living import Page, distil
from dugnad.asks.actions.offers import Stretch, offer
from dugnad.asks.enums import Nature, State, Unit
from dugnad.asks.models import Ask
from dugnad.circles import posts
from dugnad.circles.actions.membership import enter
from dugnad.circles.actions.posting import require_may_post
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.kit.ids import new_key
from dugnad.kit.refusal import Refused
from dugnad.ledger.verbs import verb as the_verb
from dugnad.people.models import Member
from dugnad.work.actions.holding import claim, progress
from tests.asks.making import make_answer, make_ask, make_kind
from tests.campaigns.making import make_campaign
from tests.cast import NOON, again, make_circle, make_member, signed_in
from tests.gatherings.making import gathered
from tests.work.making import make_task

SECOND = timedelta(seconds=1)
Way = Callable[[Member, Circle, datetime], object]


def adds(by: Member, circle: Circle, at: datetime) -> object:
    return make_answer(by, Ask.objects.get(author=by), at=at)


def answers(by: Member, circle: Circle, at: datetime) -> object:
    return make_answer(by, Ask.objects.exclude(author=by).get(), at=at)


def keeps_company(by: Member, circle: Circle, at: datetime) -> object:
    return make_answer(by, Ask.objects.exclude(author=by).get(), nature=Nature.EMOTIONAL, at=at)


def offers(by: Member, circle: Circle, at: datetime) -> object:
    tonight = Stretch(at, at + timedelta(hours=9))
    return offer(
        by=again(by), circle=circle, kind=make_kind(), title="A bed", unit=Unit.BEDS, capacity=1, stretches=[tonight],
        form_key=new_key(), at=at,
    )  # fmt: skip


def distils(by: Member, circle: Circle, at: datetime) -> object:
    mine = Ask.objects.get(author=by)
    if mine.state not in {State.HELPED, State.CLOSED}:
        mine = resolve(by=again(by), ask=mine, at=at)
    page = Page("A bed at night", "Ring the church.", "Sweden", date(2027, 2, 1))
    return distil(by=again(by), ask=mine, page=page, credited=[], form_key=new_key(), at=at)


def makes_a_task(by: Member, circle: Circle, at: datetime) -> object:
    return make_task(by, circle, at=at)


def tells_how_it_goes(by: Member, circle: Circle, at: datetime) -> object:
    return progress(by=again(by), task=again(by).held_tasks.get(), text="Half done.", at=at)


WAYS: dict[str, Way] = {
    "asked": lambda by, circle, at: make_ask(by, circle, at=at),
    "ask-added-to": adds,
    "answered-practical": answers,
    "answered-emotional": keeps_company,
    "offered": offers,
    "distilled": distils,
    "gathering-called": lambda by, circle, at: gathered(by, circle, at=at),
    "task-made": makes_a_task,
    "progressed": tells_how_it_goes,
    "campaign-started": lambda by, circle, at: make_campaign(by, circle, at=at),
}


def test_every_kind_of_post_is_tried_here() -> None:
    assert set(WAYS) == posts.codes()


@pytest.fixture
def slow(circle: Circle, alice: Member, bob: Member) -> Circle:
    """With an ask of each, and a task that bob holds; a minute between two posts since then."""
    make_ask(alice, circle)
    make_ask(bob, circle)
    claim(by=again(bob), task=make_task(alice, circle), at=NOON)
    Circle.objects.update(slow=60)
    circle.refresh_from_db()
    return circle


@pytest.mark.parametrize("verb", sorted(WAYS))
def test_a_slow_circle_is_slow_on_every_way(slow: Circle, bob: Member, verb: str) -> None:
    way = WAYS[verb]
    way(bob, slow, NOON)
    with pytest.raises(Refused, match="You can send this in 1 second"):
        way(bob, slow, NOON + 59 * SECOND)
    way(bob, slow, NOON + 60 * SECOND)


def test_it_holds_over_different_ways_and_not_over_members(slow: Circle, alice: Member, bob: Member) -> None:
    make_ask(bob, slow, at=NOON)
    with pytest.raises(Refused, match="1 minute"):
        make_task(bob, slow, at=NOON)
    dora = make_member("dora")
    enter(circle=slow, member=dora, at=NOON)
    make_ask(dora, slow, at=NOON)


def test_stewards_are_not_held_up(slow: Circle, alice: Member) -> None:
    for _ in range(3):
        make_ask(alice, slow, at=NOON)


def test_what_was_refused_has_not_been_counted(slow: Circle, bob: Member) -> None:
    make_ask(bob, slow, at=NOON)
    for seconds in (20, 40):
        with pytest.raises(Refused):
            make_ask(bob, slow, at=NOON + seconds * SECOND)
    make_ask(bob, slow, at=NOON + 60 * SECOND)


def test_the_page_keeps_what_was_written(circle: Circle, bob: Member) -> None:
    Circle.objects.update(slow=3600)
    kind = make_kind()
    client = signed_in(bob)
    for title, status in (("A bed", 302), ("A second bed", 422)):
        said = {"kind": kind.pk, "title": title, "urgency": "1", "voice": "own", "text": "Two nights."}
        answer = client.post(f"/circles/{circle.pk}/ask/", said | {"form_key": new_key()})
        assert answer.status_code == status, answer.content.decode()
    page = answer.content.decode()
    assert "This circle goes slowly at the moment" in page
    assert "A second bed" in page
    assert "Two nights." in page


def test_a_newcomers_post_holds_one_link(circle: Circle, bob: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora, brought_by=bob, at=NOON)
    make_ask(dora, circle, text="See https://a.example", at=NOON)
    two = "See https://a.example and www.b.example"
    with pytest.raises(Refused, match="holds 1 link"):
        make_ask(dora, circle, text=two, at=NOON)
    make_ask(bob, circle, text=two, at=NOON)
    make_ask(dora, circle, text=two, at=NOON + timedelta(days=30))


def test_an_undeclared_verb_is_a_mistake(circle: Circle, bob: Member) -> None:
    with pytest.raises(posts.NotAPost):
        require_may_post(the_verb("joined"), by=bob, circle=circle, at=NOON)


def test_strangers_are_few_at_a_time_and_the_invited_are_none(alice: Member, bob: Member) -> None:
    circle = make_circle(alice, openness=Openness.OPEN)
    strangers = [make_member(f"m{number}", at=NOON) for number in range(5)]
    for stranger in strangers:
        enter(circle=circle, member=stranger, at=NOON)
    for stranger in strangers[:4]:
        make_ask(stranger, circle, at=NOON)
    with pytest.raises(Refused, match="Many newcomers"):
        make_ask(strangers[4], circle, at=NOON)
    guest = make_member("guest", at=NOON)
    enter(circle=circle, member=guest, brought_by=alice, at=NOON)
    make_ask(guest, circle, at=NOON)
    make_ask(strangers[4], circle, at=NOON + timedelta(days=1))
