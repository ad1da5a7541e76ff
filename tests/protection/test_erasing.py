"""A22: what a circle keeps no longer is gone from its tables, the index, the journal and the freed pages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from dugnad.asks.actions import living, offers
from dugnad.asks.enums import State, Unit
from dugnad.asks.models import Answer, Ask, AskPicture, LivingAnswer, Offer, Reservation, Revision, SealedPart
from dugnad.circles.actions.application import apply, withdraw
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.models import Circle, Vouch
from dugnad.gatherings.enums import Every
from dugnad.gatherings.models import Coming, Gathering, Occasion
from dugnad.kit.fulltext.models import Entry
from dugnad.kit.ids import new_key
from dugnad.kit.pictures import Picture
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.protection.actions.erasing import erase_in, erase_what_is_over
from dugnad.protection.enums import Whom
from dugnad.protection.models import Keeping
from dugnad.protection.queries.circle import kept_days
from dugnad.work.models import Note, Task
from tests.asks.making import make_answer, make_ask, make_kind
from tests.cast import NOON, again, make_circle, make_member
from tests.gatherings.making import comes, gathered
from tests.kit.fulltext.test_erasure import indexed_words, needles, traces
from tests.protection.making import protected
from tests.work.making import make_task

LATER = NOON + timedelta(days=91)


def filled(circle: Circle, by: Member, other: Member, words: list[str]) -> None:
    """Something of every kind in `circle`, each with a word that nobody else uses."""
    word = iter(words)
    picture = Picture(webp=b"RIFF" + next(word).encode(), width=3, height=2, sha256="")
    need = make_ask(by, circle, title=next(word), text=next(word), sealed="a name", pictures=[picture])
    make_answer(other, need, text=next(word))
    tonight = offers.Stretch(NOON + timedelta(hours=2), NOON + timedelta(hours=9))
    made = offers.offer(
        by=again(other), circle=circle, kind=make_kind(), title=next(word), text=next(word), unit=Unit.BEDS,
        capacity=1, stretches=[tonight], form_key=new_key(), at=NOON,
    )  # fmt: skip
    offers.take(by=again(by), opening=made.openings.get(), ask=need, form_key=new_key(), at=NOON)
    helped = make_ask(by, circle, title=next(word))
    Ask.objects.filter(pk=helped.pk).update(state=State.HELPED)
    helped.refresh_from_db()
    day = (NOON + timedelta(days=30)).date()
    page = living.Page(next(word), next(word), "Sweden", day)
    living.distil(by=again(by), ask=helped, page=page, credited=[], form_key=new_key(), at=NOON)
    make_task(by, circle, next(word), text=next(word))
    comes(other, gathered(by, circle, first=NOON.date(), title=next(word), text=next(word), venue=next(word)))


def on_disk() -> bytes:
    """The database and its journal, byte by byte."""
    path = Path(str(connection.settings_dict["NAME"]))
    return b"".join(part.read_bytes() for part in path.parent.iterdir() if part.name.startswith(path.name))


def rows(circle: Circle) -> int:
    """What is written in the circle, in all tables that hold such things."""
    own = (Ask, Answer, Offer, LivingAnswer, Task, Gathering)
    through = {
        SealedPart: "ask__circle", AskPicture: "ask__circle", Reservation: "ask__circle", Revision: "living__circle",
        Note: "task__circle", Occasion: "gathering__circle", Coming: "occasion__gathering__circle",
    }  # fmt: skip
    here = sum(model._default_manager.filter(circle=circle).count() for model in own)
    here += Entry.objects.filter(scope=circle.pk).count()
    return here + sum(model._default_manager.filter(**{path: circle}).count() for model, path in through.items())


@pytest.mark.django_db(transaction=True)
def test_after_ninety_one_days_nothing_is_left() -> None:
    alice, bob = make_member("alice"), make_member("bob")
    young, other = make_circle(alice, bob), make_circle(alice, bob, name="Malmö")
    protected(young, alice, whom=Whom.AT_RISK)
    secret, kept = needles(14), needles(14)
    filled(young, alice, bob, secret)
    filled(other, alice, bob, kept)
    pictures = [str(one.file.name) for one in AskPicture.objects.filter(ask__circle=young)]
    acts = list(Act.objects.values_list("pk", "verb", "actor", "object_id"))
    assert erase_what_is_over(NOON + timedelta(days=89)) == 0
    assert rows(young) == rows(other) == 20

    assert erase_what_is_over(LATER) > 0

    assert rows(young) == 0
    assert rows(other) == 20
    assert not any(default_storage.exists(name) for name in pictures)
    assert acts == list(Act.objects.values_list("pk", "verb", "actor", "object_id")[: len(acts)])
    told = Act.objects.filter(verb="written-erased")
    assert {(act.actor, act.circle) for act in told} == {("", young.pk)}
    assert erase_what_is_over(LATER) == 0
    if connection.vendor == "sqlite":
        disk = on_disk()
        assert traces(disk, secret) == []
        assert len(traces(disk, kept)) == len(kept) - 1  # one is in a picture
        assert not indexed_words() & set(secret)


def test_each_circle_keeps_as_long_as_it_chose(movement: object, alice: Member, bob: Member) -> None:
    week, month = make_circle(alice, bob, name="Lund"), make_circle(alice, bob, name="Ystad")
    for circle, days in ((week, 7), (month, 30)):
        act = Act.objects.get(pk=circle.act_id)
        Keeping.objects.create(act=act, circle=circle, days=days)
        make_ask(bob, circle)
    young = protected(make_circle(alice, bob), alice, whom=Whom.AT_RISK)
    Keeping.objects.create(act=Act.objects.get(pk=young.act_id), circle=young, days=30)
    make_ask(bob, young)
    for days, left in ((6, 3), (8, 2), (29, 2), (31, 0)):
        _erased(days)
        assert Ask.objects.count() == left


def test_days_that_were_are_emptied_and_those_to_come_stand(circle: Circle, alice: Member, bob: Member) -> None:
    protected(circle, alice)
    weekly = gathered(alice, circle, every=Every.WEEK, times=20)
    comes(bob, weekly)
    comes(bob, weekly, number=19)
    Occasion.objects.filter(number=0).update(decided="We go on.", came=4)
    _erased(100)
    first = weekly.occasions.get(number=0)
    assert (first.decided, first.came) == ("", 4)
    assert [one.occasion.number for one in Coming.objects.select_related("occasion")] == [19]
    _erased(300)
    assert not Gathering.objects.exists()


def test_what_was_said_at_the_door_goes_too(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    vouch(by=again(bob), circle=circle, for_member=charlie, words="We studied together.", at=NOON)
    withdraw(by=again(charlie), application=apply(by=again(charlie), circle=circle, norms=1, at=NOON), at=NOON)
    protected(circle, alice)
    _erased(91)
    assert Vouch.objects.get().words == ""
    assert not circle.applications.exists()


def _erased(days: int) -> None:
    """As the job does, without what needs to stand outside a transaction."""
    at = NOON + timedelta(days=days)
    for circle, kept in kept_days().items():
        erase_in(circle, at, at - timedelta(days=kept))
