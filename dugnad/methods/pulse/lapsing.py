"""When somebody was last there: the last act before a long silence."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.pulse.followed import DAY

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def stopped(
    member: ArrayLike, at: ArrayLike, *, joined: ArrayLike, since: float, until: float, gap_days: float = 30.0
) -> Floats:
    """The moment (members,) of each member's last act before the first silence of more than `gap_days`.

    One row for each act: the place of the `member` in `joined` (members,), and when, all in seconds; joining is an act,
    whether it has a row or not. A silence counts once it is over `gap_days` long, at `until` at the latest, so that
    nobody is called gone who may be back tomorrow; whoever comes back after it had gone. nan for who is still here;
    -inf for who joined before `since`, when acts were first recorded, and did nothing until `gap_days` later: they had
    gone before. Rows in the order of member and time are not sorted again. Raises ValueError for acts of nobody, or
    outside of the time recorded.
    """
    who, when, came = np.asarray(member, np.int64), np.asarray(at, np.float64), np.asarray(joined, np.float64)
    if who.shape != when.shape or who.ndim != 1 or (len(who) and (who.min() < 0 or who.max() >= len(came))):
        raise ValueError("each act has a member and a moment")
    if not ((when >= since) & (when <= until)).all() or not (came <= until).all():
        raise ValueError("acts lie in the time in which they were recorded, and each member joined")
    who, when = _ordered(who, when)
    silence = gap_days * DAY
    last = np.diff(who, append=-1) != 0
    following = np.where(last, until, np.append(when[1:], until))
    found = np.full(len(came), np.nan)
    ends = np.flatnonzero(following - when > silence)[::-1]
    found[who[ends]] = when[ends]
    silent = _first(who, when, len(came), until) - np.maximum(came, since) > silence
    return np.where(silent, np.where(came < since, -np.inf, came), found)


def _ordered(who: Ints, when: Floats) -> tuple[Ints, Floats]:
    """By member, then time."""
    step = np.diff(who)
    if ((step > 0) | ((step == 0) & (np.diff(when) >= 0))).all():
        return who, when
    order = np.lexsort((when, who))
    return who[order], when[order]


def _first(who: Ints, when: Floats, members: int, otherwise: float) -> Floats:
    """The first act of each member."""
    first = np.full(members, otherwise)
    begins = np.flatnonzero(np.diff(who, prepend=-1))
    first[who[begins]] = when[begins]
    return first
