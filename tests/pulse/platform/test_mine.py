from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.pulse.queries.mine import Line, line
from tests.asks.making import make_answer, make_ask
from tests.cast import signed_in


def test_one_sees_what_one_gave_and_received_and_nothing_of_others(circle: Circle, alice: Member, bob: Member) -> None:
    at = now() - timedelta(days=2)
    ask = make_ask(bob, circle, at=at)
    make_answer(alice, ask, at=at)
    nothing = Line(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    since = at - timedelta(days=1)
    assert line(alice, since) == Line(1, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert line(bob, since) == Line(0, 0, 0, 0, 0, 0, 0, 1, 1, 0)
    assert line(alice, now()) == nothing
    html = signed_in(alice).get(reverse("pulse_mine")).content.decode()
    assert ("1 answer" in html, "bob" in html) == (True, False)


def test_there_is_no_address_for_anybody_elses(circle: Circle, alice: Member, bob: Member) -> None:
    assert signed_in(alice).get(reverse("pulse_mine") + "bob/").status_code == 404
