from __future__ import annotations

from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Entrance
from dugnad.kit.clock import now
from dugnad.people.models import Member, Movement
from tests.cast import make_circle, make_member, signed_in


def test_a_steward_chooses_a_step(circle: Circle, alice: Member, bob: Member) -> None:
    client, path = signed_in(alice), f"/circles/{circle.pk}/pace/"
    assert client.post(path, {"seconds": "900"}).headers["Location"] == path
    assert "15 minutes" in signed_in(bob).get(f"/circles/{circle.pk}/").content.decode()
    assert client.post(path, {"seconds": "7"}).status_code == 422
    assert signed_in(bob).post(path, {"seconds": "0"}).status_code == 404
    circle.refresh_from_db()
    assert circle.slow == 900


def test_a_door_that_closed_is_opened_with_one_tap(alice: Member, charlie: Member) -> None:
    circle = make_circle(alice, openness=Openness.OPEN)
    Circle.objects.update(shut_at=now())
    path = f"/circles/{circle.pk}/"
    answer = signed_in(charlie).post(f"{path}join/", {"norms": "1"})
    assert answer.status_code == 422
    assert "takes a breath" in answer.content.decode()
    client = signed_in(alice)
    assert "closed by itself" in client.get(f"{path}tend/").content.decode()
    assert "Open it again" in client.get(f"{path}pace/").content.decode()
    assert signed_in(charlie).post(f"{path}open-again/").status_code == 404
    client.post(f"{path}open-again/")
    assert signed_in(charlie).post(f"{path}join/", {"norms": "1"}).status_code == 302
    assert client.post(f"{path}open-again/").status_code == 409


def test_the_entrance_is_for_operators(movement: Movement, alice: Member) -> None:
    Entrance.objects.create(shut_at=now())
    client = signed_in(make_member("operator", is_operator=True))
    assert signed_in(alice).get("/movement/entrance/").status_code == 404
    assert signed_in(alice).post("/movement/entrance/open/").status_code == 404
    assert "Open it again" in client.get("/movement/entrance/").content.decode()
    assert client.post("/movement/entrance/open/").status_code == 302
    assert "It has not." in client.get("/movement/entrance/").content.decode()
    assert Entrance.objects.get().expected_until is not None
