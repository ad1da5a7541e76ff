from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from PIL import Image

from dugnad.asks.models import Ask, AskPicture, Kind, SealedPart
from dugnad.circles.models import Circle, Membership
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.asks.making import UNDER_ANOTHER_NAME, make_answer, make_ask, make_kind
from tests.cast import make_circle, signed_in

KEY = "k" * 16


def a_picture(name: str = "room.png", size: tuple[int, int] = (40, 30)) -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", size, "teal").save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue(), "image/png")


@pytest.fixture
def at(circle: Circle) -> str:
    make_kind()
    return reverse("ask_new", args=[circle.pk])


def send(client: Client, at: str, **form: Any) -> Any:
    typed = {
        "title": "A bed for two nights",
        "text": "He is calm.",
        "kind": "shelter",
        "urgency": "1",
        "voice": "own",
        "form_key": KEY,
        **form,
    }
    return client.post(at, typed)


def files(folder: str) -> list[str]:
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def test_asking(at: str, circle: Circle, bob: Member) -> None:
    client = signed_in(bob)
    assert b"Ask Sk" in client.get(at).content
    response = send(client, at, languages=["sv", "ar"], sealed="Ahmad")
    made = Ask.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/asks/{made.pk}/")
    assert (made.author, made.title, made.kind_id, made.urgency, made.circle) == (
        bob,
        "A bed for two nights",
        "shelter",
        1,
        circle,
    )
    assert SealedPart.objects.filter(ask=made).exists()
    page = client.get(response["Location"]).content.decode()
    assert "Arabic, Swedish" in page
    assert "Ahmad" not in page


def test_the_same_form_sent_twice_is_one_ask(at: str, bob: Member) -> None:
    client = signed_in(bob)
    assert send(client, at)["Location"] == send(client, at)["Location"]
    assert Ask.objects.count() == 1


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 141}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"text": "x" * 20_001}, "text"),
        ({"sealed": "x" * 8_001}, "sealed"),
        ({"kind": "nothing"}, "kind"),
        ({"kind": "retired"}, "kind"),
        ({"urgency": "9"}, "urgency"),
        ({"languages": ["xx"]}, "languages"),
        ({"voice": "behalf"}, "case_name"),
        ({"voice": "pseudonym"}, "pseudonym"),
        ({"voice": "pseudonym", "pseudonym": "Alice"}, "__all__"),
        ({"voice": "somebody"}, "voice"),
        ({"place": "Nowhereville"}, "place"),
        ({"form_key": "short"}, "form_key"),
    ],
)
def test_what_was_typed_comes_back_with_the_reason(
    at: str, alice: Member, bob: Member, form: dict[str, Any], field: str
) -> None:
    make_kind("Retired")
    Kind.objects.filter(pk="retired").update(retired=True)
    response = send(signed_in(bob), at, **{"text": "He is very calm and likes cats.", **form})
    html = response.content.decode()
    assert response.status_code == 422
    (told,) = response.context["form"].errors[field]
    assert escape(told) in html
    assert form.get("text", "He is very calm and likes cats.") in html
    assert (Ask.objects.count(), Act.objects.filter(verb="asked").count()) == (0, 0)


def test_outsiders_and_unknown_circles(at: str, bob: Member, charlie: Member) -> None:
    assert signed_in(bob).get(reverse("ask_new", args=["nothing"])).status_code == 404
    response = send(signed_in(charlie), at)
    assert response.status_code in {404, 409}
    assert Ask.objects.count() == 0


