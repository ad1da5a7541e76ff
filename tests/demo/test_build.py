from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import is_password_usable
from django.db import connection, transaction
from django.test import Client
from django.utils.timezone import localtime
from pytest_django import DjangoDbBlocker

from dugnad.asks.enums import RISES_AFTER, Booking
from dugnad.asks.models import Answer, Ask, Letting, LivingAnswer, Offer, ReadMark, Reservation, SealedReading, Thanks
from dugnad.asks.queries.offers import openings
from dugnad.circles.enums import Openness, Progress, Role
from dugnad.circles.models import Application, Circle, Invitation, Membership
from dugnad.demo import shapes
from dugnad.demo.build import Persona, build, personas
from dugnad.demo.script import load_script
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger import audit
from dugnad.ledger.models import Act
from dugnad.people.models import Member, Movement
from tests.cast import again, make_member

FIRST_START = now().replace(microsecond=0)


@dataclass(frozen=True)
class Demo:
    """The movement as it was built, and what was told on the way."""

    script: shapes.Script
    personas: list[Persona]
    told: list[str]

    def ask(self, code: str) -> Ask:
        """The row of the ask with this code."""
        return Ask.objects.get(title=next(ask.title for ask in self.script.asks if ask.code == code))


def member(handle: str) -> Member:
    """As a new request would load them."""
    return Member.objects.get(handle=handle)


@pytest.fixture(scope="module")
def demo(gazetteer: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Demo]:
    told: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        yield Demo(load_script(), build(progress=told.append, at=FIRST_START), told)
        transaction.set_rollback(True)


def test_everything_in_the_script_is_there(demo: Demo, db: None) -> None:
    script = demo.script
    assert Movement.objects.values_list("name", "open_signup").get() == (script.movement.name, False)
    assert set(Member.objects.values_list("handle", flat=True)) == {one.handle for one in script.members}
    assert not Member.objects.filter(place=None).exists()
    for circle in script.circles:
        made = Circle.objects.get(name=circle.name)
        assert set(made.memberships.values_list("member__handle", flat=True)) == {one.handle for one in circle.members}
        stewards = made.memberships.filter(role=Role.STEWARD).values_list("member__handle", flat=True)
        assert set(stewards) == set(circle.stewards)
    assert Counter(Ask.objects.values_list("title", "state")) == Counter((ask.title, ask.state) for ask in script.asks)
    assert Answer.objects.count() == sum(len(ask.answers) for ask in script.asks)
    assert Thanks.objects.count() == sum(len(answer.thanks) for ask in script.asks for answer in ask.answers)
    assert Offer.objects.count() == len(script.offers)
    assert LivingAnswer.objects.count() == len(script.living)


def test_who_asks_and_answers_under_which_name(demo: Demo, db: None) -> None:
    for told in demo.script.asks:
        ask = demo.ask(told.code)
        membership = demo.script.circle(told.circle).membership(told.by)
        assert membership is not None
        assert ask.shown_as == (membership.pseudonym if told.pseudonym else told.by)
        assert ask.case_name == told.case
        answers = ask.answers.order_by("created_at", "id")
        assert [one.nature for one in answers] == [one.nature or "" for one in told.answers]
        assert [one.helped_at is None for one in answers] == [one.helped_after is None for one in told.answers]


def test_everybody_came_on_their_day_and_by_their_way(demo: Demo, db: None) -> None:
    for circle in demo.script.circles:
        for told in circle.members:
            membership = Membership.objects.get(circle__name=circle.name, member__handle=told.handle)
            late = FIRST_START - timedelta(days=told.days_ago) - membership.joined_at
            assert timedelta(0) <= late < timedelta(hours=12)
            assert membership.pseudonym == told.pseudonym
            brought_by = membership.brought_by and membership.brought_by.handle
            if told.how in {"invited", "vouched"}:
                assert brought_by == told.by[0]
            elif told.how != "founder":
                assert brought_by is None
    first = Member.objects.order_by("joined_at").values_list("joined_at", flat=True)[0]
    assert first < Circle.objects.order_by("created_at").values_list("created_at", flat=True)[0]


def test_the_ledger_is_in_order_of_time_and_agrees_with_the_state(demo: Demo, db: None) -> None:
    times = list(Act.objects.order_by("id").values_list("at", flat=True))
    assert times == sorted(times)
    assert times[-1] <= FIRST_START
    assert audit.problems() == []


def test_what_nobody_answered_in_time_rose_when_it_should(demo: Demo, db: None) -> None:
    waited = {}
    for told in demo.script.asks:
        asked = FIRST_START - timedelta(minutes=told.minutes_ago)
        ask = demo.ask(told.code)
        rises = asked + RISES_AFTER[ask.urgency]  # type: ignore[index]  # a plain number from the database
        helped_at = [told.minutes_ago - one.after for one in told.answers if one.nature] + [
            told.minutes_ago - step.after for step in told.steps
        ]
        touched = FIRST_START - timedelta(minutes=max(helped_at, default=0))
        if min(touched, FIRST_START) > rises or (not helped_at and rises <= FIRST_START):
            waited[told.title] = rises
    assert waited
    assert dict(Ask.objects.exclude(rose_at=None).values_list("title", "rose_at")) == waited


def test_doors(demo: Demo, db: None) -> None:
    waiting = Application.objects.filter(progress=Progress.WAITING).values_list("circle__name", "member__handle")
    assert list(waiting) == [("Skåne", "nour")]
    sent = Invitation.objects.filter(uses_left__gt=0, expires_at__gt=FIRST_START)
    assert list(sent.values_list("by__handle", flat=True)) == ["ulla"]


