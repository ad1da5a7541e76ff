from __future__ import annotations

import io
from datetime import time
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.actions.profile import Help, offer_help, tell
from dugnad.people.actions.skills import add, retire
from dugnad.people.models import Member, Place, Skill
from tests.cast import again
from tests.people.world import some_towns

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def operator(alice: Member) -> Member:
    Member.objects.filter(pk=alice.pk).update(is_operator=True)
    return again(alice)


def picture(colour: str = "teal") -> bytes:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "canary: 12 Hemgatan"
    Image.new("RGB", (600, 400), colour).save(file, "JPEG", exif=exif)
    return file.getvalue()


def faces() -> set[Path]:
    return set((Path(settings.MEDIA_ROOT) / "faces").glob("*"))


def test_words_and_pronouns(bob: Member) -> None:
    acts = Act.objects.count()
    tell(by=bob, about="  I drive a bus.  ", pronouns="he")
    assert (bob.about, bob.pronouns, bob.picture.name) == ("I drive a bus.", "he", "")
    assert Act.objects.count() == acts


def test_a_picture_is_made_anew_and_the_old_one_is_gone(bob: Member) -> None:
    before = faces()
    tell(by=bob, about="", pronouns="", picture=picture())
    (first,) = faces() - before
    kept = first.read_bytes()
    assert kept[:4] == b"RIFF"
    assert b"canary" not in kept
    assert Image.open(io.BytesIO(kept)).size == (320, 213)
    assert bob.handle not in first.name
    tell(by=bob, about="", pronouns="", picture=picture("coral"))
    (second,) = faces() - before
    assert second != first
    tell(by=bob, about="still here", pronouns="")
    assert faces() - before == {second}
    tell(by=bob, about="", pronouns="", faceless=True)
    assert faces() == before
    assert not bob.picture


def test_what_is_no_picture_changes_nothing(bob: Member) -> None:
    before = faces()
    with pytest.raises(Refused, match="does not look like"):
        tell(by=bob, about="new words", pronouns="", picture=b"GIF, I swear")
    bob.refresh_from_db()
    assert (bob.about, faces()) == ("", before)


def wanted(**facts: object) -> Help:
    usual: dict[str, object] = {
        "calls_per_week": 3,
        "quiet_from": time(22),
        "quiet_until": time(7),
        "time_zone": "Europe/Helsinki",
        "place": None,
        "skills": [],
        "languages": ["sv", "fa"],
    }
    return Help(**{**usual, **facts})  # type: ignore[arg-type]  # a test may hand in nonsense


def test_what_one_can_help_with(bob: Member, operator: Member) -> None:
    some_towns()
    law = add(by=operator, names={"en": "Law"})
    lund = Place.objects.get(name="Lund", country="SE")
    offer_help(by=bob, help=wanted(skills=[law.pk], place=lund))
    assert (bob.calls_per_week, bob.quiet_from, bob.time_zone, bob.place) == (3, time(22), "Europe/Helsinki", lund)
    assert list(bob.skills.all()) == [law]
    offer_help(by=bob, help=wanted(languages=["sv", "en", "tlh"], quiet_from=None, quiet_until=None))
    assert sorted(bob.languages.values_list("language", flat=True)) == ["en", "sv"]
    assert (bob.quiet_from, bob.place, bob.skills.count()) == (None, None, 0)


def test_a_retired_skill_stays_with_whoever_had_it(bob: Member, operator: Member) -> None:
    law, care = add(by=operator, names={"en": "Law"}), add(by=operator, names={"en": "Care"})
    offer_help(by=bob, help=wanted(skills=[law.pk]))
    retire(by=operator, skill=law)
    offer_help(by=bob, help=wanted(skills=[care.pk]))
    assert set(bob.skills.all()) == {law, care}


@pytest.mark.parametrize(
    "wrong",
    [
        {"quiet_until": None},
        {"quiet_from": None},
        {"time_zone": "Atlantis/Poseidonis"},
        {"calls_per_week": 51},
        {"calls_per_week": -1},
        {"skills": ["0000000000000000"]},
    ],
)
def test_what_cannot_be_kept_changes_nothing(bob: Member, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        offer_help(by=bob, help=wanted(**wrong))
    bob.refresh_from_db()
    assert (bob.calls_per_week, bob.time_zone, bob.languages.count()) == (2, "Europe/Stockholm", 0)


def test_a_retired_skill_is_not_taken_up(bob: Member, operator: Member) -> None:
    law: Skill = add(by=operator, names={"en": "Law"})
    retire(by=operator, skill=law)
    with pytest.raises(Refused, match="no longer used"):
        offer_help(by=bob, help=wanted(skills=[law.pk]))
