from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dugnad.circles.actions.membership import enter
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import new_key
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Block, Member
from dugnad.pulse.actions import elsewhere
from dugnad.pulse.models import Elsewhere
from tests.cast import NOON, again, make_member, signed_in

QUERIES = 7


def told(by: Member, circle: Circle, what: str = "Drove a family to the clinic") -> Elsewhere:
    return elsewhere.tell(
        by=again(by), circle=circle, what=what, minutes=90, done_on=NOON.date(), form_key=new_key(), at=NOON
    )


def test_told_and_attested_through_the_pages(circle: Circle, alice: Member, bob: Member) -> None:
    path = reverse("circle_elsewhere", args=[circle.pk])
    sent = {"what": "Sat with her", "minutes": 40, "done_on": now().date().isoformat(), "form_key": new_key()}
    for _again in range(2):
        assert signed_in(bob).post(path, sent).status_code == 302
    deed = Elsewhere.objects.get()
    signed_in(alice).post(reverse("elsewhere_attest", args=[deed.pk]))
    html = signed_in(bob).get(path).content.decode()
    assert ("Sat with her" in html, "attested</span>" in html) == (True, True)
    acts = Act.objects.filter(object_id=deed.pk).order_by("id")
    assert list(acts.values_list("verb", "amount", "toward")) == [
        ("did-elsewhere", 40, ""),
        ("attested", 40, bob.person_key),
    ]


def test_a_day_to_come_comes_back_with_what_was_typed(circle: Circle, bob: Member) -> None:
    day = (now() + timedelta(days=3)).date().isoformat()
    sent = {"what": "Will sit with her", "minutes": 40, "done_on": day, "form_key": new_key()}
    answer = signed_in(bob).post(reverse("circle_elsewhere", args=[circle.pk]), sent)
    assert (answer.status_code, "Will sit with her" in answer.content.decode()) == (422, True)
    assert not Elsewhere.objects.exists()


def test_nobody_attests_their_own(circle: Circle, bob: Member) -> None:
    deed = told(bob, circle)
    with pytest.raises(Refused):
        elsewhere.attest(by=again(bob), deed=deed, at=NOON)


def test_what_is_attested_stays_and_what_is_not_can_be_taken_back(circle: Circle, alice: Member, bob: Member) -> None:
    kept, gone = told(bob, circle), told(bob, circle, "A mistake")
    elsewhere.attest(by=again(alice), deed=kept, at=NOON)
    with pytest.raises(Refused):
        elsewhere.take_back(by=again(bob), deed=kept, at=NOON)
    elsewhere.take_back(by=again(bob), deed=gone, at=NOON)
    assert list(Elsewhere.objects.visible_to(again(alice))) == [kept]
    assert Elsewhere.objects.get(pk=gone.pk).what == ""


def test_outsiders_and_blocked_members_read_nothing(circle: Circle, bob: Member, charlie: Member) -> None:
    deed = told(bob, circle)
    dora = make_member("dora")
    enter(circle=circle, member=dora)
    Block.objects.create(by=bob, of=dora)
    assert signed_in(charlie).get(reverse("circle_elsewhere", args=[circle.pk])).status_code == 404
    for other in (charlie, dora):
        assert signed_in(other).post(reverse("elsewhere_attest", args=[deed.pk])).status_code == 404
    assert "Drove a family" not in signed_in(dora).get(reverse("circle_elsewhere", args=[circle.pk])).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_one_as_for_three(circle: Circle, alice: Member, bob: Member, rows: int) -> None:
    for _row in range(rows):
        told(bob, circle)
    browser = signed_in(alice)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        browser.get(reverse("circle_elsewhere", args=[circle.pk]))
    assert len(queries) == QUERIES
