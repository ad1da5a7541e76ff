from __future__ import annotations

from datetime import time, timedelta

import pytest

from dugnad.asks import rules
from dugnad.asks.actions import holding
from dugnad.asks.models import Ask, Rotation
from dugnad.asks.queries.candidates import WINDOW, Candidate, candidates, quiet_hours
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import enter, leave
from dugnad.circles.enums import Openness
from dugnad.circles.models import Membership
from dugnad.people.actions.blocks import block
from dugnad.people.models import Block, Member, Place, Skill, Speaks
from tests.asks.calling import make_call
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_ask
from tests.cast import NOON, again, make_circle, make_member


def found(need: Ask, window: int = WINDOW) -> dict[str, Candidate]:
    """Candidates by handle."""
    fresh = Ask.objects.select_related("circle", "kind", "place").get(pk=need.pk)
    handles = dict(Member.objects.values_list("pk", "handle"))
    return {handles[one.member]: one for one in candidates(fresh, SOON, window=window)}


@pytest.mark.parametrize("openness", Openness)
@pytest.mark.parametrize("history_open", [False, True])
@pytest.mark.parametrize("masked", [False, True])
def test_they_are_those_whom_the_rule_lets_answer(
    alice: Member, bob: Member, charlie: Member, openness: Openness, history_open: bool, masked: bool
) -> None:
    crowd = {name: make_member(name) for name in ("in", "gone", "out", "off", "none", "blocks", "blocked", "called")}
    circle = make_circle(alice, bob, *crowd.values(), openness=openness, history_open=history_open)
    need = make_ask(bob, circle, speaker=UNDER_ANOTHER_NAME if masked else None)
    late = make_member("late")
    enter(circle=circle, member=late, at=SOON)
    leave(by=again(crowd["gone"]), circle=circle, at=SOON)
    ban(by=again(alice), membership=Membership.objects.get(circle=circle, member=crowd["out"]), told="", at=SOON)
    Member.objects.filter(pk=crowd["off"].pk).update(is_active=False)
    Member.objects.filter(pk=crowd["none"].pk).update(calls_per_week=0)
    block(by=crowd["blocks"], other=bob)
    block(by=bob, other=crowd["blocked"])
    make_call(need, crowd["called"])

    need.refresh_from_db()
    may_answer = Member.objects.filter(rules.answers_ask.who(need), is_active=True, calls_per_week__gt=0)
    kept_apart = Block.objects.filter(by=bob).values("of"), Block.objects.filter(of=bob).values("by")
    expected = may_answer.exclude(pk=bob.pk).exclude(pk__in=kept_apart[0]).exclude(pk__in=kept_apart[1])
    assert set(found(need)) == set(expected.exclude(handle="called").values_list("handle", flat=True))
    assert "in" in found(need)
    assert ("late" in found(need)) == (openness == Openness.OPEN or history_open)


def test_whoever_holds_it_is_not_among_them(alice: Member, bob: Member) -> None:
    need = make_ask(bob, make_circle(alice, bob))
    assert set(found(need)) == {"alice"}
    holding.take(by=again(alice), ask=need, at=SOON)
    assert found(need) == {}


def test_the_facts_of_each(alice: Member, bob: Member) -> None:
    lund = Place.objects.create(id=1, name="Lund", folded="lund", country="SE", latitude=55.70, longitude=13.19)
    near = Place.objects.create(id=2, name="Staffanstorp", folded="s", country="SE", latitude=55.64, longitude=13.21)
    need = make_ask(bob, make_circle(alice, bob), place=lund, languages=["prs", "ti"])
    law = Skill.objects.create(names={"en": "Law"})
    asylum = Skill.objects.create(names={"en": "Asylum law"}, parent=law)
    need.kind.skills.add(law)
    alice.skills.add(asylum)
    Speaks.objects.create(member=alice, language="prs")
    Speaks.objects.create(member=alice, language="sv")
    Member.objects.filter(pk=alice.pk).update(
        place=near, calls_per_week=4, quiet_from=time(22), quiet_until=time(6), time_zone="UTC"
    )
    make_call(make_ask(bob, need.circle), alice, at=NOON)
    (one,) = found(need).values()
    assert (one.languages, one.skills, one.capacity, one.recent) == (("prs",), (asylum.pk,), 4, 1)
    assert (one.last_called_at, one.tried, one.in_time) == (NOON, 0.0, 0)
    assert round(one.kilometres or 0) == 7
    assert one.quiet == quiet_hours(Member.objects.get(pk=alice.pk))


def test_calls_of_more_than_a_week_ago_are_over(alice: Member, bob: Member) -> None:
    circle = make_circle(alice, bob)
    make_call(make_ask(bob, circle), alice, at=SOON - timedelta(days=7))
    assert found(make_ask(bob, circle))["alice"].recent == 0


NARROW = 3
"""Members in a window: what large circles are like."""


def test_in_a_large_circle_everybody_has_a_turn(alice: Member, bob: Member) -> None:
    crowd = [make_member(f"guest{number}") for number in range(9)]
    need = make_ask(bob, make_circle(alice, bob, *crowd))
    looks = [set(found(need, NARROW)) for _number in range(4)]
    assert all(len(look) <= NARROW for look in looks)
    assert set().union(*looks) == {"alice", *(one.handle for one in crowd)}
    assert Rotation.objects.get(of=f"circle {need.circle_id}").after


def test_in_a_large_circle_those_who_fit_are_always_found(alice: Member, bob: Member) -> None:
    here = Place.objects.create(id=1, name="Lund", folded="lund", country="SE", latitude=55.70, longitude=13.19)
    far = Place.objects.create(id=2, name="Kiruna", folded="kiruna", country="SE", latitude=67.85, longitude=20.22)
    law = Skill.objects.create(names={"en": "Law"})
    crowd = [make_member(f"guest{number}", place=far) for number in range(12)]
    need = make_ask(bob, make_circle(alice, bob, *crowd), place=here, languages=["ti"])
    need.kind.skills.add(law)
    Speaks.objects.create(member=crowd[3], language="ti")
    crowd[7].skills.add(law)
    Member.objects.filter(pk=crowd[10].pk).update(place=here)
    outside = make_member("outside", place=here)
    Speaks.objects.create(member=outside, language="ti")
    for _number in range(5):
        look = set(found(need, NARROW))
        assert {"guest3", "guest7", "guest10"} <= look
        assert "outside" not in look
        assert len(look) <= NARROW + 3