def test_what_may_help_is_shown_first_with_everything_that_was_typed(
    at: str, circle: Circle, alice: Member, bob: Member
) -> None:
    old = make_ask(alice, circle, title="Bed for a boy afraid of dogs")
    make_answer(bob, old)
    silent = make_ask(alice, circle, title="Bed near dogs, nobody answered")
    client = signed_in(bob)
    response = send(client, at, title="A bed, he fears dogs", text="A bed away from dogs.", sealed="Ahmad")
    html = response.content.decode()
    assert response.status_code == 200
    assert Ask.objects.count() == 2
    assert reverse("ask", args=[old.pk]) in html
    assert reverse("ask", args=[silent.pk]) not in html
    for typed in ("A bed, he fears dogs", "A bed away from dogs.", "Ahmad", KEY):
        assert typed in html
    assert 'name="sure"' in html
    assert send(client, at, title="A bed, he fears dogs", sure="yes").status_code == 302
    assert Ask.objects.count() == 3


def test_what_others_may_not_see_does_not_come_up(at: str, alice: Member, bob: Member, charlie: Member) -> None:
    hidden = make_ask(charlie, make_circle(charlie, alice, name="Elsewhere"), title="Kryptonite lamp for dogs")
    make_answer(alice, hidden)
    response = send(signed_in(bob), at, title="Kryptonite lamp", text="For dogs.")
    assert response.status_code == 302
    assert b"Kryptonite lamp for dogs" not in signed_in(bob).get(at).content


def test_a_hint_never_blocks_and_can_be_moved(at: str, bob: Member) -> None:
    client = signed_in(bob)
    text = "Call him at 070-174 06 05 or ali@example.org."
    html = send(client, at, text=text).content.decode()
    assert "a phone number" in html
    assert "070-174 06 05" in html
    moved = send(client, at, text=text, sealed="Ahmad", then="move")
    assert moved.status_code == 200
    assert moved.context["form"]["text"].value() == "Call him at … or …."
    assert moved.context["form"]["sealed"].value() == "Ahmad\n070-174 06 05\nali@example.org"
    assert Ask.objects.count() == 0
    assert send(client, at, text=text, sure="yes").status_code == 302
    assert Ask.objects.get().text == text


def test_the_live_panel_is_a_piece_and_writes_nothing(at: str, bob: Member) -> None:
    headers = {"HX-Request": "true", "HX-Target": "before"}
    response = signed_in(bob).post(at, {"title": "", "text": "Call 070-174 06 05"}, headers=headers)
    html = response.content.decode()
    assert response.status_code == 200
    assert "070-174 06 05" in html
    assert "<html" not in html
    assert Ask.objects.count() == 0
    assert signed_in(bob).post(at, {"title": "", "text": ""}, headers=headers).content.decode().strip() == ""


def test_pictures_are_made_anew_and_kept_while_the_form_comes_back(at: str, bob: Member) -> None:
    client = signed_in(bob)
    first = send(client, at, title="", pictures=[a_picture()])
    assert first.status_code == 422
    assert "1 picture is kept" in first.content.decode()
    made = send(client, at, pictures=[a_picture(size=(60, 20))])
    assert made.status_code == 302
    sizes = sorted(AskPicture.objects.values_list("width", "height"))
    assert sizes == [(40, 30), (60, 20)]
    assert files("unsent") == []
    page = client.get(made["Location"]).content.decode()
    for picture in AskPicture.objects.all():
        assert reverse("ask_picture", args=[Ask.objects.get().pk, picture.pk]) in page


def test_kept_pictures_can_be_left_out_and_are_nobody_elses(at: str, alice: Member, bob: Member) -> None:
    client = signed_in(bob)
    send(client, at, title="", pictures=[a_picture()])
    assert "is kept" not in send(signed_in(alice), at, title="").content.decode()
    assert "is kept" not in send(client, at, then="no-pictures").content.decode()
    assert files("unsent") == []


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("letter.pdf", b"%PDF-1.7 not a picture", "application/pdf"),
        SimpleUploadedFile("broken.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "image/png"),
    ],
    ids=["no picture", "broken"],
)
def test_a_bad_picture_is_named_and_nothing_is_written(at: str, bob: Member, file: SimpleUploadedFile) -> None:
    before = files("asks")
    response = send(signed_in(bob), at, pictures=[a_picture(), file])
    assert response.status_code == 422
    assert str(file.name) in response.content.decode()
    assert "He is calm." in response.content.decode()
    assert (Ask.objects.count(), files("asks")) == (0, before)


