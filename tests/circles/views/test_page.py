from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpRequest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dugnad.circles import parts
from dugnad.circles.actions.circle import change
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import enter, leave
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Membership
from dugnad.kit.clock import now
from dugnad.people.models import Block, Member
from tests.cast import make_circle, make_member, signed_in

MEMBERS_QUERIES = 7


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_inside_one_reads_and_can_act(circle: Circle, bob: Member) -> None:
    page = text(signed_in(bob), f"/circles/{circle.pk}/")
    assert "We answer." in page
    assert f"/circles/{circle.pk}/leave/" in page
    assert f"/circles/{circle.pk}/tend/" not in page
    assert "How to come in" not in page


def test_outside_a_closed_circle_one_learns_how_to_come_in(circle: Circle, charlie: Member) -> None:
    page = text(signed_in(charlie), f"/circles/{circle.pk}/")
    assert "when 2 members give their word" in page
    assert f"/circles/{circle.pk}/apply/" in page
    assert "alice" not in page
    assert f"/circles/{circle.pk}/members/" not in page


def test_an_open_circle_is_read_by_all(alice: Member, charlie: Member) -> None:
    circle = make_circle(alice, openness=Openness.OPEN)
    page = text(signed_in(charlie), f"/circles/{circle.pk}/")
    assert f"/circles/{circle.pk}/join/" in page
    assert "alice" in page


