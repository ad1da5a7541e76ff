"""A19: what could be handed over about one person is the published list, and there is no address or browser in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import GenericIPAddressField
from django.test import Client

from dugnad.leaving.records import lines
from dugnad.people.models import Member
from tests.cast import PASSPHRASE
from tools.what_is_kept import BEGINS, PAGE


def test_the_published_list_is_what_is_kept() -> None:
    published = PAGE.read_text().partition(BEGINS)[2].strip()
    assert published == "\n".join(lines()).strip(), "run python -m tools.what_is_kept, and read what it wrote"


def test_every_column_is_in_it() -> None:
    published = PAGE.read_text()
    lost = [
        f"{model._meta.label}.{field.attname}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if not any(f"`{model._meta.label}`" in row and f"`{field.attname}`" in row for row in published.splitlines())
    ]
    assert lost == []


def test_only_a_library_has_a_column_for_addresses() -> None:
    named = ("ip", "ip_address", "user_agent", "useragent", "remote_addr")
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, GenericIPAddressField) or field.name in named
    }
    assert found == {"usersessions.UserSession.ip", "usersessions.UserSession.user_agent"}


@pytest.mark.django_db
def test_a_visit_leaves_no_address_no_browser_and_no_hour(alice: Member) -> None:
    alice.set_password(PASSPHRASE)
    alice.save()
    browser = Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/140.0.3 Exact")
    browser.post("/account/login/", {"login": "alice", "password": PASSPHRASE})
    browser.get("/me/")
    kept = UserSession.objects.get(user=alice)
    assert (kept.ip, kept.user_agent) == ("0.0.0.0", "Firefox/Linux")
    alice.refresh_from_db()
    for moment in (kept.last_seen_at, kept.created_at, alice.last_login):
        assert moment
        assert moment == moment.replace(hour=0, minute=0, second=0, microsecond=0)
    said = str([list(model._base_manager.values()) for model in apps.get_models() if model is not Session])
    assert "203.0.113" not in said
    assert "140.0.3" not in said
    inside = Session.objects.get(pk=kept.session_key).get_decoded()
    assert "203.0.113" not in str(inside)
    assert "140.0.3" not in str(inside)


@pytest.mark.django_db
def test_when_a_way_in_was_last_used_is_kept_to_the_day(alice: Member) -> None:
    used = Authenticator.objects.create(user=alice, type=Authenticator.Type.TOTP, data={})
    used.last_used_at = datetime(2026, 11, 20, 17, 31, 5, tzinfo=UTC)
    used.save()
    used.refresh_from_db()
    assert used.last_used_at == datetime(2026, 11, 20, tzinfo=UTC)
