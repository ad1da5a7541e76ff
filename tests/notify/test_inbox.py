from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dugnad.asks.actions.answering import thank
from dugnad.asks.models import Ask
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.models import Circle, Membership
from dugnad.kit.clock import now
from dugnad.notify.models import Notice
from dugnad.people.models import Member
from tests.asks.making import make_answer, make_ask
from tests.cast import again, make_member, signed_in
from tests.notify.making import follow

COUNT = re.compile(r'<b class="count">(\d+\+?)<')


@pytest.fixture
def need(alice: Member, bob: Member, circle: Circle) -> Ask:
    """Bob has asked, and alice has answered twice; he has not looked."""
    need = make_ask(bob, circle, at=now() - timedelta(hours=2))
    for _each in range(2):
        make_answer(alice, need, at=now() - timedelta(hours=1))
    follow(now())
    return need


def shown(member: Member, path: str) -> str:
    return signed_in(member).get(path).content.decode()


def count(page: str) -> str:
    found = COUNT.search(page)
    return found[1] if found else ""


def test_what_is_told_stands_together_under_what_it_is_about(bob: Member, need: Ask) -> None:
    page = shown(bob, reverse("inbox"))
    assert page.count(f'href="/asks/{need.pk}/"') == 1
    assert page.count("alice has answered you") == 2
    assert "2 new" in page


def test_every_page_says_how_much_is_new(bob: Member, alice: Member, need: Ask) -> None:
    assert count(shown(bob, reverse("me"))) == "2"
    assert count(shown(alice, reverse("me"))) == ""


def test_being_where_it_leads_is_having_read_it(bob: Member, need: Ask) -> None:
    client = signed_in(bob)
    assert count(client.get(reverse("ask", args=[need.pk])).content.decode()) == ""
    assert not Notice.objects.filter(member=bob, read_at=None).exists()
    assert count(client.get(reverse("me")).content.decode()) == ""
    assert "alice has answered you" in client.get(reverse("inbox")).content.decode()


def test_looking_at_the_inbox_reads_nothing(bob: Member, need: Ask) -> None:
    client = signed_in(bob)
    client.get(reverse("inbox"))
    assert count(client.get(reverse("inbox")).content.decode()) == "2"


def test_from_a_letter_to_the_thing(bob: Member, charlie: Member, need: Ask) -> None:
    notice = Notice.objects.filter(member=bob)[0]
    path = reverse("inbox_open", args=[notice.pk])
    assert signed_in(bob).get(path)["Location"] == f"/asks/{need.pk}/"
    assert signed_in(charlie).get(path).status_code == 404
    assert Client().get(path)["Location"].startswith(reverse("account_login"))


def test_all_read(bob: Member, need: Ask) -> None:
    client = signed_in(bob)
    assert client.post(reverse("inbox_all_read"))["Location"] == reverse("inbox")
    assert count(client.get(reverse("inbox")).content.decode()) == ""
    assert client.get(reverse("inbox_all_read")).status_code == 405


def test_somebody_removed_meanwhile_finds_nothing_of_it(alice: Member, bob: Member, need: Ask) -> None:
    membership = Membership.objects.get(circle=need.circle, member=bob)
    ban(by=again(alice), membership=membership, told="", at=now())
    page = shown(bob, reverse("inbox"))
    assert need.title not in page
    assert "alice" not in page
    assert "Nothing yet" in page
    assert not Notice.objects.filter(member=bob).exists()


def test_nobody_sees_what_others_were_told(charlie: Member, need: Ask) -> None:
    page = shown(charlie, reverse("inbox"))
    assert "alice" not in page
    assert "Nothing yet" in page


def test_as_many_queries_for_three_as_for_one(alice: Member, bob: Member, circle: Circle, need: Ask) -> None:
    counts = []
    for more in (0, 2):
        for _each in range(more):
            given = make_answer(alice, make_ask(bob, circle, at=now()), at=now())
            thank(by=again(alice), answer=make_answer(bob, make_ask(alice, circle, at=now()), at=now()), at=now())
            assert given
        if not more:
            thank(by=again(alice), answer=make_answer(bob, make_ask(alice, circle, at=now()), at=now()), at=now())
        follow(now())
        client = signed_in(bob)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("inbox")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_frame_asks_one_query_for_movement_and_count(bob: Member, need: Ask) -> None:
    client = signed_in(bob)
    client.get(reverse("me_blocked"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("me_blocked"))
    assert len([one for one in asked if "notify_notice" in one["sql"]]) == 1
    assert len([one for one in asked if "people_movement" in one["sql"]]) == 1


def test_long_inboxes_come_in_parts(alice: Member, bob: Member, circle: Circle) -> None:
    for number in range(22):
        make_answer(alice, make_ask(bob, circle, title=f"Ask {number:02}", at=now()), at=now())
    follow(now())
    client = signed_in(bob)
    first = client.get(reverse("inbox")).content.decode()
    titles = re.findall(r"Ask \d\d", first)
    following = re.search(r'href="(\?after=[^"]+)"', first)
    assert following
    rest = re.findall(r"Ask \d\d", client.get(reverse("inbox") + following[1]).content.decode())
    assert len(set(titles)) == 20
    assert sorted({*titles, *rest}) == [f"Ask {number:02}" for number in range(22)]


def test_new_asks_in_my_circles_stand_beside_it(alice: Member, bob: Member, circle: Circle) -> None:
    make_ask(bob, circle, title="A van on Sunday", at=now() - timedelta(hours=1))
    assert "A van on Sunday" in shown(alice, reverse("inbox"))
    assert "A van on Sunday" not in shown(make_member("dora"), reverse("inbox"))


def test_strangers_are_sent_to_the_door() -> None:
    assert Client().get(reverse("inbox"))["Location"].startswith(reverse("account_login"))