def test_a_hidden_circle_is_not_there(alice: Member, charlie: Member) -> None:
    circle = make_circle(alice, openness=Openness.HIDDEN)
    for page in (
        "",
        "about/",
        "members/",
        "name/",
        "join/",
        "apply/",
        "leave/",
        "vouch/",
        "invite/",
        "tend/",
        "settings/",
    ):
        assert signed_in(charlie).get(f"/circles/{circle.pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "about/", "members/", "name/"])
def test_a_stranger_is_led_to_the_door(client: Client, circle: Circle, page: str) -> None:
    path = f"/circles/{circle.pk}/{page}"
    assert client.get(path).headers["Location"] == f"/account/login/?next={path}"


@pytest.mark.parametrize("page", ["members/", "name/"])
def test_pages_for_members_are_not_there_for_others(circle: Circle, charlie: Member, page: str) -> None:
    assert signed_in(charlie).get(f"/circles/{circle.pk}/{page}").status_code == 404


def test_other_apps_add_what_is_going_on(
    circle: Circle, bob: Member, charlie: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_parts", {})

    def facts(member: Member, circle: Circle, request: HttpRequest) -> dict[str, str] | None:
        return {"title": f"A lamp for {member.handle}"}

    parts.register_part(20, "kit/notice.html", facts)
    parts.register_part(10, "kit/empty.html", lambda member, circle, request: None)
    with pytest.raises(parts.AlreadyRegistered):
        parts.register_part(30, "kit/notice.html", facts)
    assert "A lamp for bob" in text(signed_in(bob), f"/circles/{circle.pk}/")
    assert "A lamp for charlie" not in text(signed_in(charlie), f"/circles/{circle.pk}/")


def test_somebody_kept_out_learns_why(circle: Circle, alice: Member, bob: Member) -> None:
    ban(by=alice, membership=Membership.objects.get(member=bob), told="You wrote down an address.")
    page = text(signed_in(bob), f"/circles/{circle.pk}/")
    assert "The stewards keep you out" in page
    assert "You wrote down an address." in page


def test_enough_words_show_at_the_door(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    vouch(by=bob, circle=circle, for_member=charlie)
    assert "1 member has given their word" in text(signed_in(charlie), f"/circles/{circle.pk}/")
    vouch(by=alice, circle=circle, for_member=charlie)
    assert "2 members give their word for you" in text(signed_in(charlie), f"/circles/{circle.pk}/")


def test_whoever_left_lately_can_come_back_from_the_page(circle: Circle, bob: Member) -> None:
    leave(by=bob, circle=circle, at=now() - timedelta(days=1))
    assert f"/circles/{circle.pk}/return/" in text(signed_in(bob), f"/circles/{circle.pk}/")


def test_new_norms_are_read_and_accepted(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    change(by=alice, circle=circle, basis=circle.act_id, norms="Be **kind**.")
    client = signed_in(bob)
    assert "The norms of this circle have changed" in text(client, f"/circles/{circle.pk}/")
    about = text(client, f"/circles/{circle.pk}/about/")
    assert "Be <strong>kind</strong>." in about
    assert "I have read this and keep to it" in about
    answer = client.post(f"/circles/{circle.pk}/norms/", {"norms": "2"})
    assert answer.headers["Location"] == f"/circles/{circle.pk}/"
    assert Membership.objects.get(member=bob).norms_accepted == 2
    assert "You have accepted these norms" in text(client, f"/circles/{circle.pk}/about/")
    assert signed_in(charlie).post(f"/circles/{circle.pk}/norms/", {"norms": "2"}).status_code == 404


def test_norms_are_not_accepted_unread(circle: Circle, alice: Member, bob: Member) -> None:
    change(by=alice, circle=circle, basis=circle.act_id, norms="Be kind.")
    assert signed_in(bob).post(f"/circles/{circle.pk}/norms/", {"norms": "1"}).status_code == 409
    assert Membership.objects.get(member=bob).norms_accepted == 1


def test_about_tells_outsiders_the_norms_but_not_who_is_in(circle: Circle, charlie: Member) -> None:
    Circle.objects.update(norms="Be kind.")
    page = text(signed_in(charlie), f"/circles/{circle.pk}/about/")
    assert "Be kind." in page
    assert "on the word of 2 members" in page
    assert "alice" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_members_cost_the_same_however_many(
    alice: Member, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    circle = make_circle(alice, *[make_member(f"dora{number}") for number in range(rows)])
    client = signed_in(alice)
    with django_assert_num_queries(MEMBERS_QUERIES):
        page = client.get(f"/circles/{circle.pk}/members/").content.decode()
    assert page.count("<li>") - page.count("<li><a") >= rows + 1


def test_members_come_in_pages_by_handle(alice: Member, bob: Member) -> None:
    circle = make_circle(alice, bob, *[make_member(f"member{number:02}") for number in range(50)])
    client = signed_in(bob)
    first = client.get(f"/circles/{circle.pk}/members/")
    assert "member47" in first.content.decode()
    assert "member48" not in first.content.decode()
    second = text(client, f"/circles/{circle.pk}/members/{first.context['next']}")
    assert "member48" in second
    assert "<strong>alice</strong>" not in second


def test_members_do_not_meet_those_they_blocked(circle: Circle, alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora)
    Block.objects.create(by=dora, of=bob)
    assert "<strong>dora</strong>" not in text(signed_in(bob), f"/circles/{circle.pk}/members/")
    page = text(signed_in(alice), f"/circles/{circle.pk}/members/")
    assert "<strong>dora</strong>" in page
    assert f"/memberships/{Membership.objects.get(member=dora).pk}/" in page


def test_another_name_is_chosen_once_and_told_to_nobody(circle: Circle, alice: Member, bob: Member) -> None:
    client = signed_in(bob)
    answer = client.post(f"/circles/{circle.pk}/name/", {"name": "Night owl"})
    assert answer.headers["Location"] == f"/circles/{circle.pk}/name/"
    assert "Night owl" in text(client, f"/circles/{circle.pk}/name/")
    mine = Membership.objects.get(member=bob)
    for page in (f"/circles/{circle.pk}/members/", f"/memberships/{mine.pk}/", f"/circles/{circle.pk}/"):
        assert "Night owl" not in text(signed_in(alice), page)


def test_a_taken_name_is_refused_with_what_was_typed(circle: Circle, bob: Member) -> None:
    answer = signed_in(bob).post(f"/circles/{circle.pk}/name/", {"name": "Alice"})
    assert answer.status_code == 422
    assert "Somebody is already called Alice" in answer.content.decode()
    assert 'value="Alice"' in answer.content.decode()
