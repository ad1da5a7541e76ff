"""Who follows the ledger.

class Tally(Follower):
    name = "tally"

    def handle(self, batch: Sequence[Act]) -> None:
        ...

register(Tally())  # in the app's `ready`
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime

from dugnad.ledger.models import Act, Cursor


class NotNow(Exception):
    """A follower can do nothing at the moment, whatever the act: the disk is full, the mail server is away.

    It waits where it stands and is tried again later. The message is shown to the operator.
    """


class Follower(ABC):
    """Does what follows from acts. Each act comes at least once, in reading order, but for those it failed on.

    An act it failed on comes again later, alone. So what `handle` does must be the same whether an act comes once
    or three times: remember its id, or write rows that can exist only once.
    """

    name: str
    """Stands in the database for as long as the follower lives; at most 40 characters."""
    most = 500
    """Acts in one batch."""

    @abstractmethod
    def handle(self, batch: Sequence[Act]) -> None:
        """Do what follows from `batch`. No transaction is open: open one where rows belong together.

        Raises `NotNow` when no act is to blame; any other error holds the act it came with.
        """

    def due(self, cursor: Cursor, at: datetime) -> bool:
        """Whether to be handed what waits now. A follower that likes large batches says no until there is one."""
        return True

    def settle(self) -> None:  # noqa: B027  # most followers have nothing to add
        """Write rows that must agree with the cursor, in the transaction that moves it past the batch just handled."""


class AlreadyRegistered(Exception):
    """Two followers of one name would share a cursor."""


_registered: dict[str, Follower] = {}


def register(follower: Follower) -> None:
    """Let `follower` be handed acts by the worker. Raises `AlreadyRegistered`."""
    if follower.name in _registered:
        raise AlreadyRegistered(follower.name)
    _registered[follower.name] = follower


def registered() -> tuple[Follower, ...]:
    """All followers of this installation, in the order of their registration."""
    return tuple(_registered.values())


def follower(name: str) -> Follower:
    """The follower of this name. Raises `KeyError`."""
    return _registered[name]
