"""Calling somebody by name, and what they say to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dugnad.asks import rules
from dugnad.asks.acts import ACCEPTED, CALLED, DECLINED, PASSED_ON, RAN_OUT
from dugnad.asks.enums import CALL_TRANSITIONS, CALL_WAITS, TRIED, CallState, State, Urgency
from dugnad.asks.models import Ask, Call, Callee
from dugnad.asks.queries.calls import Reasons, reasons_for
from dugnad.asks.queries.candidates import quiet_hours, recent_calls
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member
from dugnad.people.rules import apart
from dugnad.protection import contact

RUNNING = frozenset({State.OPEN, State.HELD})
LATE = frozenset({CallState.RAN_OUT, CallState.DECLINED, CallState.PASSED_ON})
"""Whoever comes after that was counted as not having come in time."""


@transaction.atomic
def call_by_name(
    *, ask: Ask, member: str, wave: int, fit: float = 1.0, by: Member | None = None, at: datetime | None = None
) -> Call | None:
    """Call the member with this id for `ask`; `by` is whoever passed their own call on to them.

    `fit` says how well it suits them (0 to 1): no answer to what hardly does is hardly counted.

    None, and nothing is changed, when they may not be called now: for what they may read, for quiet hours, for as many
    calls in seven days as they are ready for, or because they were called for it before. This is decided here, on
    facts read within the turn that the call takes, whoever chose them and however long ago.
    """
    at = at or now()
    won = _win_turn(member, ask, at)
    if won is None:
        return None
    called, reasons = won
    made = Call(
        id=new_id(),
        ask=ask,
        circle_id=ask.circle_id,
        member=called,
        passed_by=by,
        wave=wave,
        fit=fit,
        reasons=reasons.as_json(),
        called_at=at,
        answer_by=at + CALL_WAITS[Urgency(ask.urgency)],
    )
    made.act = _record_calling(made, by, at)
    made.save(force_insert=True)
    return made


def _win_turn(member: str, ask: Ask, at: datetime) -> tuple[Member, Reasons] | None:
    """The member and why one asks them, if they may be called: from here on nobody else calls them before us."""
    while True:  # once more for each who has called them between our counting and our turn
        turn = Callee.objects.get_or_create(member_id=member)[0].turn
        found = Member.objects.select_related("place").filter(pk=member).first()
        if found is None or not _may_be_called(found, ask, at):
            return None
        reasons = reasons_for(found, ask, at)  # before this call is itself a fact about them
        if _take_turn(found, turn, at):
            return found, reasons


def _record_calling(call: Call, by: Member | None, at: datetime) -> Act:
    return record(
        CALLED,
        by=by,
        about=call.pk,
        circle=call.circle_id,
        toward=call.member,
        cause=call.ask.act_id,
        audience=Audience.PRIVATE,
        at=at,
    )


def _may_be_called(member: Member, ask: Ask, at: datetime) -> bool:
    if not member.is_active or member.pk in {ask.author_id, ask.held_by_id} or ask.author_id in apart(member).all:
        return False
    if quiet_hours(member).hold(at) or recent_calls([member.pk], at).get(member.pk, 0) >= member.calls_per_week:
        return False
    if not contact.may_meet_in(ask.circle_id, member.pk, ask.author_id):
        return False
    return rules.answers_ask.can(member, ask) and not Call.objects.filter(ask=ask, member=member).exists()


def _take_turn(member: Member, turn: int, at: datetime) -> bool:
    """Unless somebody else called `member` since their calls were counted, or they want it otherwise by now."""
    as_read = Member.objects.filter(
        pk=member.pk,
        is_active=True,
        calls_per_week=member.calls_per_week,
        quiet_from=member.quiet_from,
        quiet_until=member.quiet_until,
        time_zone=member.time_zone,
    )
    mine = Callee.objects.filter(member__in=as_read, turn=turn)
    return mine.update(turn=F("turn") + 1, last_called_at=at) == 1


@transaction.atomic
def accept(*, by: Member, call: Call, at: datetime | None = None) -> Call:
    """Promise to help. Accepting twice is accepting once; an ask that has come to an end is `Refused`, with thanks."""
    rules.is_called.require(by, call)
    rules.answers_ask.require(by, call.ask)
    at = at or now()
    if call.ask.state not in RUNNING:
        raise Refused(_("This has been helped already. Thank you for wanting to."))
    if _settle(call, CallState.ACCEPTED, at, answer_by=at + CALL_WAITS[Urgency(call.ask.urgency)]):
        _record(ACCEPTED, by, call, Audience.CIRCLE, at)
    elif call.state not in {CallState.ACCEPTED, CallState.CAME}:
        raise Refused(_("This call is over. You can still answer on the page of the ask."))
    return call


@transaction.atomic
def decline(*, by: Member, call: Call, at: datetime | None = None) -> Call:
    """Say no, for whatever reason; also after having said yes. Nobody is told who did. Twice is once."""
    rules.is_called.require(by, call)
    at = at or now()
    if _settle(call, CallState.DECLINED, at):
        _record(DECLINED, by, call, Audience.PRIVATE, at)
    return call


@transaction.atomic
def pass_on(*, by: Member, call: Call, to: Member, at: datetime | None = None) -> Call:
    """Let `to` be called instead; their call is returned.

    `Refused`, with the same words whatever the reason, when `to` may not be called: why is theirs to know.
    """
    rules.is_called.require(by, call)
    at = at or now()
    made = None
    for pk in sorted([by.pk, to.pk]):  # both rows in one order, or two who pass on to each other would wait for ever
        Callee.objects.filter(pk=pk).update(turn=F("turn"))
    if call.ask.state in RUNNING and _settle(call, CallState.PASSED_ON, at):
        made = _call_instead(by, call, to, at)
    if made is None:
        raise Refused(_("%(name)s cannot be asked right now. Choose somebody else.") % {"name": to.handle})
    return made


def _call_instead(by: Member, call: Call, to: Member, at: datetime) -> Call | None:
    _record(PASSED_ON, by, call, Audience.PRIVATE, at)
    with_circle = Ask.objects.select_related("circle", "place", "kind").get(pk=call.ask_id)
    if to.pk in apart(by).all or contact.needs_witness(by.pk, to.pk):
        return None
    return call_by_name(ask=with_circle, member=to.pk, wave=call.wave, by=by, at=at)


def come(*, ask: Ask, person_key: str, at: datetime) -> None:
    """Whoever this is has answered or taken `ask`: if they were called for it, they came. Twice is once."""
    mine = Call.objects.filter(ask=ask, member__person_key=person_key).first()
    if mine is None:  # most answer without having been called, and nobody has to wait for the one writer then
        return
    with transaction.atomic():
        _settle(mine, CallState.CAME, at)


@transaction.atomic
def run_out(*, call: Call, at: datetime) -> bool:
    """The time of `call` is over. False if it was settled meanwhile, or has got more time."""
    if call.answer_by > at or not _settle(call, CallState.RAN_OUT, at):
        return False
    _record(RAN_OUT, None, call, Audience.PRIVATE, at)
    return True


@transaction.atomic
def end(*, calls: Iterable[Call], at: datetime) -> None:
    """Nobody needs to answer these any more. No word of the one who was called is needed, or missed."""
    for one in sorted(calls, key=lambda one: one.member_id):  # in one order, or two at it could wait for each other
        _settle(one, CallState.ENDED, at)


def _settle(call: Call, target: CallState, at: datetime, **facts: datetime) -> bool:
    """Bring `call` to `target`, if it can come there from where it stands; and `call` up to date in any case."""
    call.refresh_from_db(fields=["state", "answer_by", "settled_at"])
    source = CallState(call.state)
    if target not in CALL_TRANSITIONS[source]:
        return False
    still = Call.objects.filter(pk=call.pk, state=source, answer_by=call.answer_by)
    if still.update(state=target, settled_at=at, **facts) != 1:
        return _settle(call, target, at, **facts)
    in_time = target == CallState.CAME and source not in LATE and at <= call.answer_by
    Callee.objects.filter(pk=call.member_id).update(
        tried=F("tried") + _weight(target, call) - _weight(source, call), in_time=F("in_time") + int(in_time)
    )
    call.refresh_from_db(fields=["state", "answer_by", "settled_at"])
    return True


def _weight(state: CallState, call: Call) -> float:
    """As how many calls one counts that has come to this."""
    if state == CallState.CAME:
        return 1.0
    return call.fit if state in TRIED else 0.0


def _record(verb: Verb, by: Member | None, call: Call, audience: Audience, at: datetime) -> Act:
    return record(
        verb,
        by=by,
        about=call.pk,
        circle=call.circle_id,
        toward=call.ask.author,
        cause=call.act_id,
        audience=audience,
        at=at,
    )
