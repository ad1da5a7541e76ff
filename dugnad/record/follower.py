"""Puts on record what goes on record, as the ledger tells it."""

from __future__ import annotations

from collections.abc import Sequence

from dugnad.kit.clock import now
from dugnad.ledger.followers import Follower, NotNow
from dugnad.ledger.models import Act
from dugnad.quorum.acts import DELETED
from dugnad.record.actions.appending import append
from dugnad.record.actions.forgetting import forget_circle
from dugnad.record.actions.signing import sign_head
from dugnad.record.queries.heads import newest


class Recorder(Follower):
    """One process at a time has its turn, so there is one writer.

    Nothing may be left out and come later: what an app cannot tell of one act (a fault of ours) stops the record where
    it is, in sight of the operator, until it is mended. Other followers would hold the act and go on.
    """

    name = "record"

    def handle(self, batch: Sequence[Act]) -> None:
        """Append them. Raises `NotNow` for whatever keeps an act from being written."""
        try:
            if append(batch) and newest() is None:  # who has just begun finds a record that can be checked
                sign_head(at=now())
        except Exception as error:
            raise NotNow(f"The record waits before act {batch[0].pk}: {type(error).__name__}") from error
        for act in batch:
            if act.verb == DELETED.code:
                forget_circle(act.circle)
