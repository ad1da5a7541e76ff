"""One name, once, when the letter is answered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.campaigns.actions.confirming import confirm
from dugnad.campaigns.actions.signing import LETTERS_A_DAY, PROVEN, UNPROVEN, Agreement, Given
from dugnad.campaigns.actions.signing_as_member import sign_as_member
from dugnad.campaigns.actions.withdrawing import withdraw
from dugnad.campaigns.enums import Phase, Purpose, Shown, Signed
from dugnad.campaigns.models import Campaign, Consent, Signature, Supporter
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.notify.enums import Post
from dugnad.notify.models import Letter
from dugnad.people.models import Member
from tests.campaigns.making import make_open
from tests.campaigns.signing.signers import make_signed, pend
from tests.cast import NOON, again
from tests.notify.making import with_address

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def test_nothing_counts_before_the_letter_is_answered(petition: Campaign) -> None:
    pending = pend(petition)
    assert pending is not None
    assert (pending.state, pending.counted_at, pending.supporter) == (Signed.PENDING, None, None)
    assert b"eva" not in bytes(pending.sealed or b"")
    assert (Letter.objects.get().post, Supporter.objects.count()) == (Post.WAITING, 0)


def test_answered_it_counts_and_is_an_act_of_a_person_key(petition: Campaign) -> None:
    signed = make_signed(petition, shown=Shown.WORDS, words="My brother.")
    supporter = Supporter.objects.get()
    assert (signed.state, signed.counted_at, signed.sealed) == (Signed.CONFIRMED, NOON, None)
    assert (supporter.email, supporter.name, supporter.confirmed_at) == ("eva@example.org", "Eva Berg", NOON)
    act = Act.objects.get(verb="signed")
    assert (act.actor, act.object_id, act.cause_id, act.audience) == (
        supporter.person_key, petition.pk, petition.act_id, Audience.PRIVATE,
    )  # fmt: skip
    assert set(Consent.objects.values_list("purpose", flat=True)) == {"signature", "shown", "words-shown"}


def test_a_link_pressed_twice_counts_once(petition: Campaign) -> None:
    pending = pend(petition)
    assert pending is not None
    for _each in range(2):
        assert confirm(signature=Signature.objects.get(pk=pending.pk), at=LATER).state == Signed.CONFIRMED
        assert confirm(signature=pending, at=LATER).state == Signed.CONFIRMED
    assert Act.objects.filter(verb="signed").count() == 1


@pytest.mark.parametrize("other", ["EVA@example.org", "eva+two@Example.org", " eva@example.org"])
def test_one_mailbox_is_one_person(petition: Campaign, other: str) -> None:
    make_signed(petition)
    second = make_signed(petition, other, name="Eva B.", at=LATER)
    assert (second.state, second.name) == (Signed.REPEATED, "")
    assert Signature.objects.filter(state=Signed.CONFIRMED).count() == 1
    assert (Supporter.objects.count(), Act.objects.filter(verb="signed").count()) == (1, 1)


def test_what_a_second_one_agreed_to_holds(petition: Campaign) -> None:
    make_signed(petition)
    make_signed(petition, agreed=(Agreement(Purpose.UPDATES, "Write to me."),), at=LATER)
    assert Consent.objects.get(purpose=Purpose.UPDATES).text == "Write to me."


def test_the_same_person_signs_two_campaigns(petition: Campaign, alice: Member, circle: Circle) -> None:
    other = make_open(alice, circle, title="Another")
    one, two = make_signed(petition), make_signed(other)
    assert one.mailbox != two.mailbox
    assert one.supporter == two.supporter


def test_a_mailbox_gets_few_letters_a_day_and_nobody_is_told(petition: Campaign) -> None:
    for _each in range(LETTERS_A_DAY):
        assert pend(petition) is not None
    assert pend(petition) is None
    assert pend(petition, "other@example.org") is not None
    assert pend(petition, at=NOON + timedelta(days=1, minutes=1)) is not None


@pytest.mark.parametrize(("is_proven", "most"), [(True, PROVEN), (False, UNPROVEN)])
def test_a_network_has_a_limit_for_ten_minutes(petition: Campaign, is_proven: bool, most: int) -> None:
    for number in range(most):
        pend(petition, f"n{number}@example.org", is_proven=is_proven)
    with pytest.raises(Refused):
        pend(petition, "one@example.org", is_proven=is_proven)
    assert pend(petition, "one@example.org", network="net2") is not None
    assert pend(petition, "two@example.org", at=NOON + timedelta(minutes=11)) is not None


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.DELIVERED, Phase.CLOSED])
def test_only_an_open_campaign_is_signed(alice: Member, circle: Circle, phase: Phase) -> None:
    with pytest.raises(Refused):
        pend(make_open(alice, circle, phase=phase))


def test_a_letter_answered_after_the_end_is_refused(petition: Campaign) -> None:
    pending = pend(petition)
    assert pending is not None
    Campaign.objects.filter(pk=petition.pk).update(phase=Phase.DELIVERED)
    with pytest.raises(Refused):
        confirm(signature=Signature.objects.select_related("campaign").get(pk=pending.pk), at=LATER)


def test_taken_back_it_is_erased_and_can_be_given_again(petition: Campaign) -> None:
    signed = make_signed(petition, shown=Shown.NAME)
    withdraw(signature=signed, at=LATER)
    withdraw(signature=signed, at=LATER)
    signed.refresh_from_db()
    assert (signed.state, signed.name, signed.mailbox, signed.uncounted_at) == (Signed.WITHDRAWN, "", "", LATER)
    assert not Consent.objects.filter(taken_back_at=None).exists()
    assert Act.objects.filter(verb="signature-withdrawn").count() == 1
    assert make_signed(petition, at=LATER).state == Signed.CONFIRMED


def test_taken_back_before_the_letter_left_the_letter_stays_here(petition: Campaign) -> None:
    pending = pend(petition)
    assert pending is not None
    withdraw(signature=pending, at=LATER)
    assert Letter.objects.get().post == Post.DROPPED


def test_a_member_signs_with_one_tap_and_once(petition: Campaign, bob: Member) -> None:
    with_address(bob, "Bob+here@example.org")
    for _each in range(2):
        signed = sign_as_member(by=again(bob), campaign=petition, given=Given("Bob"), at=NOON)
    assert (signed.state, signed.counted_at) == (Signed.CONFIRMED, NOON)
    assert Act.objects.get(verb="signed").actor == bob.person_key
    assert Supporter.objects.get().person_key == bob.person_key
    assert make_signed(petition, "bob@example.org", at=LATER).state == Signed.REPEATED


def test_a_member_cannot_sign_what_they_may_not_read(alice: Member, circle: Circle, charlie: Member) -> None:
    with pytest.raises(Refused):
        sign_as_member(by=charlie, campaign=make_open(alice, circle, phase=Phase.DRAFT), given=Given("C"), at=NOON)
