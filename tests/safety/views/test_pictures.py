"""A picture in a case is a few pixels until somebody asks to see it, and is counted each time."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from dugnad.asks.actions.asking import Need, ask
from dugnad.asks.models import Ask, AskPicture, Kind
from dugnad.kit.clock import now
from dugnad.safety.jobs import empty_cases
from dugnad.safety.models import Case, Exposure, ReportPicture
from tests.cast import again, signed_in
from tests.safety.making import World


def webp() -> bytes:
    file = BytesIO()
    Image.linear_gradient("L").resize((320, 240)).convert("RGB").save(file, "WEBP")
    return file.getvalue()


@pytest.fixture
def asked(world: World) -> Ask:
    kind = Kind.objects.create(id="shelter", names={"en": "Shelter"})
    one = ask(by=again(world.bob), circle=world.circle, need=Need(kind=kind, title="x"), form_key="1")
    AskPicture.objects.create(ask=one, file=ContentFile(webp(), name="a.webp"), describes="A door", width=1, height=1)
    signed_in(world.fia).post(f"/report/ask/{one.pk}/", {"norm": "0", "attached": "on"})
    return one


def test_blurred_until_asked_for_and_counted(world: World, asked: Ask) -> None:
    alice, picture = signed_in(world.alice), ReportPicture.objects.get()
    path = f"/cases/{Case.objects.get().pk}/pictures/{picture.pk}/"
    assert "A picture, blurred" in alice.get(f"/cases/{Case.objects.get().pk}/").content.decode()
    blurred = alice.get(f"{path}blurred/")
    assert max(Image.open(BytesIO(blurred.content)).size) <= 16
    whole = b64encode(webp())[:60]
    assert whole not in alice.get(path).content
    assert not Exposure.objects.filter(of_picture=True).exists()
    for times in (1, 2):
        assert whole in alice.post(path).content
        assert Exposure.objects.filter(of_picture=True).count() == times
    assert "2 pictures" in signed_in(world.dora).get(f"/circles/{world.circle.pk}/cases/").content.decode()


def test_it_is_as_it_was_reported_and_goes_with_the_case(world: World, asked: Ask) -> None:
    picture = ReportPicture.objects.get()
    asked.pictures.all().delete()
    assert picture.file.read() == webp()
    Case.objects.update(phase="closed", closed_at=now().replace(year=2020))
    name = picture.file.name
    empty_cases(now())
    assert not ReportPicture.objects.exists()
    assert not picture.file.storage.exists(str(name))


@pytest.mark.parametrize("who", ["bob", "fia", "gerd"])
def test_nobody_else_sees_it(world: World, asked: Ask, who: str) -> None:
    path = f"/cases/{Case.objects.get().pk}/pictures/{ReportPicture.objects.get().pk}/"
    client = signed_in(getattr(world, who))
    assert [client.get(path).status_code, client.get(f"{path}blurred/").status_code] == [404, 404]
    assert client.post(path).status_code == 404
