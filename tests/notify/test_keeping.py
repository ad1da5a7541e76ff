"""The operator's page of letters, mails that others write, and what the clock removes."""

from __future__ import annotations

import dataclasses
import logging
import os
from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from dugnad.circles.models import Circle
from dugnad.config import Config, mail_server, read
from dugnad.kit.seal import unseal
from dugnad.notify import folder
from dugnad.notify.enums import Post, Sort
from dugnad.notify.jobs import sweep
from dugnad.notify.models import Letter, MailStall, Notice
from dugnad.notify.terms import FILES_KEPT, LETTERS_KEPT, NOTICES_KEPT
from dugnad.people.models import Member, Movement
from tests.asks.making import SOON, make_answer, make_ask
from tests.cast import NOON, make_member, signed_in
from tests.notify.conftest import Mail
from tests.notify.making import follow, send, with_address

PAGE = "/operator/letters/"
BACKEND = "dugnad.notify.backend.Post"


@pytest.fixture(autouse=True)
def empty_folder() -> None:
    for path in folder.folder().glob("*.eml"):
        path.unlink()


@pytest.fixture
def keeper(movement: Movement) -> Member:
    return make_member("keeper", is_operator=True)


def message() -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives("A link", "Följ länken.", "dugnad@example.org", ["bob@example.org"])
    mail.attach_alternative("<p>Följ länken.</p>", "text/html")
    return mail


def with_a_server(settings: Settings, smtp: str = "smtp://127.0.0.1:25") -> None:
    settings.CONFIG = dataclasses.replace(settings.CONFIG, smtp=smtp)


def test_without_a_server_the_operator_reads_them_here(keeper: Member) -> None:
    get_connection(BACKEND).send_messages([message()])
    client = signed_in(keeper)
    page = client.get(PAGE).content.decode()
    assert "A link" in page
    assert "bob@example.org" in page
    (filed,) = folder.filed()
    assert "Följ länken." in client.get(reverse("operator_letter", args=[filed.name])).content.decode()
    assert client.get(reverse("operator_letter", args=["0" * 16])).status_code == 404


def test_with_a_server_a_mail_about_an_account_waits_sealed(
    keeper: Member, settings: Settings, mail: Mail, movement: Movement
) -> None:
    with_a_server(settings)
    get_connection(BACKEND).send_messages([message()])
    assert folder.filed() == []
    letter = Letter.objects.get()
    assert (letter.sort, letter.member, letter.post) == (Sort.ACCOUNT, None, Post.WAITING)
    assert letter.sealed is not None
    assert b"nken" not in bytes(letter.sealed)
    assert "bob@example.org" in unseal(letter.sealed, about=letter.pk)
    assert send(mail.line(), letter.due_at) == 1
    (kept,) = mail.office.arrived
    assert (kept.to, kept.text.strip(), str(kept.mail["Subject"])) == ("bob@example.org", "Följ länken.", "A link")
    assert Letter.objects.filter(post=Post.SENT, sealed=None).count() == 1


def test_the_operator_sees_what_is_wrong_and_nobodys_name(
    keeper: Member, alice: Member, bob: Member, circle: Circle, mail: Mail, settings: Settings
) -> None:
    with_a_server(settings)
    make_answer(alice, make_ask(with_address(bob), circle))
    follow(SOON)
    mail.office.to_mail = "554 Not from you"
    send(mail.line(), SOON)
    MailStall.objects.create(since=NOON, next_try_at=SOON, said="timed out")
    client = signed_in(keeper)
    page = client.get(PAGE).content.decode()
    assert "554 Not from you" in page
    assert "Letters cannot leave at the moment" in page
    assert "timed out" in page
    for secret in ("bob", "alice", "Skåne"):
        assert secret not in page
    letter = Letter.objects.get()
    again = reverse("operator_letter_again", args=[letter.pk])
    assert client.post(again)["Location"] == PAGE
    assert client.post(again).status_code == 409
    mail.office.to_mail = "250 OK"
    MailStall.objects.all().delete()
    letter.refresh_from_db()
    assert letter.post == Post.WAITING


def test_not_there_for_others(alice: Member) -> None:
    letter = Letter.objects.create(member=alice, post=Post.FAILED)
    client = signed_in(alice)
    assert client.get(PAGE).status_code == 404
    assert client.get(reverse("operator_letter", args=["0" * 16])).status_code == 404
    assert client.post(reverse("operator_letter_again", args=[letter.pk])).status_code == 404
    assert Client().get(PAGE)["Location"].startswith(reverse("account_login"))


def test_what_is_old_goes(alice: Member, bob: Member, circle: Circle) -> None:
    make_answer(alice, make_ask(with_address(bob), circle))
    follow(SOON)
    folder.put("0123456789abcdef", b"Subject: x\r\n\r\nx")
    os.utime(folder.folder() / "0123456789abcdef.eml", (SOON.timestamp(), SOON.timestamp()))
    Letter.objects.update(created_at=SOON)
    assert sweep(SOON + FILES_KEPT) == 0
    assert sweep(SOON + FILES_KEPT + timedelta(seconds=1)) == 1
    assert sweep(SOON + LETTERS_KEPT + timedelta(seconds=1)) == 1
    assert sweep(SOON + NOTICES_KEPT + timedelta(seconds=1)) == 1
    assert not Notice.objects.exists()
    assert not Letter.objects.exists()


def test_logs_say_nothing_of_anybody(
    alice: Member, bob: Member, circle: Circle, mail: Mail, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "dugnad")
    make_answer(alice, make_ask(with_address(bob), circle))
    follow(SOON)
    mail.office.hangs = 3
    send(mail.line(), SOON)
    assert "Letters wait" in caplog.text
    for secret in ("bob", bob.pk, bob.person_key, "example.org", Letter.objects.get().pk):
        assert secret not in caplog.text


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("DUGNAD_SMTP", "http://mail.example.org"),
        ("DUGNAD_SMTP", "mail.example.org"),
        ("DUGNAD_SENDER", "Dugnad"),
        ("DUGNAD_ADDRESS", "dugnad.example.org"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, setting: str, value: str) -> None:
    monkeypatch.setenv(setting, value)
    with pytest.raises(Exception, match=setting):
        read()


def config(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Config:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return read()


def test_the_server_is_read_from_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert mail_server(config(monkeypatch)) is None
    server = mail_server(config(monkeypatch, DUGNAD_SMTP="smtps://us%40here:p%2Fw@mail.example.org"))
    assert server
    assert (server.host, server.port, server.user, server.password, server.encrypted) == (
        "mail.example.org", 465, "us@here", "p/w", True,
    )  # fmt: skip
    server = mail_server(config(monkeypatch, DUGNAD_SMTP="smtp://mail.example.org"))
    assert server
    assert (server.port, server.user, server.encrypted) == (587, "", False)


def test_links_lead_to_the_first_name_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert config(monkeypatch, DUGNAD_HOSTS="dugnad.example.org,x", DUGNAD_HTTPS="true").address == (
        "https://dugnad.example.org"
    )
    assert config(monkeypatch, DUGNAD_ADDRESS="https://stand.by").address == "https://stand.by"