def test_who_may_read_what_is_sealed(demo: Demo, db: None) -> None:
    readers = [reader for ask in demo.script.asks for reader in ask.readers]
    assert Letting.objects.filter(letting="let-in").count() == sum(one.let_in for one in readers)
    assert Letting.objects.filter(letting="requested").count() == sum(not one.let_in for one in readers) > 0
    assert SealedReading.objects.count() == sum(one.let_in for one in readers)


def in_database(lines: list[str]) -> set[str]:
    """Those of `lines` that stand in some cell of some table."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for cell in (cell for row in cursor.fetchall() for cell in row):
                text = bytes(cell).decode("utf-8", "replace") if isinstance(cell, bytes | memoryview) else str(cell)
                found |= {line for line in lines if line in text}
    return found


def test_sealed_words_stand_nowhere_in_the_database(demo: Demo, db: None) -> None:
    asks = [ask for ask in demo.script.asks if ask.sealed]
    sealed = [line.strip() for ask in asks for line in ask.sealed.split(".") if len(line.strip()) > 12]
    said = [ask.title for ask in asks]
    assert len(sealed) > len(said)
    assert in_database([*sealed, *said]) == set(said)


def test_places_taken_are_held_or_agreed_on_days_to_come(demo: Demo, db: None) -> None:
    told = [one for offer in demo.script.offers for one in offer.reservations]
    kept = sum(one.amount for one in told if one.agreed)
    held = sum(one.amount for one in told if not one.agreed)
    assert Counter(Reservation.objects.values_list("booking", flat=True)) == {Booking.KEPT: kept, Booking.HELD: held}
    assert all(one.opening.ends_at > FIRST_START for one in Reservation.objects.select_related("opening"))
    assert all(openings(offer, FIRST_START).exists() for offer in Offer.objects.all())


def test_living_answers_credit_those_they_draw_on(demo: Demo, db: None) -> None:
    for told in demo.script.living:
        page = LivingAnswer.objects.get(title=told.title)
        assert set(page.authors.values_list("shown_as", flat=True)) == {*told.credited, told.by}
        today = localtime(FIRST_START).date()
        assert page.is_due(today) == (told.review_in_days < 0)


def test_personas_sign_in_and_nobody_else(demo: Demo, db: None) -> None:
    assert [one.handle for one in demo.personas] == [one.handle for one in demo.script.personas]
    assert personas() == demo.personas
    for persona in demo.personas:
        assert Client().login(handle=persona.handle, password=persona.passphrase)
    others = Member.objects.exclude(handle__in=[one.handle for one in demo.personas])
    assert not any(is_password_usable(one.password) for one in others)
    assert Member.objects.get(is_operator=True).handle == demo.script.movement.operator


def test_personas_find_some_asks_new_and_most_read(demo: Demo, db: None) -> None:
    for persona in demo.personas:
        somebody = member(persona.handle)
        asks = Ask.objects.visible_to(somebody)
        read = dict(ReadMark.objects.filter(member=somebody).values_list("ask", "read_at"))
        new = [ask for ask in asks if ask.pk not in read or read[ask.pk] < ask.active_at]
        assert 0 < len(new) <= len(asks) / 2


def test_an_outsider_sees_the_open_circle_alone(demo: Demo, db: None) -> None:
    outsider = make_member("outsider", at=FIRST_START)
    assert set(Ask.objects.visible_to(outsider).values_list("circle__openness", flat=True)) == {Openness.OPEN}
    assert not Circle.objects.filter(openness=Openness.HIDDEN, pk__in=Circle.objects.visible_to(outsider)).exists()
    assert set(Offer.objects.visible_to(outsider).values_list("circle__openness", flat=True)) == {Openness.OPEN}
    assert set(LivingAnswer.objects.visible_to(outsider).values_list("circle__openness", flat=True)) <= {Openness.OPEN}
    visible = Answer.objects.filter(ask__in=Ask.objects.visible_to(again(outsider)))
    assert not visible.exclude(circle__openness=Openness.OPEN).exists()


def test_pages_of_closed_circles_are_not_there_for_a_persona_outside(demo: Demo, db: None) -> None:
    client = Client()
    client.login(handle="nour", password=demo.personas[-1].passphrase)
    closed = [told for told in demo.script.asks if demo.script.circle(told.circle).openness != "open"]
    for told in (closed[0], closed[-1]):
        assert client.get(f"/asks/{demo.ask(told.code).pk}/").status_code == 404
    in_kitchen = next(told for told in demo.script.asks if told.circle == "kitchen" and told.minutes_ago < 2 * 24 * 60)
    page = client.get(f"/asks/{demo.ask(in_kitchen.code).pk}/")
    assert in_kitchen.title in page.content.decode()


def test_a_name_of_the_night_is_nobodys_handle(demo: Demo, db: None) -> None:
    client = Client()
    client.login(handle="sara", password=demo.personas[0].passphrase)
    told = next(ask for ask in reversed(demo.script.asks) if ask.pseudonym)
    page = client.get(f"/asks/{demo.ask(told.code).pk}/").content.decode()
    assert demo.ask(told.code).shown_as in page
    assert f"/members/{told.by}/" not in page


def test_twice_is_refused(demo: Demo, db: None) -> None:
    acts = Act.objects.count()
    with pytest.raises(Refused):
        build(progress=demo.told.append)
    assert Act.objects.count() == acts
