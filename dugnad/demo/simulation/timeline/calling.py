"""Calls by name."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.demo.simulation.timeline.base import Event


@dataclass(frozen=True, slots=True)
class Called(Event):
    """The clock called `whom` for an ask. `fit`: how well it suits them, 0 to 1."""

    ask: int
    call: int
    whom: int
    fit: float


@dataclass(frozen=True, slots=True)
class AcceptedCall(Event):
    call: int


@dataclass(frozen=True, slots=True)
class DeclinedCall(Event):
    call: int


@dataclass(frozen=True, slots=True)
class CallRanOut(Event):
    call: int
