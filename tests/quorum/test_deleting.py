"""The end of a circle: everything in it goes, and everybody who was in it is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from dugnad.asks.models import AskPicture
from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.kit.fulltext.models import Entry
from dugnad.ledger.models import Act, Recorded
from dugnad.notify.follower import Teller
from dugnad.notify.models import Notice
from dugnad.people.telling import words_for
from dugnad.quorum.actions import pausing
from dugnad.quorum.actions.carrying import carry_out
from dugnad.quorum.actions.clockwork import delete_what_is_due
from dugnad.quorum.enums import EXPIRES, LAST_DAYS
from dugnad.quorum.models import Deletion, Farewell, Proposal
from tests.cast import again, make_member, make_steward
from tests.quorum.deciding import EARLIER, LATER, approves, circle_of, key_of, proposed, stewards_of
from tests.seeing.world import make_world

pytestmark = pytest.mark.django_db
DUE = LATER + LAST_DAYS


def decided(circle: Circle, *stewards: object) -> Proposal:
    """That it is deleted."""
    made = proposed(stewards[0], circle, "delete", none="")  # type: ignore[arg-type]  # they are members
    for one in stewards:
        approves(one, made)  # type: ignore[arg-type]  # they are members
    return carry_out(by=again(stewards[0]), proposal=made, at=LATER)  # type: ignore[arg-type]  # they are members


def test_nothing_is_left_and_everybody_is_told(db: None, django_capture_on_commit_callbacks: object) -> None:
    world = make_world(Openness.CLOSED)
    circle, steward = world.circle, world.people["steward"]
    second = make_member("kim")
    enter(circle=circle, member=second, at=EARLIER)
    make_steward(second, circle, at=EARLIER)
    key_of(steward, circle)
    key_of(second, circle)
    name = default_storage.save("asks/last.webp", ContentFile(b"RIFF"))
    AskPicture.objects.create(ask=world.ask, file=name, describes="x", width=1, height=1)
    assert Entry.objects.filter(object_id=world.ask.pk).exists()
    decided(circle, steward, second)
    assert delete_what_is_due(DUE - timedelta(minutes=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a context manager
        assert delete_what_is_due(DUE) == 1
    of_two_people = {"first contact"}  # between members, in no circle
    marks = {mark for what, mark in world.marks.made.items() if what not in of_two_people}
    assert left_of(circle.pk, marks) == []
    assert not default_storage.exists(name)
    gone = Act.objects.get(verb="circle-deleted")
    assert gone.amount == Farewell.objects.count() > 3
    Teller().tell([gone], gone.at)
    member = again(world.people["member"])
    assert Notice.objects.filter(act=gone, member=member).exists()
    (words,) = words_for(member, [gone]).values()
    assert (words.title, "was deleted" in words.line) == ("Skåne", True)
    assert words_for(again(world.people["outsider"]), [gone]) == {}
    connection.check_constraints()
    delete_what_is_due(DUE + timedelta(days=30))
    assert not Farewell.objects.exists()


def left_of(circle: str, marks: set[str]) -> list[str]:
    """Where an id of the circle, or words written in it, are found in any column but those of acts and farewells."""
    found = []
    for model in apps.get_models():
        if model in {Act, Farewell} or model._meta.app_label in {"sessions", "contenttypes"}:
            continue
        for row in model._default_manager.all():
            held = [getattr(row, field.attname) for field in model._meta.concrete_fields]
            if any(str(value) == circle for value in held):
                found.append(f"{model.__name__} holds the circle")
            if issubclass(model, Recorded) or model is Entry:
                found += [f"{model.__name__}: {mark}" for mark in marks for value in held if mark in str(value)]
    return found


def test_any_steward_stops_it_until_the_last_moment(movement: object) -> None:
    ann, ben, cid = stewards_of(3)
    circle = circle_of(ann, ben, cid)
    made = decided(circle, ann, ben)
    pausing.pause(by=again(cid), proposal=made, at=DUE)
    assert delete_what_is_due(DUE + timedelta(days=1)) == 0
    pausing.unpause(by=again(cid), proposal=made, at=DUE + timedelta(days=1))
    pausing.pause(by=again(ben), proposal=made, at=DUE + timedelta(days=1))
    assert delete_what_is_due(DUE + EXPIRES) == 0
    assert not Deletion.objects.exists()
    assert Act.objects.filter(verb="circle-kept-after-all").count() == 1
    assert Circle.objects.filter(pk=circle.pk).exists()
