"""Counts what an import reads, leaves out and changes, while it goes on."""

from __future__ import annotations

from dataclasses import dataclass, field

from dugnad.pulse.importing.account import SHOWN, LeftOut


@dataclass
class Tally:
    """Grows during one import. Reasons are told in the order in which they were met first."""

    read: int = 0
    _left_out: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    _changed: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    def leave_out(self, reason: str, place: str) -> None:
        """Something at `place` is not written, for `reason`."""
        _count(self._left_out, reason, place)

    def change(self, reason: str, place: str) -> None:
        """Something at `place` is written, but not as it stands there."""
        _count(self._changed, reason, place)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out so far."""
        return _parts(self._left_out)

    @property
    def changed(self) -> tuple[LeftOut, ...]:
        """What was changed so far."""
        return _parts(self._changed)


def _count(counted: dict[str, tuple[int, tuple[str, ...]]], reason: str, place: str) -> None:
    number, places = counted.get(reason, (0, ()))
    counted[reason] = (number + 1, (*places, place) if len(places) < SHOWN else places)


def _parts(counted: dict[str, tuple[int, tuple[str, ...]]]) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(reason, number, places) for reason, (number, places) in counted.items())