def test_an_image_bomb_is_refused(at: str, bob: Member) -> None:
    bomb = BytesIO()
    Image.new("1", (6000, 6000)).save(bomb, "PNG")
    file = SimpleUploadedFile("bomb.png", bomb.getvalue(), "image/png")
    response = send(signed_in(bob), at, pictures=[file])
    assert response.status_code == 422
    assert "25 million pixels" in response.content.decode()
    assert Ask.objects.count() == 0


def test_more_than_four_pictures(at: str, bob: Member) -> None:
    response = send(signed_in(bob), at, pictures=[a_picture() for _ in range(5)])
    assert response.status_code == 422
    assert "at most 4 pictures" in response.content.decode()
    client = signed_in(bob)
    send(client, at, title="", pictures=[a_picture() for _ in range(3)])
    late = send(client, at, pictures=[a_picture() for _ in range(2)])
    assert late.status_code == 422
    assert "4 pictures" in late.content.decode()
    assert (Ask.objects.count(), AskPicture.objects.count()) == (0, 0)


def test_a_locked_database_says_so_and_gives_the_text_back(at: str, bob: Member) -> None:
    client = signed_in(bob)
    client.raise_request_exception = False

    def locked(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith('INSERT INTO "ledger_act"'):
            from sqlite3 import OperationalError as Locked

            cause = Locked("database is locked")
            cause.sqlite_errorcode = 5
            raise OperationalError("database is locked") from cause
        return execute(sql, params, many, context)

    before = files("asks")
    with connection.execute_wrapper(locked):
        response = send(client, at, text="He is very calm and likes cats.")
    assert response.status_code == 503
    assert "He is very calm and likes cats." in response.content.decode()
    assert (Ask.objects.count(), files("asks")) == (0, before)


def test_where_to_ask(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    at = reverse("ask_where")
    assert signed_in(bob).get(at)["Location"] == reverse("ask_new", args=[circle.pk])
    make_circle(alice, bob, name="Lund")
    page = signed_in(bob).get(at).content.decode()
    assert "Lund" in page
    assert "Skåne" in page
    assert "You are not in a circle yet" in signed_in(charlie).get(at).content.decode()


def test_changing_an_ask(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    need = make_ask(bob, circle, languages=["sv"])
    at = reverse("ask_edit", args=[need.pk])
    client = signed_in(bob)
    page = client.get(at).content.decode()
    assert "A bed for two nights" in page
    form = {"title": "Two beds", "text": "", "kind": "shelter", "urgency": "0", "languages": ["ar"], "sealed": "Ali"}
    assert client.post(at, {**form, "title": ""}).status_code == 422
    response = client.post(at, {**form, "pictures": [a_picture()]})
    assert response["Location"] == f"/asks/{need.pk}/"
    need.refresh_from_db()
    assert (need.title, need.urgency, need.version) == ("Two beds", 0, 2)
    picture = need.pictures.get()
    assert client.post(at, {**form, "without": ["forged"]}).status_code == 422
    client.post(at, {**form, "without": [picture.pk]})
    assert not need.pictures.exists()
    assert signed_in(charlie).post(at, form).status_code == 404
    assert signed_in(alice).post(at, form).status_code == 409


def test_a_pseudonym_is_offered_by_name(circle: Circle, bob: Member) -> None:
    make_ask(bob, circle, speaker=UNDER_ANOTHER_NAME)
    page = signed_in(bob).get(reverse("ask_new", args=[circle.pk])).content.decode()
    assert "Nightingale" in page
    assert 'name="pseudonym"' not in page
    assert Membership.objects.get(circle=circle, member=bob).pseudonym == "Nightingale"
