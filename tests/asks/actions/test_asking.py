from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from dugnad.asks.actions.asking import Need, Speaker, ask, edit_ask
from dugnad.asks.enums import Urgency, Voice
from dugnad.asks.models import Ask, AskPicture, SealedPart
from dugnad.circles.models import Circle, Membership
from dugnad.kit import fulltext
from dugnad.kit.pictures import Picture
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_ask, make_kind
from tests.cast import NOON, again, make_member

PICTURE = Picture(b"RIFF....WEBP", 4, 3, "0" * 64)


def files() -> list[str]:
    return default_storage.listdir("asks")[1] if default_storage.exists("asks") else []


def test_an_ask_is_written_with_its_act_and_can_be_found(circle: Circle, bob: Member) -> None:
    made = make_ask(bob, circle, urgency=Urgency.NOW, languages=["sv", "ar", "sv"])
    act = Act.objects.get(pk=made.act_id)
    assert (act.verb, act.actor, act.circle, act.object_id, act.at) == (
        "asked",
        bob.person_key,
        circle.pk,
        made.pk,
        NOON,
    )
    assert (made.shown_as, made.voice, made.need, made.state, made.active_at) == ("bob", "own", 0, "open", NOON)
    assert sorted(made.languages.values_list("language", flat=True)) == ["ar", "sv"]
    (hit,) = fulltext.match("afraid dogs", kinds=["ask"], scopes=[circle.pk])
    assert hit.object_id == made.pk


def test_the_same_form_sent_twice_is_one_ask(circle: Circle, bob: Member) -> None:
    need = Need(kind=make_kind(), title="A bed")
    first, second = (ask(by=again(bob), circle=circle, need=need, form_key="k" * 16, at=NOON) for _ in range(2))
    assert first == second
    assert (Ask.objects.count(), Act.objects.filter(verb="asked").count()) == (1, 1)


def test_outsiders_do_not_ask(circle: Circle, charlie: Member) -> None:
    before = Act.objects.count()
    with pytest.raises(Refused, match="members of this circle"):
        make_ask(charlie, circle)
    assert (Ask.objects.count(), Act.objects.count()) == (0, before)


def test_another_name_is_chosen_once_and_kept(circle: Circle, bob: Member) -> None:
    first = make_ask(bob, circle, speaker=UNDER_ANOTHER_NAME)
    second = make_ask(bob, circle, speaker=Speaker(Voice.PSEUDONYM, "Somebody Else"))
    assert (first.shown_as, second.shown_as) == ("Nightingale", "Nightingale")
    assert Membership.objects.get(circle=circle, member=bob).pseudonym == "Nightingale"


@pytest.mark.parametrize("name", ["", "  ", "ALICE", "nightINGALE"])
def test_another_name_is_not_missing_and_not_somebody_elses(
    circle: Circle, alice: Member, bob: Member, name: str
) -> None:
    make_ask(alice, circle, speaker=UNDER_ANOTHER_NAME)
    before = Act.objects.count()
    with pytest.raises(Refused):
        make_ask(bob, circle, speaker=Speaker(Voice.PSEUDONYM, name))
    assert (Ask.objects.count(), Act.objects.count()) == (1, before)


def test_asking_for_somebody_else_shows_ones_own_name_and_a_made_up_one(circle: Circle, bob: Member) -> None:
    made = make_ask(bob, circle, speaker=Speaker(Voice.BEHALF, "", "Noor"))
    assert (made.shown_as, made.case_name) == ("bob", "Noor")


def test_what_is_sealed_is_not_in_the_search_and_not_in_the_clear(circle: Circle, bob: Member) -> None:
    made = make_ask(bob, circle, sealed="Ahmad, 070-123 45 67")
    part = SealedPart.objects.get(ask=made)
    assert b"Ahmad" not in bytes(part.text or b"")
    assert part.erase_at == NOON + timedelta(days=circle.retention_days)
    assert fulltext.match("Ahmad", kinds=["ask", "answer"], scopes=[circle.pk]) == []
    assert Act.objects.get(pk=part.act_id).audience == "private"


def test_pictures_come_with_the_ask_or_nothing_comes(circle: Circle, bob: Member) -> None:
    made = make_ask(bob, circle, pictures=[PICTURE])
    kept = AskPicture.objects.get(ask=made)
    assert kept.file.read() == PICTURE.webp
    kept.file.close()
    before = Act.objects.count(), files()
    with pytest.raises(Refused, match="4 pictures"):
        make_ask(bob, circle, pictures=[PICTURE] * 5)
    assert (Ask.objects.count(), (Act.objects.count(), files())) == (1, before)


def test_pictures_stay_in_their_order(circle: Circle, bob: Member) -> None:
    made = make_ask(bob, circle, pictures=[replace(PICTURE, width=width) for width in (4, 1, 3, 2)])
    assert list(made.pictures.order_by("pk").values_list("width", flat=True)) == [4, 1, 3, 2]


def test_a_file_of_an_ask_that_failed_is_gone(circle: Circle, bob: Member) -> None:
    before = files()
    too_wide = replace(PICTURE, width=-1)
    with pytest.raises(Exception, match=r"(?i)constraint|out of range"):
        make_ask(bob, circle, pictures=[PICTURE, too_wide])
    assert files() == before


def test_changing_keeps_the_place_in_line_and_the_name(circle: Circle, bob: Member) -> None:
    made = make_ask(bob, circle, speaker=UNDER_ANOTHER_NAME, pictures=[PICTURE])
    old = AskPicture.objects.get(ask=made)
    need = Need(kind=make_kind("Legal"), title="Two beds", text="Cats are fine.", urgency=Urgency.NOW, sealed="Ali")
    edit_ask(by=again(bob), ask=made, need=need, without=[old.pk], at=SOON)
    made.refresh_from_db()
    assert (made.title, made.kind_id, made.need, made.version, made.edited_at, made.shown_as) == (
        "Two beds",
        "legal",
        0,
        2,
        SOON,
        "Nightingale",
    )
    assert not made.pictures.exists()
    assert made.active_at == NOON
    assert [hit.object_id for hit in fulltext.match("cats", kinds=["ask"], scopes=[circle.pk])] == [made.pk]
    assert fulltext.match("dogs", kinds=["ask"], scopes=[circle.pk]) == []


def test_only_the_asker_changes_an_ask(circle: Circle, alice: Member, bob: Member) -> None:
    made = make_ask(bob, circle)
    for other in (alice, make_member("dora")):
        with pytest.raises(Refused):
            edit_ask(by=again(other), ask=made, need=Need(kind=make_kind(), title="Mine"))
    made.refresh_from_db()
    assert (made.title, made.version) == ("A bed for two nights", 1)
