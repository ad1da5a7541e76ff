"""Signing in a browser, without an account and without scripts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from dugnad.campaigns.enums import Phase, RungKind, Shown, Signed
from dugnad.campaigns.models import Campaign, Partner, Signature
from dugnad.campaigns.proof import stamp
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.people.models import Member
from tests.campaigns.making import make_open
from tests.campaigns.signing.signers import form, links, make_signed, pend
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def page(petition: Campaign) -> str:
    return f"/campaigns/{petition.pk}/sign/"


def test_the_whole_way(petition: Campaign) -> None:
    browser = Client(enforce_csrf_checks=True)
    sent = browser.post(page(petition), form(petition), follow=True)
    assert sent.redirect_chain == [(f"{page(petition)}sent/", 302)]
    assert b"Look into your mailbox" in sent.content
    signature = Signature.objects.get()
    to_confirm, mine = links(signature)

    shown = browser.get(to_confirm)
    assert b"Is this you?" in shown.content
    signature.refresh_from_db()
    assert signature.state == Signed.PENDING

    token = browser.cookies["csrftoken"].value
    done = browser.post(to_confirm, {"csrfmiddlewaretoken": token}, follow=True)
    assert b"Your name counts" in done.content
    assert f"{signature.pk}-{signature.receipt}".encode() in done.content
    assert b"1 person has signed." in done.content
    assert b"One thing more" in done.content  # there is nothing else on this ladder

    browser.post(mine, {"csrfmiddlewaretoken": token})
    signature.refresh_from_db()
    assert signature.state == Signed.WITHDRAWN
    assert b"Your name was taken back" in browser.get(mine).content


def test_a_link_from_a_letter_opens_nothing_else(petition: Campaign) -> None:
    pending = pend(petition)
    assert pending is not None
    to_confirm, mine = links(pending)
    token = to_confirm.rsplit("/", 2)[1]
    for wrong in (f"/signatures/mine/{token}/", "/signatures/confirm/nothing/", to_confirm.replace(".", "x")):
        assert Client().get(wrong).status_code == 404
    assert b"does not count yet" in Client().get(mine).content


def test_the_answer_to_a_second_signature_is_the_same(petition: Campaign) -> None:
    make_signed(petition, at=now())
    first, second = (
        Client().post(page(petition), form(petition, email=email)) for email in ("new@example.org", "eva@example.org")
    )
    assert (first.status_code, first.headers.items(), first.content) == (
        second.status_code, second.headers.items(), second.content,
    )  # fmt: skip


def test_as_many_questions_for_a_second_signature(petition: Campaign, django_assert_num_queries: object) -> None:
    make_signed(petition, at=now())
    for email in ("new@example.org", "eva@example.org"):
        with django_assert_num_queries(8):  # type: ignore[operator]  # a fixture of pytest-django
            Client().post(page(petition), form(petition, email=email))


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "That was quick"), (90_000, "open for long"), (-500, "open for long")]
)
def test_a_form_has_its_time(petition: Campaign, seconds: int, words: str) -> None:
    made = stamp(petition.pk, now() - timedelta(seconds=seconds))
    answer = Client().post(page(petition), form(petition, stamp=made, words="Because of Ali."))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert b"Because of Ali." in answer.content
    assert not Signature.objects.exists()


def test_a_stale_form_sent_again_goes_through_after_a_moment(petition: Campaign) -> None:
    answer = Client().post(page(petition), form(petition, stamp="nothing"))
    assert answer.context["form"]["stamp"].value() != "nothing"


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"email": "eva"}, {"shown": "all"}, {"place": "Nowhere at all"}, {"partners": "x"}]
)
def test_what_is_wrong_comes_back_filled_in(petition: Campaign, wrong: dict[str, str]) -> None:
    Partner.objects.create(campaign=petition, name="Save the Beds")
    answer = Client().post(page(petition), form(petition, words="Kept.", **wrong))
    assert answer.status_code == 422
    assert b"Kept." in answer.content
    assert not Signature.objects.exists()


def test_partners_are_asked_one_by_one_and_none_is_ticked(petition: Campaign) -> None:
    one, _two = (Partner.objects.create(campaign=petition, name=name) for name in ("Save the Beds", "The Union"))
    opened = Client().get(page(petition)).content.decode()
    assert "Save the Beds" in opened
    assert "checked" not in opened.split("May others")[1]
    Client().post(page(petition), form(petition, partners=one.pk))
    assert Signature.objects.get().agreed == [["partner", "Save the Beds", "Save the Beds"]]


def test_a_private_name_is_nowhere(petition: Campaign) -> None:
    make_signed(petition, name="Ofelia Hidden", words="Hush", at=now())
    make_signed(petition, "b@example.org", name="Bo Shown", words="Not these", shown=Shown.NAME, at=now())
    opened = Client().get(page(petition)).content.decode()
    assert "Bo Shown" in opened
    assert "Not these" not in opened
    assert "Ofelia" not in opened


def test_a_campaign_that_is_over_takes_no_names(petition: Campaign) -> None:
    Campaign.objects.filter(pk=petition.pk).update(phase=Phase.CLOSED)
    assert b"No more names are taken here" in Client().get(page(petition)).content
    assert Client().post(page(petition), form(petition)).status_code == 422


def test_a_draft_is_not_there(petition: Campaign) -> None:
    Campaign.objects.filter(pk=petition.pk).update(phase=Phase.DRAFT)
    assert Client().get(page(petition)).status_code == 404
    assert Client().post(page(petition), form(petition)).status_code == 404


def test_a_member_signs_with_one_tap(petition: Campaign, bob: Member) -> None:
    browser = signed_in(bob)
    assert 'value="bob"' in browser.get(page(petition)).content.decode()
    done = browser.post(page(petition), {"name": "bob", "shown": "private"}, follow=True)
    assert b"Your name counts" in done.content
    assert b"You have signed" in browser.get(page(petition)).content


def test_a_members_form_needs_its_token(petition: Campaign, bob: Member) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(bob)
    assert browser.post(page(petition), {"name": "bob", "shown": "private"}).status_code == 403


def test_as_many_questions_with_many_names(petition: Campaign, django_assert_num_queries: object) -> None:
    for number in (1, 3):
        for each in range(number):
            make_signed(petition, f"n{number}{each}@example.org", shown=Shown.NAME, at=now())
        with django_assert_num_queries(7):  # type: ignore[operator]  # a fixture of pytest-django
            Client().get(page(petition))


def test_the_next_step_stands_on_the_page_that_says_thank_you(alice: Member, circle: Circle) -> None:
    petition = make_open(alice, circle, RungKind.SIGN, RungKind.WRITE)
    pending = pend(petition, at=now())
    assert pending is not None
    to_confirm, mine = links(pending)
    eva, somebody = Client(), Client()
    done = eva.post(to_confirm, follow=True).content.decode()
    assert "Because it is one step up from what you have done." in done
    assert f"/write/{petition.rungs.get(kind=RungKind.WRITE).pk}/" in done
    assert "Because" not in somebody.get(mine).content.decode()
    make_signed(petition, "ali@example.org", at=now())
    other = Signature.objects.exclude(pk=pending.pk).get()
    assert "Because" not in eva.get(links(other)[1]).content.decode()
