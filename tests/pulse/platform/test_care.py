from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dugnad.asks.actions import calls, holding
from dugnad.asks.models import Ask, Call
from dugnad.circles.actions.membership import enter
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.pulse.queries import care
from tests.asks.calling import make_call
from tests.asks.making import make_ask
from tests.cast import LONG_AGO, again, make_member, signed_in

QUERIES = 12


def desk(member: Member, circle: Circle) -> str:
    return signed_in(member).get(reverse("circle_care", args=[circle.pk])).content.decode()


def part(html: str, heading: str) -> str:
    """What stands under a heading."""
    return html.partition(f"<h2>{heading}</h2>")[2].partition("</section>")[0]


def test_who_carries_more_than_they_said_they_can(circle: Circle, alice: Member, bob: Member) -> None:
    Member.objects.filter(pk=bob.pk).update(calls_per_week=1)
    at = now()
    for title, ago in (("A bed", 2), ("A ride", 1)):
        assert care.carrying(circle, at) == []
        holding.take(by=again(bob), ask=make_ask(alice, circle, title=title, at=at), at=at - timedelta(minutes=ago))
    (one,) = care.carrying(circle, at)
    assert (one.member, [ask.title for ask in one.asks], one.tasks) == (bob, ["A bed", "A ride"], ())
    html = part(desk(alice, circle), "They carry more than they said they can")
    assert ("A bed" in html, "A ride" in html) == (True, True)


def test_who_was_never_asked_can_be_asked_from_here(circle: Circle, alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora, at=LONG_AGO)
    newcomer = make_member("erik")
    enter(circle=circle, member=newcomer, at=now())
    need = make_ask(alice, circle, title="A bed", at=now())
    make_call(need, bob, at=now())
    assert [one.handle for one in care.never_asked(circle, now())] == ["alice", "dora"]
    sent = {"ask": need.pk, "member": dora.pk}
    signed_in(alice).post(reverse("circle_care_call", args=[circle.pk]), sent)
    made = Call.objects.get(ask=need, member=dora)
    assert made.passed_by == alice
    assert [one.handle for one in care.never_asked(circle, now())] == ["alice"]


def test_whoever_said_how_often_is_not_asked_more_often(circle: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(alice, circle, at=now())
    Member.objects.filter(pk=bob.pk).update(quiet_from="00:00", quiet_until="23:59:59")
    browser = signed_in(alice)
    answer = browser.post(
        reverse("circle_care_call", args=[circle.pk]), {"ask": need.pk, "member": bob.pk}, follow=True
    )
    assert "They cannot be called for this just now" in answer.content.decode()
    assert not Call.objects.exists()


def test_a_no_is_told_to_nobody(circle: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(alice, circle, at=now())
    asked, quiet = desk(alice, circle), make_call(need, bob, at=now())
    waits = desk(alice, circle)
    calls.decline(by=again(bob), call=quiet, at=now())
    assert "bob" in asked
    said_no = desk(alice, circle)
    assert part(waits, "They were never asked by name") == part(said_no, "They were never asked by name")


def test_only_for_stewards(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    make_ask(alice, circle, at=now())
    ask = Ask.objects.get()
    for other in (bob, charlie):
        assert signed_in(other).get(reverse("circle_care", args=[circle.pk])).status_code == 404
        answer = signed_in(other).post(reverse("circle_care_call", args=[circle.pk]), {"ask": ask.pk, "member": bob.pk})
        assert answer.status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_one_as_for_three(circle: Circle, alice: Member, rows: int) -> None:
    for number in range(rows):
        one = make_member(f"helper{number}", calls_per_week=0)
        enter(circle=circle, member=one, at=LONG_AGO)
        never = make_member(f"never{number}")
        enter(circle=circle, member=never, at=LONG_AGO)
        holding.take(by=again(one), ask=make_ask(alice, circle, at=now()), at=now())
        make_ask(alice, circle, at=now() - timedelta(hours=1))
    browser = signed_in(alice)
    with CaptureQueriesContext(connection) as queries:
        browser.get(reverse("circle_care", args=[circle.pk]))
    assert len(queries) == QUERIES
