from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client
from django.urls import reverse

from dugnad.people.actions.member import arrive
from dugnad.people.models import Member
from tests.cast import NOON, PASSPHRASE, signed_in

pytestmark = pytest.mark.django_db

FRESH = "another lamp in the window"
NO_FIT = "Handle and recovery code do not fit together"


@pytest.fixture
def asa(movement: object) -> Member:
    return arrive(handle="Åsa", passphrase=PASSPHRASE, at=NOON)


@pytest.fixture
def codes(asa: Member) -> list[str]:
    return list(RecoveryCodes.activate(asa).get_unused_codes())


def recover(handle: str, code: str, passphrase: str = FRESH, again: str = FRESH) -> tuple[int, str]:
    response = Client().post(
        reverse("account_recover"), {"handle": handle, "code": code, "password1": passphrase, "password2": again}
    )
    return response.status_code, response.content.decode()


def test_a_recovery_code_sets_a_new_passphrase_once(asa: Member, codes: list[str]) -> None:
    elsewhere = signed_in(asa)
    spoken = f"{codes[0][:4]} {codes[0][4:8]}-{codes[0][8:]}"
    assert recover("åsa", spoken)[0] == 302
    asa.refresh_from_db()
    assert asa.check_password(FRESH)
    assert elsewhere.get(reverse("usersessions_list")).status_code == 302
    assert NO_FIT in recover("åsa", codes[0], "a third lamp, quite new", "a third lamp, quite new")[1]
    asa.refresh_from_db()
    assert asa.check_password(FRESH)


def test_the_same_words_for_no_such_code_and_no_such_member(asa: Member, codes: list[str]) -> None:
    for handle, code in (("åsa", "1" * 12), ("nobody", codes[0])):
        status, page = recover(handle, code)
        assert status == 422
        assert NO_FIT in page
    Member.objects.filter(pk=asa.pk).update(is_active=False)
    assert NO_FIT in recover("åsa", codes[0])[1]


def test_a_passphrase_that_will_not_do_uses_no_code_up(asa: Member, codes: list[str]) -> None:
    assert "at least 8 characters" in recover("åsa", codes[0], "short", "short")[1]
    assert "These are not the same." in recover("åsa", codes[0], FRESH, "something else")[1]
    assert recover("åsa", codes[0])[0] == 302


def test_guessing_codes_is_stopped(asa: Member, codes: list[str]) -> None:
    pages = [recover("åsa", f"{number:012}")[1] for number in range(6)]
    assert ["too many tries" in page for page in pages] == [False] * 5 + [True]
    assert "too many tries" in recover("Åsa", codes[0])[1]


def test_codes_are_long_enough_to_stand_alone(codes: list[str]) -> None:
    assert {len(code) for code in codes} == {12}
    assert len(set(codes)) == 10


def ask_for_link(written: str) -> str:
    response = Client().post(reverse("account_reset_password"), {"email": written}, follow=True)
    return response.content.decode()


def test_a_link_goes_to_the_confirmed_address_only(asa: Member) -> None:
    EmailAddress.objects.create(user=asa, email="new@example.org", verified=False, primary=False)
    pages = {
        re.sub(r"csrf\w+\" value=\"\w+", "", ask_for_link(written)) for written in ("åsa", "nobody", "no@where.se")
    }
    assert len(pages) == 1
    assert mail.outbox == []
    EmailAddress.objects.create(user=asa, email="asa@example.org", verified=True, primary=True)
    for written in ("ÅSA", "asa@Example.org", "new@example.org"):
        assert "Look into your mail" in ask_for_link(written)
    assert [sent.to for sent in mail.outbox] == [["asa@example.org"], ["asa@example.org"]]


def test_the_link_works_once_and_names_its_end(asa: Member) -> None:
    EmailAddress.objects.create(user=asa, email="asa@example.org", verified=True, primary=True)
    ask_for_link("åsa")
    text = str(mail.outbox[0].body)
    assert "for the account Åsa" in text
    link = re.search(r"http://testserver(\S+)", text)
    assert link
    client = Client()
    page = client.get(link[1], follow=True)
    assert "Choose a new passphrase" in page.content.decode()
    done = client.post(page.redirect_chain[-1][0], {"password1": FRESH, "password2": FRESH}, follow=True)
    assert "Your new passphrase is in place" in done.content.decode()
    asa.refresh_from_db()
    assert asa.check_password(FRESH)
    assert "This link no longer works" in Client().get(link[1], follow=True).content.decode()


def test_no_link_for_a_closed_account(asa: Member) -> None:
    EmailAddress.objects.create(user=asa, email="asa@example.org", verified=True, primary=True)
    Member.objects.filter(pk=asa.pk).update(is_active=False)
    ask_for_link("åsa")
    assert mail.outbox == []


def test_honest_words_for_those_who_have_neither() -> None:
    page = Client().get(reverse("account_reset_password")).content.decode()
    assert "Then nobody can open the account, and that is on purpose" in page


def test_recovery_codes_without_any_other_second_step(asa: Member) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": "Åsa", "password": PASSPHRASE})
    generate = reverse("mfa_generate_recovery_codes")
    assert client.get(generate)["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSPHRASE})
    page = client.post(generate, follow=True).content.decode()
    shown = re.findall(r"\d{4} \d{4} \d{4}", page)
    assert len(shown) == 10
    saved = client.get(reverse("mfa_download_recovery_codes")).content.decode()
    assert saved.split("\n")[:10] == shown
    client.post(reverse("account_logout"))
    assert recover("Åsa", shown[3])[0] == 302
