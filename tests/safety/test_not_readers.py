"""The power to moderate never gives the power to read: a case is a page, not a key (the second hole of the list)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from dugnad.asks.actions.asking import Need, ask
from dugnad.asks.models import Ask, AskPicture, Kind
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import enter, leave
from dugnad.circles.models import Membership
from dugnad.kit.clock import now
from dugnad.people.models import Member
from tests.cast import again, make_member, make_steward, signed_in
from tests.safety.making import World

READ = ("", "sealed/", "pictures/{picture}/")
WRITE = ("answer/", "take/", "close/", "reopen/", "thank/", "helped/", "edit/", "hand-over/", "sealed/want/")


@pytest.fixture
def asked(world: World) -> Ask:
    """Written yesterday by bob, with something sealed; reported by fia, who does not show what it says."""
    kind = Kind.objects.create(id="shelter", names={"en": "Shelter"})
    need = Need(kind=kind, title="the needle", text="the thread", sealed="the eye")
    one = ask(by=again(world.bob), circle=world.circle, need=need, form_key="1", at=now() - timedelta(days=1))
    AskPicture.objects.create(ask=one, file=ContentFile(b"RIFF", name="a.webp"), describes="the pin", width=1, height=1)
    return one


def told(world: World, one: Ask, **form: str) -> str:
    signed_in(world.fia).post(f"/report/ask/{one.pk}/", {"norm": "0", "words": "Look at this.", **form})
    return f"/cases/{world.circle.cases.get().pk}/"


def late_steward(world: World) -> Member:
    """Came today: what was written before is not theirs to read."""
    late = make_member("late")
    enter(circle=world.circle, member=late)
    make_steward(late, world.circle)
    return again(late)


@pytest.mark.parametrize("shows", [False, True])
def test_a_steward_from_later_sees_only_what_was_shown(world: World, asked: Ask, shows: bool) -> None:
    case = told(world, asked, **({"attached": "on"} if shows else {}))
    late = signed_in(late_steward(world))
    page = late.get(case).content.decode()
    assert "Look at this." in page
    assert ("the needle" in page, "the thread" in page) == (shows, shows)
    assert f"/asks/{asked.pk}/" not in page
    assert "the eye" not in page
    picture = asked.pictures.get().pk
    for path in READ:
        assert late.get(f"/asks/{asked.pk}/{path.format(picture=picture)}").status_code == 404, path
    for path in WRITE:
        assert late.post(f"/asks/{asked.pk}/{path}", {"text": "x"}).status_code == 404, path
    assert "the needle" not in late.get("/search/", {"q": "needle"}).content.decode().replace('value="needle"', "")


def test_a_steward_who_reads_it_anyway_sees_it_but_never_what_is_sealed(world: World, asked: Ask) -> None:
    case = told(world, asked)
    page = signed_in(world.alice).get(case).content.decode()
    assert "the needle" in page
    assert f"/asks/{asked.pk}/" in page
    assert "the eye" not in page


@pytest.mark.parametrize("how", ["left", "stepped down", "kept out", "operator", "outsider"])
def test_without_the_circle_a_case_is_not_there(world: World, asked: Ask, how: str) -> None:
    case = told(world, asked, attached="on")
    who = again(world.dora)
    if how == "left":
        leave(by=who, circle=world.circle)
    elif how == "stepped down":
        Membership.objects.filter(member=who).update(role="member")
    elif how == "kept out":
        membership = Membership.objects.select_related("circle", "member").get(member=who)
        ban(by=again(world.alice), membership=membership, told="x", steward_too=True)
    else:
        who = make_member("who", is_operator=how == "operator")
    client = signed_in(who)
    for path in (case, f"/circles/{world.circle.pk}/cases/"):
        assert client.get(path).status_code == 404
    for path in ("propose/", "hand-over/"):
        assert client.post(f"{case}{path}").status_code == 404
