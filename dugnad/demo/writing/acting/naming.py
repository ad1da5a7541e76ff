"""What simulated people say when they are called by name, through the actions."""

from __future__ import annotations

from dugnad.asks.actions import calls
from dugnad.demo.simulation import timeline as told
from dugnad.demo.writing.acting.cast import Cast
from dugnad.demo.writing.ways import Ways
from dugnad.kit.refusal import Refused


class ActingCalls:
    """Each event is one action, or what a follower of the ledger does after it."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def ways(self) -> Ways:
        """What to do for each kind of event."""
        return {
            told.Called: self._call,
            told.AcceptedCall: self._accept_call,
            told.DeclinedCall: self._decline_call,
            told.CallRanOut: self._run_out,
        }

    def _call(self, event: told.Called) -> None:
        ask, whom = self.cast.asks[event.ask], self.cast.members[event.whom]
        made = calls.call_by_name(ask=ask, member=whom.pk, wave=1, fit=event.fit, at=event.at)
        if made is None:
            raise Refused(f"{whom.handle} may not be called for ask {event.ask}.")
        self.cast.calls[event.call] = made

    def _accept_call(self, event: told.AcceptedCall) -> None:
        calls.accept(by=self.cast.members[event.by], call=self.cast.calls[event.call], at=event.at)

    def _decline_call(self, event: told.DeclinedCall) -> None:
        calls.decline(by=self.cast.members[event.by], call=self.cast.calls[event.call], at=event.at)

    def _run_out(self, event: told.CallRanOut) -> None:
        calls.run_out(call=self.cast.calls[event.call], at=event.at)
