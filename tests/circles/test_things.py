from __future__ import annotations

import pytest
from django.utils.safestring import SafeString

from dugnad.circles import things
from dugnad.circles.models import Circle
from dugnad.circles.things import AlreadyRegistered, Thing
from dugnad.people.models import Member
from tests.asks.making import make_ask
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> list[Thing]:
    """The things that something was asked to stand beside."""
    asked: list[Thing] = []
    monkeypatch.setattr(things, "_beside", {})

    def draw(member: Member | None, thing: Thing) -> SafeString:
        asked.append(thing)
        return SafeString("<section>Three tasks</section>")

    things.register_beside("later", draw, position=60)
    things.register_beside("silent", lambda member, thing: SafeString(""), position=10)
    return asked


def test_only_what_one_may_see_is_found(circle: Circle, alice: Member, charlie: Member) -> None:
    ask = make_ask(alice, circle)
    found = things.find(alice, "ask", ask.pk)
    assert found == Thing("ask", ask.pk, ask.title, f"/asks/{ask.pk}/", circle.pk, ask.act_id)
    for member in (charlie, None):
        assert things.find(member, "ask", ask.pk) is None
    assert things.find(alice, "star", ask.pk) is None


def test_what_others_say_stands_beside_an_ask(
    circle: Circle, alice: Member, charlie: Member, beside: list[Thing]
) -> None:
    ask = make_ask(alice, circle)
    assert b"<section>Three tasks</section>" in signed_in(alice).get(f"/asks/{ask.pk}/").content
    assert [thing.pk for thing in beside] == [ask.pk]
    assert signed_in(charlie).get(f"/asks/{ask.pk}/").status_code == 404
    assert len(beside) == 1


def test_a_name_is_taken_once(beside: list[Thing]) -> None:
    with pytest.raises(AlreadyRegistered):
        things.register("ask", "an ask", lambda member, pks: {})
    with pytest.raises(AlreadyRegistered):
        things.register_beside("later", lambda member, thing: SafeString(""))
    assert "ask" in [kind.code for kind in things.kinds()]
