"""Stewards of the story decide on a copy of their circle: one has signed, and the two days are not over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dugnad.circles.models import Membership
from dugnad.demo.stage import Deed, Stage
from dugnad.kit.ids import new_key
from dugnad.quorum.actions.approving import approve
from dugnad.quorum.actions.keys import make_known
from dugnad.quorum.actions.proposing import propose
from dugnad.quorum.models import Proposal
from dugnad.quorum.writing import key_text, text_of

CIRCLE = "skane"
KEYS = (("karin", 61), ("amina", 60))
"""Who has a key of their own, made how many days ago."""
BY, TO = "amina", "karin"
HOURS_AGO = 20
WHY = "Karin har ett kassaskåp. Om servern en dag är borta vill vi ha kvar vad vi lärt oss och vem vi är."


def deeds(stage: Stage) -> Iterator[Deed]:
    """Keys, the proposal, and the one signature under it."""
    play = _Play(stage)
    for handle, days in KEYS:
        yield Deed(stage.ago(days=days), partial(play.make_key, handle))
    proposed = stage.ago(minutes=HOURS_AGO * 60)
    yield Deed(proposed, play.propose)
    yield Deed(proposed + timedelta(minutes=6), play.approve)


@dataclass
class _Play:
    """The private halves are nowhere but here, and gone when the story is told."""

    stage: Stage
    private: dict[str, Ed25519PrivateKey] = field(default_factory=dict)
    proposal: Proposal | None = None

    def make_key(self, handle: str, at: datetime) -> None:
        by, circle = self.stage.members[handle], self.stage.circles[CIRCLE]
        private = self.private[handle] = Ed25519PrivateKey.generate()
        public = private.public_key().public_bytes_raw().hex()
        text = key_text(circle=circle.pk, handle=handle, public=public)
        make_known(by=by, circle=circle, public=public, proof=private.sign(text.encode()).hex(), at=at)

    def propose(self, at: datetime) -> None:
        circle = self.stage.circles[CIRCLE]
        to = Membership.objects.get(circle=circle, member=self.stage.members[TO])
        self.proposal = propose(
            by=self.stage.members[BY],
            circle=circle,
            action="export",
            answers={"to": to.pk},
            why=WHY,
            form_key=new_key(),
            at=at,
        )

    def approve(self, at: datetime) -> None:
        assert self.proposal
        signature = self.private[BY].sign(text_of(self.proposal).encode()).hex()
        approve(by=self.stage.members[BY], proposal=self.proposal, signature=signature, at=at)
