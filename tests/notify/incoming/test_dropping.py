"""Answers put into a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dugnad.asks.acts import ADDED
from dugnad.asks.models import Answer
from dugnad.ledger.models import Act
from dugnad.notify.fates import Fate
from dugnad.notify.incoming.dropping import MOST_ASIDE, take_up
from dugnad.notify.incoming.recipients import recipient
from dugnad.notify.models import Letter
from dugnad.people.models import Member
from tests.asks.making import SOON
from tests.cast import signed_in
from tests.notify.incoming.making import door_of, mail, put_in_folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(data: Path, answered: Letter) -> str:
    """The address of bob's letter, with a folder of this test's own (the keys are made there)."""
    return door_of(answered)


def written() -> list[str]:
    """In the order of the ledger: ids made within a moment sort by chance."""
    texts = dict(Answer.objects.filter(by_asker=True).values_list("pk", "text"))
    acts = Act.objects.filter(verb=ADDED.code, object_id__in=texts).order_by("pk")
    return [texts[answer] for answer in acts.values_list("object_id", flat=True)]


def test_files_are_taken_up_in_order_and_go(there: str, data: Path) -> None:
    for name, words in (("2", "two"), ("1", "one"), ("3", "three")):
        put_in_folder(mail(words, to=there), name)
    assert take_up(SOON, settled=0) == [Fate.DONE] * 3
    assert written() == ["one", "two", "three"]
    assert list((data / "mail" / "in").iterdir()) == []


def test_a_file_that_is_still_being_written_waits(there: str) -> None:
    path = put_in_folder(mail("one", to=there))
    assert take_up(SOON) == []
    os.utime(path, (0, 0))
    assert take_up(SOON) == [Fate.DONE]


def test_a_file_met_again_after_a_crash_acts_once(there: str) -> None:
    raw = mail("one", to=there)
    for _each in range(2):
        put_in_folder(raw)
    assert take_up(SOON, settled=0) == [Fate.DONE] * 2
    assert written() == ["one"]


def test_too_many_stay_in_the_folder(there: str, data: Path) -> None:
    for number in range(12):
        put_in_folder(mail(f"{number}", to=there))
    assert take_up(SOON, settled=0) == [Fate.DONE] * 10
    assert len(list((data / "mail" / "in").glob("*.eml"))) == 2


def test_what_cannot_be_taken_is_set_aside_the_last_fifty(there: str, data: Path) -> None:
    for number in range(MOST_ASIDE + 5):
        put_in_folder(mail(f"{number}", to="somebody@example.org"))
    put_in_folder(b"x" * 1_000_001)
    assert set(take_up(SOON, settled=0)) == {Fate.UNKNOWN}
    assert len(list((data / "mail" / "in" / "aside").iterdir())) == MOST_ASIDE
    assert list((data / "mail" / "in").glob("*.eml")) == []


def test_a_link_to_elsewhere_is_not_followed(there: str, data: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(mail("one", to=there))
    put_in_folder(b"").unlink()
    (data / "mail" / "in" / "link.eml").symlink_to(tmp_path / "elsewhere")
    assert take_up(SOON, settled=0) == []
    assert written() == []


@pytest.mark.parametrize("header", ["To", "Cc", "Delivered-To", "X-Original-To"])
def test_the_receiver_is_read_in_the_headers(there: str, header: str) -> None:
    raw = f"{header}: Dugnad <{there.upper()}>, x@example.org\r\n\r\nwords".encode()
    assert recipient(raw).lower() == there


@pytest.mark.parametrize("raw", [b"", b"\x00" * 1000, b"To: x@example.org\n\nx", b"x" * 2_000_000])
def test_without_one_there_is_none(raw: bytes) -> None:
    assert recipient(raw) == ""


def test_the_operator_sees_numbers_and_no_words(there: str, alice: Member) -> None:
    put_in_folder(mail("He has a bag, too.", to=there))
    take_up(settled=0)
    Member.objects.filter(pk=alice.pk).update(is_operator=True)
    page = signed_in(alice).get("/operator/letters/").content.decode()
    assert "Did what it asked for" in page
    assert "bag, too" not in page
