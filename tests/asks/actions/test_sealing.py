from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.asks.actions import holding
from dugnad.asks.actions.sealing import decide, open_part, seal, want_to_read
from dugnad.asks.models import Ask, Letting, SealedPart, SealedReading
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.asks.making import SOON, make_ask
from tests.cast import NOON, again, make_circle, make_member


@pytest.fixture
def part(circle: Circle, bob: Member) -> SealedPart:
    return SealedPart.objects.get(ask=make_ask(bob, circle, sealed="His name is Ahmad."))


def test_asking_letting_in_and_reading(part: SealedPart, alice: Member, bob: Member) -> None:
    with pytest.raises(Refused, match="lets in"):
        open_part(by=again(alice), part=part, at=SOON)
    want_to_read(by=again(alice), part=part, at=SOON)
    want_to_read(by=again(alice), part=part, at=SOON)
    decide(by=again(bob), part=part, member=alice, let_in=True, at=SOON)
    assert open_part(by=again(alice), part=part, at=SOON) == "His name is Ahmad."
    assert open_part(by=again(alice), part=part, at=SOON) == "His name is Ahmad."
    assert list(SealedReading.objects.values_list("member", "at")) == [(alice.pk, SOON)] * 2
    verbs = Act.objects.filter(object_id=part.pk).order_by("id").values_list("verb", "audience")
    assert list(verbs) == [
        ("sealed", "private"),
        ("asked-to-read", "private"),
        ("let-in", "private"),
        ("read-sealed", "private"),
        ("read-sealed", "private"),
    ]


def test_the_askers_own_reading_is_not_held_against_anybody(part: SealedPart, bob: Member) -> None:
    assert open_part(by=again(bob), part=part, at=SOON) == "His name is Ahmad."
    assert SealedReading.objects.count() == 0
    with pytest.raises(Refused, match="own ask"):
        want_to_read(by=again(bob), part=part)


def test_a_steward_gets_no_more_than_others(part: SealedPart, alice: Member) -> None:
    assert not SealedPart.objects.visible_to(again(alice)).exists()
    with pytest.raises(Refused):
        open_part(by=again(alice), part=part, at=SOON)
    with pytest.raises(Refused, match="one who asked"):
        decide(by=again(alice), part=part, member=alice, let_in=True)


def test_who_is_refused_stays_out_until_the_asker_thinks_again(part: SealedPart, alice: Member, bob: Member) -> None:
    want_to_read(by=again(alice), part=part, at=SOON)
    decide(by=again(bob), part=part, member=alice, let_in=False, at=SOON)
    with pytest.raises(Refused, match="bob has decided not to"):
        want_to_read(by=again(alice), part=part)
    decide(by=again(bob), part=part, member=alice, let_in=True, at=SOON)
    assert open_part(by=again(alice), part=part, at=SOON)
    decide(by=again(bob), part=part, member=alice, let_in=False, at=SOON)
    with pytest.raises(Refused):
        open_part(by=again(alice), part=part, at=SOON)


def test_nobody_is_let_in_unasked_but_the_one_who_holds_it(alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    need = make_ask(bob, make_circle(alice, bob, dora), sealed="Ahmad")
    part = SealedPart.objects.get(ask=need)
    with pytest.raises(Refused, match="not asked"):
        decide(by=again(bob), part=part, member=dora, let_in=True)
    holding.take(by=again(dora), ask=need, at=SOON)
    part = SealedPart.objects.get(ask=need)
    decide(by=again(bob), part=part, member=dora, let_in=True, at=SOON)
    assert Letting.objects.get().letting == "let-in"


def test_outsiders_cannot_even_ask(part: SealedPart, charlie: Member) -> None:
    with pytest.raises(Refused):
        want_to_read(by=again(charlie), part=part)
    assert Letting.objects.count() == 0


def test_its_time_is_over(part: SealedPart, bob: Member) -> None:
    with pytest.raises(Refused, match="erased"):
        open_part(by=again(bob), part=part, at=part.erase_at)
    assert open_part(by=again(bob), part=part, at=part.erase_at - timedelta(seconds=1))


def test_more_can_be_sealed_by_the_asker(part: SealedPart, alice: Member, bob: Member) -> None:
    need = Ask.objects.get()
    with pytest.raises(Refused):
        seal(by=again(alice), ask=need, text="Mine")
    later = NOON + timedelta(days=3)
    seal(by=again(bob), ask=need, text="070-123 45 67", at=later)
    part.refresh_from_db()
    assert open_part(by=again(bob), part=part, at=later) == "His name is Ahmad.\n\n070-123 45 67"
    assert part.erase_at == later + timedelta(days=90)
    assert SealedPart.objects.count() == 1
