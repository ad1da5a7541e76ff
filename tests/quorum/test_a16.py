"""A16: fewer than it takes, the machine's own shell, replayed, edited and late approvals: refused, and on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from dugnad.asks.actions.asking import Need, ask
from dugnad.asks.actions.sealing import let_in_together
from dugnad.asks.models import Kind, Letting, SealedPart
from dugnad.circles.actions.entrusting import entrust, retain
from dugnad.circles.actions.tending import step_down
from dugnad.circles.models import Circle, Membership
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.quorum.actions import exporting, pausing
from dugnad.quorum.actions.approving import approve
from dugnad.quorum.actions.carrying import carry_out
from dugnad.quorum.actions.clockwork import delete_what_is_due
from dugnad.quorum.acts import APPROVED, CARRIED_OUT, KEY_MADE, PROPOSED
from dugnad.quorum.enums import State
from dugnad.quorum.models import Approval, Deletion, ExportPass, Pause, Proposal, SigningKey
from dugnad.quorum.queries.counted import count
from dugnad.quorum.writing import text_of
from tests.cast import NOON, again, make_circle
from tests.quorum.deciding import LATER, approves, circle_of, key_of, proposed, refusals, signed, stewards_of

pytestmark = pytest.mark.django_db
ACTIONS = ["retention", "add-steward", "export", "delete", "lift-pause", "open-sealed"]


@pytest.fixture
def four(movement: object) -> list[Member]:
    """Four stewards: it takes three."""
    return stewards_of(4)


@pytest.fixture
def tended(four: list[Member]) -> Circle:
    return circle_of(*four)


def wanted(action: str, circle: Circle, four: list[Member]) -> Proposal:
    """A proposal of each kind."""
    ann, ben = four[:2]
    answers: dict[str, Any] = {"retention": {"days": 30}, "add-steward": {"handle": "mona"}, "delete": {"none": ""}}
    if action == "export":
        answers[action] = {"to": Membership.objects.get(circle=circle, member=ben).pk}
    elif action == "lift-pause":
        answers[action] = {"pause": pausing.pause(by=again(ben), proposal=proposed(ann, circle), at=NOON).pk}
    elif action == "open-sealed":
        part = sealed_by(Member.objects.get(handle="mona"), circle)
        answers[action] = {"part": part.pk, "to": Membership.objects.get(circle=circle, member=ben).pk}
    return proposed(ann, circle, action, **answers[action])


def sealed_by(member: Member, circle: Circle) -> SealedPart:
    """What `member` has sealed in an ask."""
    need = Need(kind=Kind.objects.create(pk="bed", names={"en": "Bed"}), title="x", sealed="Main street 4")
    made: SealedPart = ask(by=member, circle=circle, need=need, form_key="a1", at=NOON - timedelta(days=1)).sealed
    return made


def untouched(circle: Circle) -> bool:
    """Whether nothing was done of any of them."""
    return (
        Circle.objects.get(pk=circle.pk).retention_days == 90
        and Membership.objects.get(circle=circle, member__handle="mona").role == "member"
        and not ExportPass.objects.exists()
        and not Deletion.objects.exists()
        and not Pause.objects.exclude(lifted_at=None).exists()
        and not Letting.objects.exists()
        and not Act.objects.filter(verb="quorum-carried-out").exists()
    )


@pytest.mark.parametrize("action", ACTIONS)
def test_one_fewer_than_it_takes(action: str, tended: Circle, four: list[Member]) -> None:
    made = wanted(action, tended, four)
    before = refusals()
    for one in four[:2]:
        approves(one, made)
        with pytest.raises(Refused, match="more steward"):
            carry_out(by=again(one), proposal=made, at=LATER)
    assert untouched(tended)
    assert refusals() == before + 2
    approves(four[2], made)
    carry_out(by=again(four[3]), proposal=made, at=LATER)
    assert not untouched(tended)


def forged_approval(made: Proposal, member: Member, public: str, signature: str) -> None:
    """As somebody at the shell would write it, with an act that fits."""
    with transaction.atomic():
        key = new_id()
        act = record(APPROVED, by=member, about=key, circle=made.circle_id, cause=made.act_id, at=NOON)
        Approval.objects.create(
            id=key, act=act, proposal=made, member=member, public=public, signature=signature, at=NOON
        )


def known(member: Member) -> str:
    return SigningKey.objects.get(member=member, ended_at=None).public


def test_rows_without_signatures(tended: Circle, four: list[Member]) -> None:
    made = proposed(four[0], tended)
    for one, signature in zip(four, ["", "0" * 128, signed(four[2], "something else"), "x" * 128], strict=True):
        forged_approval(made, one, known(one), signature)
    with pytest.raises(Refused, match="3 more stewards"):
        carry_out(by=again(four[0]), proposal=made, at=LATER)
    assert untouched(tended)
    assert refusals() == 1


def test_rows_signed_with_a_key_of_the_machine(tended: Circle, four: list[Member]) -> None:
    made = proposed(four[0], tended)
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw().hex()
    signature = private.sign(made.canonical.encode()).hex()
    for one in four:
        forged_approval(made, one, f"{public[:-1]}{one.handle[-1]}", signature)
    Approval.objects.filter(member=four[0]).update(public=public)
    with pytest.raises(Refused, match="3 more stewards"):
        carry_out(by=again(four[0]), proposal=made, at=LATER)
    # Put in the place of a steward's own key it is not by her own act; with an act it is told, and waits.
    SigningKey.objects.filter(member=four[0]).update(public=public)
    SigningKey.objects.filter(member=four[1]).update(act=made.act)
    assert four[1].pk not in count(made, LATER).approving
    with transaction.atomic():
        key = new_id()
        act = record(KEY_MADE, by=four[1], about=key, circle=tended.pk, at=LATER - timedelta(hours=47))
        SigningKey.objects.filter(member=four[1]).update(id=key, act=act, public=f"{public[:-1]}1")
    assert four[1].pk not in count(made, LATER).approving
    assert untouched(tended)


def test_one_signature_counts_for_one_steward_and_one_proposal(tended: Circle, four: list[Member]) -> None:
    first = proposed(four[0], tended)
    second = proposed(four[0], tended, days=31)
    theirs = {one.pk: signed(one, first.canonical) for one in four}
    for one in four:
        with pytest.raises(Refused, match="does not fit"):
            approve(by=again(one), proposal=second, signature=theirs[one.pk], at=NOON)  # replayed
        with pytest.raises(Refused, match="does not fit"):
            approve(by=again(one), proposal=first, signature=theirs[four[four.index(one) - 1].pk], at=NOON)  # another's
    assert refusals() == 8
    assert not Approval.objects.exists()
    assert untouched(tended)


@pytest.mark.parametrize(
    "edit",
    [
        {"parameters": {"days": 700, "instead_of": 90}},
        {"action": "delete", "parameters": {}},
        {"why": "Another reason."},
        {"basis": 1},
        {"canonical": "{}"},
        {"circle": "another"},
    ],
)
def test_what_was_edited_after_it_was_signed(edit: dict[str, Any], tended: Circle, four: list[Member]) -> None:
    made = proposed(four[0], tended)
    for one in four:
        approves(one, made)
    if "circle" in edit:
        edit = {"circle": make_circle(four[0], name="Another")}
    Proposal.objects.filter(pk=made.pk).update(**edit)
    with pytest.raises(Refused, match="something in it was changed"):
        carry_out(by=again(four[0]), proposal=Proposal.objects.get(), at=LATER)
    assert untouched(tended)
    assert refusals() == 1
    # With words that fit again, the signatures do not.
    changed = Proposal.objects.select_related("act").get()
    if "canonical" not in edit and "circle" not in edit:
        Proposal.objects.filter(pk=made.pk).update(canonical=text_of(changed))
        with pytest.raises(Refused, match="3 more stewards"):
            carry_out(by=again(four[0]), proposal=Proposal.objects.get(), at=LATER)
    assert untouched(tended)


def test_times_in_the_row_shorten_and_lengthen_nothing(tended: Circle, four: list[Member]) -> None:
    made = proposed(four[0], tended)
    for one in four:
        approves(one, made)
    Proposal.objects.update(created_at=NOON - timedelta(days=5))
    with pytest.raises(Refused, match="Nobody can make that shorter"):
        carry_out(by=again(four[0]), proposal=Proposal.objects.get(), at=LATER - timedelta(hours=2))
    Proposal.objects.update(created_at=NOON + timedelta(days=5))
    with pytest.raises(Refused, match="two weeks ago"):
        carry_out(by=again(four[0]), proposal=Proposal.objects.get(), at=NOON + timedelta(days=14))
    with pytest.raises(Refused, match="two weeks ago"):
        approves(four[0], made, at=NOON + timedelta(days=14))
    older = proposed(four[1], tended, at=NOON - timedelta(days=3), days=29)
    with transaction.atomic():
        act = record(PROPOSED, by=four[0], about=older.pk, circle=tended.pk, at=NOON - timedelta(days=4))
    Proposal.objects.filter(pk=made.pk).update(act=act)
    with pytest.raises(Refused, match="something in it was changed"):
        carry_out(by=again(four[0]), proposal=Proposal.objects.get(pk=made.pk), at=NOON)
    assert untouched(tended)
    assert refusals() == 4


def test_those_who_tend_it_no_more(tended: Circle, four: list[Member]) -> None:
    made = proposed(four[0], tended)
    for one in four[:3]:
        approves(one, made)
    step_down(by=again(four[1]), circle=tended, at=NOON)
    step_down(by=again(four[2]), circle=tended, at=NOON)
    with pytest.raises(Refused, match="One more steward"):
        carry_out(by=again(four[0]), proposal=made, at=LATER)
    with pytest.raises(Refused, match="Only the stewards"):
        approve(by=again(four[1]), proposal=made, signature=signed(four[1], made.canonical), at=NOON)
    with pytest.raises(Refused, match="Only the stewards"):
        carry_out(by=again(four[1]), proposal=made, at=LATER)
    assert untouched(tended)
    assert refusals() == 3


def test_the_functions_below_called_from_a_shell(tended: Circle, four: list[Member]) -> None:
    made = wanted("add-steward", tended, four)
    mona = Membership.objects.get(circle=tended, member__handle="mona")
    with transaction.atomic():
        act = record(CARRIED_OUT, by=four[0], about=made.pk, circle=tended.pk, cause=made.act_id, amount=4, at=LATER)
        Proposal.objects.update(state=State.CARRIED, ending=act.pk, ended_at=LATER)
    calls: list[Callable[[], object]] = [
        lambda: entrust(by=four[0], membership=mona, warrant=act, at=LATER),
        lambda: retain(by=four[0], circle=tended, days=700, instead_of=90, warrant=act, at=LATER),
        lambda: let_in_together(by=four[0], part=sealed_by(mona.member, tended), member=four[0], warrant=act, at=LATER),
    ]
    for call in calls:
        with pytest.raises(Refused, match="several stewards"):
            call()
    assert Act.objects.filter(verb="without-warrant", actor=four[0].person_key).count() == len(calls)
    with transaction.atomic():
        passing, going = (record(CARRIED_OUT, by=four[0], about=made.pk, circle=tended.pk, at=LATER) for _ in range(2))
        Proposal.objects.update(ending=passing.pk)
        ExportPass.objects.create(
            act=passing, circle=tended, proposal=made, member=four[0], until=LATER + timedelta(days=1)
        )
        Deletion.objects.create(circle=tended, proposal=made, act=going, due_at=LATER)
    assert exporting.take(by=again(four[0]), circle=tended, session="s", at=LATER) is None
    assert delete_what_is_due(LATER) == 0
    assert Circle.objects.filter(pk=tended.pk).exists()
    assert not Deletion.objects.exists()
    assert Act.objects.filter(verb="circle-kept-after-all").count() == 1
    assert (mona.role, Circle.objects.get(pk=tended.pk).retention_days) == ("member", 90)


def test_a_warrant_is_good_for_one_thing_once(tended: Circle, four: list[Member]) -> None:
    made = wanted("add-steward", tended, four)
    for one in four[:3]:
        approves(one, made)
    carry_out(by=again(four[0]), proposal=made, at=LATER)
    act = Act.objects.get(verb="quorum-carried-out")
    mona = Membership.objects.get(circle=tended, member__handle="mona")
    key_of(mona.member, tended, at=NOON)
    step_down(by=again(mona.member), circle=tended, at=LATER)
    mona.refresh_from_db()
    with pytest.raises(Refused, match="several stewards"):
        entrust(by=again(four[0]), membership=mona, warrant=act, at=LATER)
    with pytest.raises(Refused, match="several stewards"):
        retain(by=again(four[0]), circle=tended, days=3, instead_of=90, warrant=act, at=LATER)
