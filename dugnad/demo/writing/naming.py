"""Bulk writing of calls: who was asked by name, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from dugnad.asks.actions.calls import LATE
from dugnad.asks.acts import ACCEPTED, CALLED, DECLINED, RAN_OUT
from dugnad.asks.enums import CALL_TRANSITIONS, CALL_WAITS, TRIED, CallState, Urgency
from dugnad.asks.models import Call, Callee, Kind
from dugnad.asks.queries.calls import AROUND, Reasons
from dugnad.demo.simulation import timeline as told
from dugnad.demo.writing.ground import Ground
from dugnad.demo.writing.profiles import skills_of
from dugnad.demo.writing.rows import write
from dugnad.demo.writing.states import Counted, Named, Need, Somebody
from dugnad.demo.writing.talking import Talking
from dugnad.demo.writing.ways import Ways
from dugnad.kit.ids import new_id
from dugnad.ledger.models import Audience
from dugnad.ledger.recording_many import Pad
from dugnad.ledger.verbs import Verb
from dugnad.methods.distance import great_circle_km
from dugnad.people.models import Skill


class Naming:
    """What the actions of calls would write, and the follower that sees answers and endings."""

    def __init__(self, talking: Talking, pad: Pad) -> None:
        self.talking, self.pad = talking, pad
        self.calls: dict[int, Named] = {}
        self.counted: dict[str, Counted] = {}
        self._of: dict[int, list[Named]] = defaultdict(list)

    def ways(self) -> Ways:
        """What to do for each kind of event."""
        return {
            told.Called: self._call,
            told.AcceptedCall: self._accept,
            told.DeclinedCall: self._decline,
            told.CallRanOut: self._run_out,
        }

    def _call(self, event: told.Called) -> None:
        ask, member, call_id = self.talking.asks[event.ask], self.talking.coming.members[event.whom], new_id()
        act = self.pad.record(
            CALLED,
            at=event.at,
            about=call_id,
            circle=ask.circle.id,
            toward=member.key,
            cause=ask.act,
            audience=Audience.PRIVATE,
        )
        counted = self.counted.setdefault(member.id, Counted())
        is_first = counted.last_called_at is None
        counted.turn, counted.last_called_at = counted.turn + 1, event.at
        made = Named(event, act, call_id, ask, member, event.at + _wait(ask), is_first)
        self.calls[event.call] = made
        self._of[event.ask].append(made)

    def _record(self, verb: Verb, event: told.Event, call: Named, by: str, audience: Audience) -> None:
        self.pad.record(
            verb,
            at=event.at,
            about=call.id,
            by=by,
            circle=call.ask.circle.id,
            toward=call.ask.author.key,
            cause=call.act,
            audience=audience,
        )

    def _accept(self, event: told.AcceptedCall) -> None:
        call = self.calls[event.call]
        if self._settle(call, CallState.ACCEPTED, event.at):
            call.answer_by = event.at + _wait(call.ask)
            self._record(ACCEPTED, event, call, call.member.key, Audience.CIRCLE)

    def _decline(self, event: told.DeclinedCall) -> None:
        call = self.calls[event.call]
        if self._settle(call, CallState.DECLINED, event.at):
            self._record(DECLINED, event, call, call.member.key, Audience.PRIVATE)

    def _run_out(self, event: told.CallRanOut) -> None:
        call = self.calls[event.call]
        if self._settle(call, CallState.RAN_OUT, event.at):
            self._record(RAN_OUT, event, call, "", Audience.PRIVATE)

    def follow(self, event: told.Event) -> None:
        """Whoever answers has come; when an ask ends, nobody need come any more."""
        if isinstance(event, told.Answered):
            for call in self._of.get(event.ask, []):
                if call.event.whom == event.by:
                    self._settle(call, CallState.CAME, event.at)
        elif isinstance(event, told.Ended):
            for call in self._of.get(event.ask, []):
                self._settle(call, CallState.ENDED, event.at)

    def _settle(self, call: Named, target: CallState, at: datetime) -> bool:
        source = call.state
        if target not in CALL_TRANSITIONS[source]:
            return False
        counted = self.counted[call.member.id]
        counted.tried += _weight(target, call) - _weight(source, call)
        counted.in_time += target == CallState.CAME and source not in LATE and at <= call.answer_by
        call.state, call.settled_at = target, at
        return True

    def write(self, ground: Ground) -> None:
        """The rows."""
        wanted = {kind.pk: _with_all_below(kind) for kind in ground.kinds.values()}
        write(Call, (_row(one, ground, wanted[one.ask.event.kind]) for one in self.calls.values()))
        write(Callee, self._callees())

    def _callees(self) -> Iterator[Callee]:
        for member_id, one in self.counted.items():
            yield Callee(
                member_id=member_id,
                turn=one.turn,
                last_called_at=one.last_called_at,
                tried=one.tried,
                in_time=one.in_time,
            )


def _wait(ask: Need) -> Any:
    return CALL_WAITS[Urgency(ask.event.urgency)]


def _weight(state: CallState, call: Named) -> float:
    if state == CallState.CAME:
        return 1.0
    return call.event.fit if state in TRIED else 0.0


def _with_all_below(kind: Kind) -> frozenset[str]:
    found, before = set(kind.skills.values_list("pk", flat=True)), 0
    while len(found) > before:
        before = len(found)
        found |= set(Skill.objects.filter(parent__in=found).values_list("pk", flat=True))
    return frozenset(found)


def _row(one: Named, ground: Ground, wanted: frozenset[str]) -> Call:
    return Call(
        id=one.id,
        act_id=one.act.id,
        ask_id=one.ask.id,
        circle_id=one.ask.circle.id,
        member_id=one.member.id,
        fit=one.event.fit,
        reasons=_reasons(one.ask, one.member, one.is_first, ground, wanted).as_json(),
        state=one.state,
        called_at=one.event.at,
        answer_by=one.answer_by,
        settled_at=one.settled_at,
    )


def _reasons(ask: Need, member: Somebody, is_first: bool, ground: Ground, wanted: frozenset[str]) -> Reasons:
    kilometres = None
    if ask.event.town is not None:
        here, there = ground.places[ask.event.town], ground.places[member.person.town]
        kilometres = great_circle_km(here.latitude, here.longitude, there.latitude, there.longitude)
    return Reasons(
        languages=tuple(sorted(set(ask.event.languages) & set(member.person.languages))),
        skills=tuple(sorted({skill.pk for skill in skills_of(member.person, ground)} & wanted)),
        kilometres=round(kilometres) if kilometres is not None and kilometres <= AROUND else None,
        first=is_first,
    )
