"""The story and the simulated people around it, as one movement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from dugnad.asks.models import Answer, Ask, ReadMark
from dugnad.circles.enums import Standing
from dugnad.circles.models import Circle, Membership
from dugnad.demo import handing_on, kept, movement
from dugnad.demo.build import personas
from dugnad.demo.script import load_script
from dugnad.ledger import audit, followers
from dugnad.ledger.models import Act, Cursor
from dugnad.people.models import Member
from tests.demo.making import UNTIL

KNOBS = replace(movement.parameters_for(members=120, days=60), asks=80, circles=4)


@pytest.fixture(scope="module")
def demo(gazetteer: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[tuple[str, int, int]]]:
    """What was told of the progress."""
    told: list[tuple[str, int, int]] = []
    with django_db_blocker.unblock(), transaction.atomic():
        movement.make(KNOBS, 1, say=lambda line: None, progress=lambda *step: told.append(step), at=UNTIL, signers=150)
        yield told
        transaction.set_rollback(True)
        kept.path().unlink()


def test_all_are_there(demo: object, db: None) -> None:
    assert Member.objects.count() == 120
    assert Circle.objects.count() == len(load_script().circles) + 4
    assert Ask.objects.count() > len(load_script().asks) + 60
    assert Answer.objects.filter(created_at__gte=UNTIL).count() == 0


def test_the_ledger_is_in_order_of_time_and_agrees_with_the_state(demo: object, db: None) -> None:
    times = list(Act.objects.order_by("id").values_list("at", flat=True))
    assert times == sorted(times)
    assert times[-1] <= UNTIL
    assert audit.problems() == []


def test_personas_enter_and_nobody_else(demo: object, db: None) -> None:
    people = personas()
    assert [one.handle for one in people] == [one.handle for one in load_script().personas]
    assert Client().login(handle=people[0].handle, password=people[0].passphrase)
    others = Member.objects.exclude(handle__in=[one.handle for one in people])
    assert not others.exclude(password__startswith="!").exists()


def test_life_arrives_where_a_persona_looks(demo: object, db: None) -> None:
    story = [circle.name for circle in load_script().circles]
    around = Membership.objects.filter(standing=Standing.ACTIVE).exclude(circle__name__in=story)
    assert set(movement.SEES_MORE) <= set(around.values_list("member__handle", flat=True))
    for handle in [one.handle for one in load_script().personas]:
        member = Member.objects.get(handle=handle)
        asks = Ask.objects.visible_to(member)
        read = dict(ReadMark.objects.filter(member=member).values_list("ask", "read_at"))
        new = [ask for ask in asks if ask.pk not in read or read[ask.pk] < ask.active_at]
        assert 0 < len(new) <= len(asks) / 2


def test_the_true_knobs_are_kept_beside_it(demo: object, db: None) -> None:
    found = kept.read()
    assert found
    assert (found.parameters, found.seed, found.until) == (KNOBS, 1, UNTIL.isoformat())
    story = [one.handle for one in load_script().members]
    assert found.outcome.members == Member.objects.exclude(handle__in=story).count()
    assert found.outcome.asks == Ask.objects.exclude(author__handle__in=story).count()
    answers = Answer.objects.exclude(author__handle__in=story).filter(by_asker=False)
    assert found.outcome.answers == answers.count()


def test_followers_begin_near_the_present_and_the_mirror_at_the_beginning(demo: object, db: None) -> None:
    cursors = dict(Cursor.objects.values_list("follower", "act"))
    ready = {one.name for one in followers.registered()} - handing_on.READS_ALL
    assert set(cursors) == ready
    for act in cursors.values():
        assert Act.objects.get(pk=act).at < UNTIL - handing_on.LOOKS_BACK
        assert Act.objects.filter(pk__gt=act).order_by("pk")[0].at >= UNTIL - handing_on.LOOKS_BACK


def test_somebody_watches_it_grow(demo: list[tuple[str, int, int]], db: None) -> None:
    assert {what for what, _done, _of in demo} >= {"living", "members", "search", "written"}
    assert all(0 <= done <= of for _what, done, of in demo)
