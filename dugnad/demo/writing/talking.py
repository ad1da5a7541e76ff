"""Bulk writing of asks, answers, thanks, and who carries an ask to its end."""

from __future__ import annotations

from typing import Any

from dugnad.asks.acts import (
    ADDED,
    ANSWERED_EMOTIONAL,
    ANSWERED_PRACTICAL,
    ASKED,
    CLOSED,
    HANDED_OVER,
    HELPED,
    RESOLVED,
    ROSE,
    THANKED,
    TOOK,
)
from dugnad.asks.enums import Nature, State
from dugnad.asks.models import Ask
from dugnad.demo.simulation import timeline as told
from dugnad.demo.writing.coming import Coming
from dugnad.demo.writing.states import Need, Reply
from dugnad.demo.writing.ways import Ways
from dugnad.kit.ids import new_id
from dugnad.ledger.recording_many import Pad
from dugnad.ledger.verbs import Verb


class Talking:
    """What the actions around asks would write."""

    def __init__(self, coming: Coming, pad: Pad) -> None:
        self.coming, self.pad = coming, pad
        self.asks: dict[int, Need] = {}
        self.answers: dict[int, Reply] = {}

    def ways(self) -> Ways:
        """What to do for each kind of event."""
        return {
            told.Asked: self._ask,
            told.Rose: self._rise,
            told.Answered: self._answer,
            told.Thanked: self._thank,
            told.Helped: self._helped,
            told.Took: self._take,
            told.HandedOver: self._hand_over,
            told.Ended: self._end,
        }

    def _ask(self, event: told.Asked) -> None:
        by, circle, ask_id = self.coming.members[event.by], self.coming.circles[event.circle], new_id()
        act = self.pad.record(ASKED, at=event.at, about=ask_id, by=by.key, circle=circle.id)
        need = Ask.need_of(event.urgency, 0)
        self.asks[event.ask] = Need(event, act, ask_id, circle, by, need, event.at)

    def _rise(self, event: told.Rose) -> None:
        ask = self.asks[event.ask]
        ask.rose_at = event.at
        self.pad.record(ROSE, at=event.at, about=ask.id, circle=ask.circle.id, cause=ask.act)

    def _answer(self, event: told.Answered) -> None:
        ask, by, answer_id = self.asks[event.ask], self.coming.members[event.by], new_id()
        verb = {"": ADDED, Nature.PRACTICAL: ANSWERED_PRACTICAL, Nature.EMOTIONAL: ANSWERED_EMOTIONAL}[event.nature]
        toward = ask.author.key if event.nature else ""
        act = self.pad.record(
            verb, at=event.at, about=answer_id, by=by.key, circle=ask.circle.id, toward=toward, cause=ask.act
        )
        self.answers[event.answer] = Reply(event, act, answer_id, ask, by)
        ask.active_at = event.at
        if event.nature:
            ask.answer_count += 1
            ask.need = ask.event.urgency * 2 + 1

    def _about(self, verb: Verb, event: told.Thanked | told.Helped) -> Any:
        answer, by = self.answers[event.answer], self.coming.members[event.by]
        return self.pad.record(
            verb,
            at=event.at,
            about=answer.id,
            by=by.key,
            circle=answer.ask.circle.id,
            toward=answer.author.key,
            cause=answer.act,
        )

    def _thank(self, event: told.Thanked) -> None:
        thanks = self._about(THANKED, event), self.coming.members[event.by], event.at
        self.answers[event.answer].thanks.append(thanks)

    def _helped(self, event: told.Helped) -> None:
        self._about(HELPED, event)
        self.answers[event.answer].helped_at = event.at

    def _move(self, event: told.Event, ask: Need, verb: Verb, *, toward: str = "") -> None:
        """Somebody did something that gives the ask another state."""
        by = self.coming.members[event.by]
        self.pad.record(verb, at=event.at, about=ask.id, by=by.key, circle=ask.circle.id, toward=toward, cause=ask.act)
        ask.version += 1
        ask.active_at = event.at

    def _take(self, event: told.Took) -> None:
        ask = self.asks[event.ask]
        self._move(event, ask, TOOK, toward=ask.author.key)
        ask.state, ask.held_by, ask.held_at = State.HELD, self.coming.members[event.by], event.at

    def _hand_over(self, event: told.HandedOver) -> None:
        ask = self.asks[event.ask]
        self._move(event, ask, HANDED_OVER, toward=ask.author.key)
        ask.state, ask.held_by, ask.held_at = State.OPEN, None, None
        ask.note, ask.note_by, ask.need = event.note, self.coming.members[event.by], ask.event.urgency * 2

    def _end(self, event: told.Ended) -> None:
        ask = self.asks[event.ask]
        self._move(event, ask, RESOLVED if event.helped else CLOSED)
        ask.state = State.HELPED if event.helped else State.CLOSED
        ask.held_by, ask.held_at, ask.ended_at = None, None, event.at
        ask.note, ask.note_by = event.note, self.coming.members[event.by] if event.note else None
