from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from dugnad.kit.clock import now
from dugnad.people.actions.member import arrive
from dugnad.people.actions.sessions import sweep
from tests.cast import NOON, PASSPHRASE

pytestmark = pytest.mark.django_db


def test_the_ended_go_and_the_others_stay(movement: object) -> None:
    arrive(handle="asa", passphrase=PASSPHRASE, at=NOON)
    clients = Client(), Client()
    for client in clients:
        client.post(reverse("account_login"), {"login": "asa", "password": PASSPHRASE})
    assert sweep() == 0
    ended = clients[0].session.session_key
    Session.objects.filter(pk=ended).update(expire_date=now() - timedelta(hours=1))
    assert sweep() == 1
    assert not Session.objects.filter(pk=ended).exists()
    assert UserSession.objects.get().session_key == clients[1].session.session_key
    assert clients[1].get(reverse("me")).status_code == 200
