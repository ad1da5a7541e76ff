from __future__ import annotations

from datetime import timedelta

from dugnad.asks.actions import unsent
from dugnad.asks.jobs import sweep_unsent_pictures
from dugnad.kit.clock import now
from dugnad.kit.pictures import Picture
from dugnad.people.models import Member

PICTURE = Picture(b"RIFF....WEBP", 4, 3, "a" * 64)
KEY = "k" * 16


def test_what_is_kept_comes_back_to_its_writer_and_form_alone(alice: Member, bob: Member) -> None:
    unsent.keep(by=bob, form_key=KEY, pictures=[PICTURE, PICTURE])
    assert unsent.kept(by=bob, form_key=KEY) == [PICTURE, PICTURE]
    assert unsent.count(by=bob, form_key=KEY) == 2
    assert unsent.kept(by=alice, form_key=KEY) == []
    assert unsent.kept(by=bob, form_key="j" * 16) == []
    unsent.forget(by=bob, form_key="j" * 16)
    assert unsent.count(by=bob, form_key=KEY) == 2
    unsent.forget(by=bob, form_key=KEY)
    assert unsent.count(by=bob, form_key=KEY) == 0


def test_a_key_that_leads_elsewhere_finds_nothing(bob: Member) -> None:
    for key in ("../../etc/passwd", "", "*", "k-k"):
        assert unsent.kept(by=bob, form_key=key) == []


def test_it_is_kept_for_a_day(bob: Member) -> None:
    unsent.keep(by=bob, form_key=KEY, pictures=[PICTURE])
    sweep_unsent_pictures()
    assert unsent.count(by=bob, form_key=KEY) == 1
    assert unsent.sweep(now() - timedelta(minutes=1)) == 0
    assert unsent.sweep(now() + timedelta(minutes=1)) == 1
    assert unsent.count(by=bob, form_key=KEY) == 0
