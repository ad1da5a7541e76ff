"""An adult and somebody under 18 reach each other alone by no way, before a steward has read along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from dugnad.asks.actions import calls, offers, sealing
from dugnad.asks.enums import Unit
from dugnad.asks.models import Answer, Ask, Call, Letting, Opening, Reservation, SealedPart, SealedReading
from dugnad.asks.replying import answer_call
from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Role
from dugnad.circles.models import Circle, Membership
from dugnad.kit.ids import new_key
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.notify.models import Notice
from dugnad.people.models import Member
from dugnad.people.replying import Said
from dugnad.protection import contact
from dugnad.protection.actions.ages import say_age
from dugnad.protection.actions.contacts import begin, let_be, part, write
from dugnad.protection.enums import Age, Known
from dugnad.protection.models import AgeWord, Contact, Line
from dugnad.protection.queries.ages import known
from tests.asks.making import make_answer, make_ask, make_kind
from tests.cast import LONG_AGO, NOON, again, make_circle, make_member, signed_in
from tests.notify.making import follow
from tests.protection.making import protected


@pytest.fixture
def young(circle: Circle, alice: Member, bob: Member) -> Circle:
    """alice tends it; bob is under 18, dana and erik are adults."""
    for name in ("dana", "erik"):
        enter(circle=circle, member=make_member(name), at=LONG_AGO)
    protected(circle, alice)
    said(circle, alice, bob, Age.MINOR)
    said(circle, alice, the("dana"), Age.ADULT)
    said(circle, alice, the("erik"), Age.ADULT)
    return circle


def the(handle: str) -> Member:
    found: Member = Member.objects.get(handle=handle)
    return found


def said(circle: Circle, steward: Member, about: Member, age: Age) -> None:
    for by in (about, steward):
        say_age(by=again(by), circle=circle, about=about, age=age)


def asks_to_read(young: Circle, adult: Member, minor: Member) -> None:
    part = SealedPart.objects.get(ask=make_ask(minor, young, sealed="a name"))
    sealing.want_to_read(by=again(adult), part=part, at=NOON)


def lets_in(young: Circle, adult: Member, minor: Member) -> None:
    need = make_ask(minor, young, sealed="a name")
    Ask.objects.filter(pk=need.pk).update(state="held", held_by=adult)
    sealing.decide(by=again(minor), part=SealedPart.objects.get(ask=need), member=adult, let_in=True, at=NOON)


def reads_what_is_sealed(young: Circle, adult: Member, minor: Member) -> None:
    part = SealedPart.objects.get(ask=make_ask(minor, young, sealed="a name"))
    Letting.objects.create(act=Act.objects.latest("pk"), sealed=part, member=adult, letting="let-in")
    sealing.open_part(by=again(adult), part=part, at=NOON)


def passes_a_call_on(young: Circle, adult: Member, minor: Member) -> None:
    need = make_ask(the("erik"), young)
    call = calls.call_by_name(ask=need, member=adult.pk, wave=1, at=NOON)
    assert call is not None
    calls.pass_on(by=again(adult), call=call, to=minor, at=NOON)


def takes_a_bed(young: Circle, adult: Member, minor: Member) -> None:
    offers.take(by=again(minor), opening=_bed(young, adult), ask=make_ask(minor, young), form_key=new_key(), at=NOON)


def takes_a_bed_for_another(young: Circle, adult: Member, minor: Member) -> None:
    helper = again(the("erik"))
    offers.take(by=helper, opening=_bed(young, adult), ask=make_ask(minor, young), form_key=new_key(), at=NOON)


def _bed(young: Circle, adult: Member) -> Opening:
    tonight = offers.Stretch(NOON + timedelta(hours=1), NOON + timedelta(hours=9))
    made = offers.offer(
        by=again(adult), circle=young, kind=make_kind(), title="A bed", unit=Unit.BEDS, capacity=2,
        stretches=[tonight], form_key=new_key(), at=NOON,
    )  # fmt: skip
    opening: Opening = made.openings.get()
    return opening


Way = Callable[[Circle, Member, Member], None]
WAYS: list[Way] = [
    asks_to_read, lets_in, reads_what_is_sealed, passes_a_call_on, takes_a_bed, takes_a_bed_for_another,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_way_leads_to_each_other_before_somebody_read_along(young: Circle, bob: Member, way: Way) -> None:
    with pytest.raises(Refused):
        way(young, the("dana"), bob)
    assert not Reservation.objects.exists()
    assert not SealedReading.objects.exists()
    assert not Call.objects.filter(member=bob).exists()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_afterwards_every_way_is_open(young: Circle, alice: Member, bob: Member, way: Way) -> None:
    for adult in (the("dana"), the("erik")):
        met(alice, adult, bob)
    way(young, the("dana"), bob)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_two_adults_need_nobody(young: Circle, way: Way) -> None:
    if way is not passes_a_call_on:  # there the third is erik himself
        way(young, the("dana"), the("erik"))


def met(steward: Member, one: Member, other: Member, at: datetime = NOON) -> Contact:
    """They wrote to each other, a steward read along and let them be."""
    made = begin(by=again(one), other=other, at=at)
    for by in (one, other):
        write(by=again(by), contact=made, text="Hello.", form_key=new_key(), at=at)
    let_be(by=again(steward), contact=made, at=at)
    return made


def test_where_the_circle_reads_a_steward_reads_along(young: Circle, alice: Member, bob: Member) -> None:
    need = make_ask(bob, young)
    make_answer(the("dana"), need)
    assert calls.call_by_name(ask=need, member=the("erik").pk, wave=1, at=NOON) is not None
    # In a circle of these two alone nobody else would.
    alone = make_circle(the("erik"), bob, name="Alone")
    with pytest.raises(Refused, match="read along"):
        make_answer(the("erik"), make_ask(bob, alone))
    assert Answer.objects.count() == 1


def test_an_answer_by_mail_goes_the_same_way(young: Circle, bob: Member) -> None:
    alone = make_circle(the("erik"), bob, name="Alone")
    need = make_ask(bob, alone)
    assert calls.call_by_name(ask=need, member=the("erik").pk, wave=1, at=NOON) is None
    call = Call.objects.create(
        act=Act.objects.latest("pk"), ask=need, circle=alone, member=the("erik"), answer_by=NOON + timedelta(hours=1)
    )
    with pytest.raises(Refused):
        answer_call(again(the("erik")), Act(object_id=call.pk), Said(text="Write to me.", key=new_key()), NOON)
    assert not Answer.objects.exists()


def test_what_is_not_known_counts_as_the_other(young: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    frida = make_member("frida")
    enter_protected(young, frida)
    dana = the("dana")
    assert known([frida.pk]) == {frida.pk: Known.UNSURE}
    assert contact.needs_witness(frida.pk, bob.pk)
    assert contact.needs_witness(frida.pk, dana.pk)
    assert contact.needs_witness(bob.pk, charlie.pk)
    assert not contact.needs_witness(dana.pk, charlie.pk)
    say_age(by=again(frida), circle=young, about=frida, age=Age.MINOR)
    assert contact.needs_witness(frida.pk, bob.pk)
    say_age(by=again(alice), circle=young, about=frida, age=Age.MINOR)
    assert not contact.needs_witness(frida.pk, bob.pk)
    say_age(by=again(alice), circle=young, about=frida, age=Age.ADULT)
    assert known([frida.pk]) == {frida.pk: Known.UNSURE}


def enter_protected(circle: Circle, member: Member) -> None:
    act = Act.objects.filter(circle=circle.pk).latest("pk")
    made = Act.objects.create(verb=act.verb, circle=circle.pk, object_type="circle", object_id=circle.pk)
    Membership.objects.create(act=made, circle=circle, member=member, joined_at=LONG_AGO)


def test_an_age_is_said_by_oneself_by_who_vouched_and_by_stewards(young: Circle, bob: Member, charlie: Member) -> None:
    dana = the("dana")
    with pytest.raises(Refused, match="of yourself"):
        say_age(by=again(dana), circle=young, about=bob, age=Age.ADULT)
    with pytest.raises(Refused):
        say_age(by=again(charlie), circle=young, about=charlie, age=Age.ADULT)
    assert AgeWord.objects.filter(about=bob).count() == 2


def test_both_write_before_a_steward_lets_them_be(young: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    dana = the("dana")
    made = begin(by=again(dana), other=bob, at=NOON)
    assert begin(by=again(bob), other=dana, at=NOON) == made
    for nobody in (dana, bob, charlie):
        with pytest.raises(Refused):
            let_be(by=again(nobody), contact=made, at=NOON)
    write(by=again(dana), contact=made, text="Hello.", form_key="k", at=NOON)
    write(by=again(dana), contact=made, text="Hello.", form_key="k", at=NOON)
    assert Line.objects.count() == 1
    with pytest.raises(Refused, match="Both"):
        let_be(by=again(alice), contact=made, at=NOON)
    write(by=again(bob), contact=made, text="Hi.", form_key="l", at=NOON)
    let_be(by=again(alice), contact=made, at=NOON)
    assert not contact.needs_witness(dana.pk, bob.pk)
    part(by=again(alice), contact=made, at=NOON)
    assert contact.needs_witness(dana.pk, bob.pk)


def test_a_steward_is_no_witness_of_their_own_contact(young: Circle, alice: Member, bob: Member) -> None:
    with pytest.raises(Refused):
        begin(by=again(alice), other=bob, at=NOON)
    Membership.objects.filter(circle=young, member=the("dana")).update(role=Role.STEWARD)
    made = begin(by=again(alice), other=bob, at=NOON)
    for by in (alice, bob):
        write(by=again(by), contact=made, text="Hello.", form_key=new_key(), at=NOON)
    with pytest.raises(Refused):
        let_be(by=again(alice), contact=made, at=NOON)
    let_be(by=again(the("dana")), contact=made, at=NOON)


def test_strangers_do_not_begin(young: Circle, bob: Member, charlie: Member) -> None:
    for other in (bob, charlie, None):
        with pytest.raises(Refused, match="nobody of this name"):
            begin(by=again(charlie), other=other, at=NOON)


def test_the_page_says_that_somebody_reads_along(young: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    browser = signed_in(the("dana"))
    assert browser.post(reverse("contacts"), {"handle": "nobody"}).status_code == 422
    assert browser.post(reverse("contacts"), {"handle": "bob"}).status_code == 302
    made = Contact.objects.get()
    here = reverse("contact", args=[made.pk])
    assert signed_in(charlie).get(here).status_code == 404
    assert browser.post(here, {"text": "Hello.", "form_key": new_key()}).status_code == 302
    for reader in (alice, bob, the("dana")):
        shown = signed_in(reader).get(here).content.decode()
        assert "Stewards read along here." in shown
        assert "Hello." in shown
    assert signed_in(the("erik")).get(here).status_code == 404
    follow()
    assert {one.member.handle for one in Notice.objects.all()} == {"alice", "bob"}
    assert "Hello" not in signed_in(bob).get(reverse("inbox")).content.decode()
    assert signed_in(bob).post(here, {"text": "Hi.", "form_key": new_key()}).status_code == 302
    decide = reverse("contact_decide", args=[made.pk])
    assert signed_in(bob).post(decide, {"do": "let-be"}).status_code == 409
    assert signed_in(alice).post(decide, {"do": "let-be"}).status_code == 302
    assert signed_in(alice).post(decide, {"do": "part"}).status_code == 302
    assert signed_in(alice).post(decide).status_code == 404


def test_a_young_members_page_is_for_their_circle(young: Circle, bob: Member, charlie: Member) -> None:
    enter(circle=make_circle(charlie, name="Other"), member=bob, at=LONG_AGO)
    for address in ("member", "member_face"):
        assert signed_in(charlie).get(reverse(address, args=["bob"])).status_code == 404
    assert signed_in(the("dana")).get(reverse("member", args=["bob"])).status_code == 200
    assert signed_in(bob).get(reverse("member", args=["bob"])).status_code == 200
    assert signed_in(charlie).get(reverse("member", args=["dana"])).status_code == 200


def test_ages_are_seen_by_stewards_alone(young: Circle, alice: Member, bob: Member) -> None:
    here = reverse("circle_ages", args=[young.pk])
    shown = signed_in(alice).get(here).content.decode()
    assert "they say: under 18" in shown
    assert "they say" not in signed_in(the("dana")).get(here).content.decode()
    assert signed_in(bob).post(here, {"age": "adult"}).status_code == 302
    assert known([bob.pk]) == {bob.pk: Known.UNSURE}
    assert signed_in(alice).post(here, {"age": "minor", "about": bob.pk}).status_code == 302
    assert signed_in(bob).post(here, {"age": "old"}).status_code == 422
    assert signed_in(the("erik")).get(reverse("circle_ages", args=[make_circle(the("erik")).pk])).status_code == 404
