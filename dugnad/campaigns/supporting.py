"""What follows for supporters from acts: an outcome that was told goes out to them, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from dugnad.campaigns import happened, rules
from dugnad.campaigns.actions.spreading import nobody_there, unpack
from dugnad.campaigns.actions.updates import tell_outcome
from dugnad.campaigns.acts import ENDED_WELL
from dugnad.campaigns.enums import Purpose, UpdateKind, UpdateState
from dugnad.campaigns.happened import Happening
from dugnad.campaigns.models import Campaign
from dugnad.campaigns.taking_back import when_taken_back
from dugnad.kit.clock import now
from dugnad.ledger.followers import Follower, register
from dugnad.ledger.models import Act
from dugnad.people import letters

MOST = 50


class Outcomes(Follower):
    """Each act makes one update, however often it comes: the database holds one for it."""

    name = "outcomes"

    def handle(self, batch: Sequence[Act]) -> None:
        """Have the outcomes told in `batch` wait to go out."""
        for act in batch:
            if act.verb == ENDED_WELL.code:
                tell_outcome(act=act, at=now())


def connect() -> None:
    """Called once, when the app is ready."""
    register(Outcomes())
    happened.register("updates", tell)
    when_taken_back(Purpose.UPDATES, unpack)
    letters.when_unreachable(_unreachable)


def tell(campaign: Campaign) -> Iterator[Happening]:
    """The updates that are out. The outcome tells itself. One query."""
    out = campaign.updates.filter(rules.shows_update.which(None), state=UpdateState.OUT, kind=UpdateKind.NEWS)
    out = out.exclude(out_at=None)
    for update in out.order_by("-out_at", "-pk")[:MOST]:
        if update.out_at:
            path = reverse("update", args=[update.pk])
            yield Happening(f"update-{update.pk}", update.out_at, update.title, update.text, path)


def _unreachable(key: str) -> None:
    nobody_there(key, at=now())
