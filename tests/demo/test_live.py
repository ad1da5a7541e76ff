"""Life that goes on: who may act, what they do, and when it ends."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from random import Random

import pytest

from dugnad.asks.actions import answering, asking, calls
from dugnad.asks.enums import CallState, Nature, State
from dugnad.asks.models import Answer, Ask, Call, Kind, Thanks
from dugnad.circles.actions.membership import enter
from dugnad.circles.models import Circle
from dugnad.demo import live
from dugnad.demo.living import Deeds
from dugnad.demo.nobodys import nobodys
from dugnad.demo.simulation.kinds import SUPPORT
from dugnad.demo.writing.bulk import write_all
from dugnad.kit.clock import now
from dugnad.kit.ids import new_key
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import PASSPHRASE, again, make_member
from tests.demo.making import UNTIL, lived, make_ground


@pytest.fixture
def lives(db: None) -> None:
    """A small simulated movement."""
    write_all(lived(), make_ground(), until=UNTIL)


@pytest.fixture
def visitor(lives: None) -> Member:
    """Somebody real, in an open circle of theirs."""
    member = make_member("visitor", password="x")
    member.set_password(PASSPHRASE)
    member.save()
    enter(circle=an_open_circle(), member=member)
    return again(member)


def an_open_circle() -> Circle:
    return Circle.objects.filter(openness="open")[0]


def deeds(seed: int = 1) -> Deeds:
    return Deeds(SUPPORT, Random(seed), lambda line: None)


def ask_of(member: Member) -> Ask:
    need = asking.Need(kind=Kind.objects.get(pk="transport"), title="A lift, tonight", languages=["sv"])
    return asking.ask(by=member, circle=an_open_circle(), need=need, form_key=new_key())


def test_only_those_act_whom_nobody_can_enter_as(lives: None, visitor: Member) -> None:
    everybody = Member.objects.count()
    assert nobodys().count() == everybody - 1
    one, two, three = Member.objects.exclude(pk=visitor.pk).order_by("pk")[:3]
    Member.objects.filter(pk=one.pk).update(handle="jonas", handle_folded="jonas")
    Member.objects.filter(pk=two.pk).update(last_login=now())
    Member.objects.filter(pk=three.pk).update(is_operator=True)
    assert nobodys().count() == everybody - 4


def test_somebody_asks(lives: None) -> None:
    before = Ask.objects.count()
    doing = deeds()
    doing.ask()
    assert (Ask.objects.count(), doing.told.asks) == (before + 1, 1)
    made = Ask.objects.order_by("-created_at")[0]
    assert made.author in nobodys()
    assert made.act.verb == "asked"


def test_whoever_visits_is_answered_and_acts_for_themselves(lives: None, visitor: Member) -> None:
    doing = deeds()
    doing.new_asks()
    made = ask_of(visitor)
    assert doing.new_asks() == [(made.pk, True)]
    assert doing.new_asks() == []
    for _each in range(3):
        doing.answer(made.pk)
    answers = list(Answer.objects.filter(ask=made))
    assert len({one.author_id for one in answers}) == len(answers) == 3
    assert visitor.pk not in {one.author_id for one in answers}
    doing.thank(answers[0].pk)
    doing.resolve(made.pk)
    assert not Thanks.objects.filter(by=visitor).exists()
    assert Ask.objects.get(pk=made.pk).state == State.OPEN


def test_they_thank_whoever_answers_them_and_say_how_it_ended(lives: None, visitor: Member) -> None:
    doing = deeds()
    one = doing._somebody_in(an_open_circle().pk, now())
    assert one
    made = ask_of(one.member)
    sent = answering.answer(by=visitor, ask=made, text="I drive.", form_key=new_key(), nature=Nature.PRACTICAL)
    assert doing.new_answers() == [sent.pk]
    for _each in range(6):  # some times they only say that it helped
        doing.thank(sent.pk)
    assert Thanks.objects.filter(answer=sent, by=one.member).count() == 1
    doing.resolve(made.pk)
    assert Ask.objects.get(pk=made.pk).state == State.HELPED


def test_who_is_called_says_yes_and_comes_or_no(lives: None, visitor: Member) -> None:
    doing, made = deeds(), ask_of(visitor)
    Member.objects.update(quiet_from=None, quiet_until=None, calls_per_week=5)
    inside = nobodys().filter(memberships__circle=an_open_circle(), memberships__standing="active")
    whole = Ask.objects.select_related("circle", "place", "kind", "author").get(pk=made.pk)
    for one in inside[:12]:
        calls.call_by_name(ask=whole, member=one.pk, wave=1)
    called = doing.new_calls()
    assert len(called) == Call.objects.filter(ask=made).count() >= 4
    assert doing.new_calls() == []
    for pk in called:
        doing.hear(pk)
    said = set(Call.objects.filter(ask=made).values_list("state", flat=True))
    assert CallState.ACCEPTED in said
    assert Answer.objects.filter(ask=made).count() == doing.told.calls > 0


def test_a_run_acts_and_ends(lives: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LOOK", 0.01)
    monkeypatch.setattr(live, "FIRST", 0.0)
    before = Act.objects.count()
    told = live.run(threading.Event(), speed=1_000_000, minutes=0.02, say=lambda line: None, seed=1)
    assert told.asks > 0
    assert Act.objects.count() > before
    assert Act.objects.count() - before <= live.MOST_A_MINUTE * 3, "an ask and its belongings are one deed"


def test_told_to_stop_it_stops(lives: None) -> None:
    stopping = threading.Event()
    stopping.set()
    began = time.monotonic()
    told = live.run(stopping, speed=1, minutes=60, say=lambda line: None)
    assert time.monotonic() - began < 2
    assert told == replace(told, asks=0, answers=0, thanks=0)


def test_too_much_is_left_undone(lives: None) -> None:
    life = live.Life(deeds(), SUPPORT, 60, Random(1))
    for _each in range(live.MOST_PLANNED * 2):
        life.plan(3600, lambda: None)
    assert len(life._planned) == live.MOST_PLANNED
