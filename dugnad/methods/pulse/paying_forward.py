"""Is help passed on? Whether members help a third person more often when they were helped shortly before."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from numpy.typing import ArrayLike

from dugnad.methods.pulse.columns import too_little
from dugnad.methods.pulse.conditional import Ratio, ratio
from dugnad.methods.pulse.helping import there, third_persons
from dugnad.methods.pulse.measured import FEWEST_ACTIVE, Caution, Measured, Reason, Window
from dugnad.methods.pulse.treated import Compared, compared

VERSION = "1"
DAY = 86_400.0
DAYS = 7.0


@dataclass(frozen=True, kw_only=True)
class PayForward(Measured):
    """`value`: the hazard ratio of helping a third person, shortly after being helped over otherwise; `null` is 1.

    n: members compared, each with themselves. `events`: help to a third person; `after`: of these, within `days` after
    being helped. `before`: the same ratio for the days before being helped, with its interval: what it is above 1 was
    not caused by the help. `itself`: acts towards oneself, left out.
    """

    days: float
    itself: int
    events: int = 0
    after: int = 0
    before: float | None = None
    before_low: float | None = None
    before_high: float | None = None


def pay_forward(
    giver: ArrayLike,
    receiver: ArrayLike,
    at: ArrayLike,
    *,
    members: int,
    start: float,
    end: float,
    days: float = DAYS,
    since: ArrayLike | None = None,
    until: ArrayLike | None = None,
    window: Window | None = None,
) -> PayForward:
    """How much more often members help a third person in the `days` after they were helped (4-measures, 4.5b).

    A row for each act, `at` in seconds, as `start` and `end`. A third person is one of whom the giver got no help in
    all of the acts, so that the same help is looked at in both states. Each is compared with themselves at other times
    (`conditional.ratio`, `treated.compared`). `since`, `until`, shape (members,): when each came and left, in seconds;
    time before coming would count as time in which nothing was done. ValueError for no time or columns that do not fit.
    """
    if not days > 0 or not start < end:
        raise ValueError("there is a time after being helped, and a time from a start to a later end")
    helping, itself = third_persons(giver, receiver, at, there(since, until, members, start, end))
    people = helping.people
    reason = too_little(members, people)
    if reason is not None:
        return _without(reason, people, days, itself, window)
    cut = compared(helping, start, days * DAY)
    found = ratio(cut.events, cut.exposure)
    if cut.in_both < FEWEST_ACTIVE or found is None:
        reason = Reason.NO_CONTRAST if cut.in_both >= FEWEST_ACTIVE else Reason.FEW_ACTIVE
        return _without(reason, cut.in_both, days, itself, window)
    turned = compared(helping.backwards(), -end, days * DAY)
    return _told(found, ratio(turned.events, turned.exposure), cut, days, itself, window)


def _without(reason: Reason, n: int, days: float, itself: int, window: Window | None) -> PayForward:
    return PayForward(
        measure="pay_forward", version=VERSION, n=n, window=window, reason=reason, days=days, itself=itself
    )


def _told(
    found: Ratio, before: Ratio | None, cut: Compared, days: float, itself: int, window: Window | None
) -> PayForward:
    low, high = (exp(found.log + way * found.width) for way in (-1, 1))
    lead = None if before is None else [exp(before.log + way * before.width) for way in (-1, 0, 1)]
    return PayForward(
        measure="pay_forward",
        version=VERSION,
        n=found.people,
        value=exp(found.log),
        low=low,
        high=high,
        null=1.0,
        window=window,
        caution=Caution.BUSY if lead is not None and not lead[0] <= 1 <= lead[2] else None,
        days=days,
        itself=itself,
        events=int(cut.events.sum()),
        after=int(cut.events[:, :, 1].sum()),
        before=None if lead is None else lead[1],
        before_low=None if lead is None else lead[0],
        before_high=None if lead is None else lead[2],
    )
