"""The follower that tells people: notices for the inbox, letters for the outbox. It sends nothing itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from dugnad.circles.acts import BANNED, LEFT
from dugnad.kit.clock import now
from dugnad.ledger.followers import Follower
from dugnad.ledger.models import Act
from dugnad.notify.actions.notices import forget_circles, tell
from dugnad.notify.enums import Wish
from dugnad.notify.models import CircleWish
from dugnad.people.telling import Hearer, Pace, Telling, telling


class Teller(Follower):
    """Tells each member of each act once, however often the act comes: the database holds one notice for the pair."""

    name = "telling"
    most = 200

    def handle(self, batch: Sequence[Act]) -> None:
        """Write what follows from `batch` for those it concerns."""
        self.tell(batch, now())

    def tell(self, batch: Sequence[Act], at: datetime) -> None:
        """The same at the moment `at`."""
        gone: dict[str, set[str]] = {}
        for act in batch:
            if act.verb in {LEFT.code, BANNED.code}:
                gone.setdefault(act.actor if act.verb == LEFT.code else act.toward, set()).add(act.circle)
        if gone:
            forget_circles(gone, at=at)
        tell(hearers(batch), at=at)


def hearers(acts: Sequence[Act]) -> Iterator[Hearer]:
    """Whom these acts concern: a fixed number of queries for each verb among them."""
    together: dict[str, tuple[Telling, list[Act]]] = {}
    for act in acts:
        if entry := telling(act.verb):
            together.setdefault(act.verb, (entry, []))[1].append(act)
    for entry, some in together.values():
        yield from entry.who(some)
        if entry.broadcast:
            yield from _who_wants_everything(some)


def _who_wants_everything(acts: Sequence[Act]) -> Iterator[Hearer]:
    wanting = CircleWish.objects.filter(circle__in={act.circle for act in acts}, wish=Wish.AT_ONCE)
    pairs = list(wanting.values_list("circle_id", "member_id"))
    for act in acts:
        for circle, member in pairs:
            if circle == act.circle:
                yield Hearer(act, member, Pace.AT_ONCE)
