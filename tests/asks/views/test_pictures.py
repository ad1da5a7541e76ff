from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image

from dugnad.asks.models import AskPicture
from dugnad.circles.models import Circle
from dugnad.kit.pictures import reencode
from dugnad.people.models import Member
from tests.asks.making import make_ask
from tests.cast import signed_in


@pytest.fixture
def picture(circle: Circle, bob: Member) -> AskPicture:
    made = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "PNG")
    return make_ask(bob, circle, pictures=[reencode(made.getvalue())]).pictures.get()


def at(picture: AskPicture) -> str:
    return reverse("ask_picture", args=[picture.ask_id, picture.pk])


def test_those_who_read_the_ask_see_its_pictures(picture: AskPicture, alice: Member) -> None:
    response = signed_in(alice).get(at(picture))
    content = b"".join(response)  # type: ignore[arg-type]  # a streaming answer
    assert (response.status_code, response["Content-Type"], response["X-Content-Type-Options"]) == (
        200,
        "image/webp",
        "nosniff",
    )
    assert Image.open(BytesIO(content)).size == (40, 30)


def test_others_do_not(picture: AskPicture, circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    assert signed_in(charlie).get(at(picture)).status_code == 404
    assert Client().get(at(picture)).status_code == 302
    elsewhere = make_ask(bob, circle)
    assert signed_in(alice).get(reverse("ask_picture", args=[elsewhere.pk, picture.pk])).status_code == 404


def test_a_file_that_is_gone_is_not_an_error_of_ours(picture: AskPicture, alice: Member) -> None:
    default_storage.delete(str(picture.file.name))
    assert signed_in(alice).get(at(picture)).status_code == 404
