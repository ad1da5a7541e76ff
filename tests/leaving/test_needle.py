"""A20: after an erasure a word is found nowhere: in no table, file, journal, index, cache, queue or log."""

from __future__ import annotations

import logging
import shutil
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache

from dugnad.kit.clock import now
from dugnad.kit.ids import new_ids
from dugnad.leaving.actions.departing import depart
from dugnad.leaving.actions.erasing import erase
from dugnad.leaving.enums import When
from dugnad.people.actions.member import arrive
from dugnad.people.holdings import held
from dugnad.people.models import Member
from tests.cast import LONG_AGO, signed_in
from tests.leaving.planting import NEEDLE, Garden
from tests.leaving.searching import found


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_somebody_who_has_left(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)  # other tests have planted, too
    early, member, other = (
        arrive(handle=handle, passphrase=None, member_id=key, at=LONG_AGO)
        for handle, key in zip(("early", NEEDLE, "somebody"), new_ids(3), strict=True)
    )
    Member.objects.filter(pk=member.pk).update(about=f"I am {NEEDLE}")
    signed_in(member).get("/me/")
    garden = Garden(early, member, other)
    for holding in held():
        garden.plant(holding)
    EmailAddress.objects.filter(user=member).update(verified=True)
    Member.objects.filter(pk=member.pk).update(email=f"{NEEDLE}@example.org")
    assert len(garden.planted) > 40
    assert found([NEEDLE]), "the word was planted, and is not found: this test cannot fail"
    at, began = now(), now()

    depart(by=member, when=When.NOW, at=at)
    assert erase(member.pk, at=at)

    assert found([NEEDLE, member.pk]) == []
    assert NEEDLE not in repr(getattr(cache, "_cache", ""))
    assert NEEDLE not in caplog.text
    assert now() - began < timedelta(seconds=60)
