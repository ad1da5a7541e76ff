"""Who is signed in is asked anew with every page."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from dugnad.kit.clock import now
from dugnad.people.backend import MemberBackend
from dugnad.people.models import Member
from dugnad.people.sessions import SessionStore
from tests.cast import signed_in


def _is_in(client: Client) -> bool:
    return client.get(reverse("me")).status_code == 200


def test_a_member_who_was_closed_out_is_out_with_the_next_page(bob: Member) -> None:
    client = signed_in(bob)
    assert _is_in(client)
    Member.objects.filter(pk=bob.pk).update(is_active=False)
    assert not _is_in(client)
    Member.objects.filter(pk=bob.pk).update(is_active=True)
    assert _is_in(client)


def test_a_session_ends_by_the_clock_and_by_being_removed(bob: Member) -> None:
    client, other = signed_in(bob), signed_in(bob)
    key = client.cookies["sessionid"].value
    Session.objects.filter(session_key=key).update(expire_date=now() - timedelta(seconds=1))
    assert not _is_in(client)
    Session.objects.all().delete()
    assert not _is_in(other)


def test_what_a_member_changes_shows_with_the_next_page(bob: Member) -> None:
    client = signed_in(bob)
    assert _is_in(client)
    Member.objects.filter(pk=bob.pk).update(handle="robert")
    assert "robert" in client.get(reverse("me")).content.decode()


def test_a_session_nobody_has_holds_nothing(bob: Member, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = SessionStore()
    made["a"] = 1
    made.save()
    assert SessionStore(made.session_key)["a"] == 1
    unknown = SessionStore("k" * 32)
    assert (unknown.get("a"), unknown.session_key) == (None, None)
    with django_assert_num_queries(0):
        assert SessionStore(None).get("a") is None


def test_nobody_has_that_id(bob: Member) -> None:
    assert MemberBackend().get_user("nobody") is None
    assert MemberBackend().get_user(bob.pk) == bob
