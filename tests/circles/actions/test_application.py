from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.actions.application import admit, apply, decline, withdraw
from dugnad.circles.actions.circle import change
from dugnad.circles.actions.membership import join
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Progress
from dugnad.circles.models import Application, Circle, Membership
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import NOON, make_circle, make_member


@pytest.fixture
def asking(alice: Member, bob: Member) -> Circle:
    """A closed circle that asks one question."""
    return make_circle(alice, bob, questions=["Why here?"])


def test_applying_is_recorded_with_what_was_asked(asking: Circle, charlie: Member) -> None:
    application = apply(by=charlie, circle=asking, norms=1, answers=["To help."], at=NOON)
    assert (application.answers, application.norms_accepted) == ([["Why here?", "To help."]], 1)
    assert (application.act.verb, application.act.actor) == ("applied", charlie.person_key)
    assert Application.objects.visible_to(charlie).get() == application


def test_nobody_waits_twice(asking: Circle, charlie: Member) -> None:
    apply(by=charlie, circle=asking, norms=1, answers=["To help."], at=NOON)
    before = Act.objects.count()
    with pytest.raises(Refused, match="cannot ask"):
        apply(by=charlie, circle=asking, norms=1, answers=["To help."], at=NOON)
    assert (Application.objects.count(), Act.objects.count()) == (1, before)


def test_every_question_has_an_answer(asking: Circle, charlie: Member) -> None:
    with pytest.raises(Refused, match="questions"):
        apply(by=charlie, circle=asking, norms=1, at=NOON)
    assert not Application.objects.exists()


def test_a_circle_may_take_no_applications(asking: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    change(by=alice, circle=asking, basis=asking.act_id, takes_applications=False, at=NOON)
    with pytest.raises(Refused, match="cannot ask"):
        apply(by=charlie, circle=asking, norms=1, answers=["To help."], at=NOON)
    vouch(by=bob, circle=asking, for_member=charlie, at=NOON)
    assert apply(by=charlie, circle=asking, norms=1, answers=["To help."], at=NOON).progress == Progress.WAITING


def test_a_steward_lets_them_in(asking: Circle, alice: Member, charlie: Member) -> None:
    application = apply(by=charlie, circle=asking, norms=1, answers=["To help."], at=NOON)
    asked = application.act_id
    mine = admit(by=alice, application=application, at=NOON)
    assert (mine.member, mine.norms_accepted, mine.act.cause_id) == (charlie, 1, asked)
    application = Application.objects.get()
    assert (application.progress, application.decided_by, application.act.verb) == ("admitted", alice, "admitted")
    assert application.act.cause_id == asked
    with pytest.raises(Refused, match="already"):
        decline(by=alice, application=application, at=NOON)


def test_a_member_lets_nobody_in(asking: Circle, bob: Member, charlie: Member) -> None:
    application = apply(by=charlie, circle=asking, norms=1, answers=["To help."], at=NOON)
    for decide in (admit, decline):
        with pytest.raises(Refused, match="Only the stewards"):
            decide(by=bob, application=application, at=NOON)
    assert Application.objects.get().progress == Progress.WAITING


def test_not_now_rests_a_while(asking: Circle, alice: Member, charlie: Member) -> None:
    application = apply(by=charlie, circle=asking, norms=1, answers=["To help."], at=NOON)
    decline(by=alice, application=application, reply="We are full.", at=NOON)
    assert (application.progress, application.reply) == ("declined", "We are full.")
    with pytest.raises(Refused, match="cannot ask"):
        apply(by=charlie, circle=asking, norms=1, answers=["Again."], at=NOON + timedelta(days=6))
    apply(by=charlie, circle=asking, norms=1, answers=["Again."], at=NOON + timedelta(days=7))
    assert Application.objects.filter(progress=Progress.WAITING).count() == 1


def test_a_wish_is_taken_back_by_whoever_had_it(asking: Circle, bob: Member, charlie: Member) -> None:
    application = apply(by=charlie, circle=asking, norms=1, answers=["To help."], at=NOON)
    with pytest.raises(Refused, match="Only the one"):
        withdraw(by=bob, application=application, at=NOON)
    withdraw(by=charlie, application=application, at=NOON)
    assert (application.progress, application.act.verb) == ("withdrawn", "withdrew")
    apply(by=charlie, circle=asking, norms=1, answers=["After all."], at=NOON)


def test_words_given_before_let_them_in_at_once(asking: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    make_circle(alice, name="Another")
    for by in (alice, bob):
        vouch(by=by, circle=asking, for_member=charlie, at=NOON)
    with pytest.raises(Refused, match="cannot ask"):  # the door is open: there is nothing to ask for
        apply(by=charlie, circle=asking, norms=1, answers=["To help."], at=NOON)
    join(by=charlie, circle=asking, norms=1, at=NOON)


def test_coming_in_another_way_answers_what_waits(asking: Circle, alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    apply(by=dora, circle=asking, norms=1, answers=["To help."], at=NOON)
    for by in (bob, alice):
        vouch(by=by, circle=asking, for_member=dora, at=NOON)
    application, mine = Application.objects.get(), Membership.objects.get(circle=asking, member=dora)
    assert (application.progress, application.decided_by, application.act.actor) == ("admitted", None, "")
    assert application.act.cause_id == mine.act_id
