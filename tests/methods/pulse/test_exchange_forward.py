"""Help passed on: against known truth, other ways to the same estimate, and what must not be taken for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from lifelines import CoxPHFitter
from scipy.optimize import minimize

from dugnad.methods.generated import adversaries
from dugnad.methods.generated.passing_on import DAY, busy, passed_on
from dugnad.methods.pulse.conditional import ratio
from dugnad.methods.pulse.helping import Helping, there, third_persons
from dugnad.methods.pulse.measured import Caution, Reason
from dugnad.methods.pulse.paying_forward import PayForward, pay_forward
from dugnad.methods.pulse.treated import compared

LENGTH = 90 * DAY


def measured(columns: tuple[np.ndarray, ...], n: int, **more: Any) -> PayForward:
    giver, receiver, at = columns
    return pay_forward(giver, receiver, at, members=n, **{"start": 0, "end": LENGTH} | more)


def holds(found: PayForward, truth: float) -> bool:
    assert found.low is not None
    assert found.high is not None
    return found.low <= truth <= found.high


def test_by_hand() -> None:
    """Watched from day 2 to 10, helped on day 4: two of three acts in the two days after, one in the other six."""
    helping = Helping(
        np.array([0]), np.array([4.0]), np.array([0, 0, 0]), np.array([3.0, 5.0, 6.0]), np.zeros(1), np.full(1, 10.0)
    )
    found = compared(helping, 0.0, 2.0)

    assert found.events.tolist() == [[[1.0, 2.0]]]
    assert found.exposure == pytest.approx(np.array([[[6.0, 2.0]]]))
    fitted = ratio(np.repeat(found.events, 5, axis=0), np.repeat(found.exposure, 5, axis=0))
    assert fitted is not None
    assert fitted.people == 5
    assert fitted.log == pytest.approx(np.log((2 / 2) / (1 / 6)))


def test_times_after_being_helped_run_together_and_end_with_the_window() -> None:
    """Helped on days 3, 4 and 9 of ten, two days each: 3 to 6 and 9 to 10. What happens at the moment is not after."""
    at = np.array([3.0, 3.5, 5.9, 6.0, 6.1, 9.0])
    helping = Helping(np.zeros(3, int), np.array([9.0, 3, 4]), np.zeros(6, int), at, np.zeros(1), np.full(1, 10.0))
    found = compared(helping, 0.0, 2.0)

    assert found.exposure == pytest.approx(np.array([[[4.0, 4.0]]]))
    assert found.events.tolist() == [[[3.0, 3.0]]]


def test_a_third_person_never_helped_the_giver() -> None:
    found, itself = third_persons([0, 1, 0, 2, 2], [1, 0, 2, 2, 1], [1, 2, 3, 4, 5], there(None, None, 3, 0, 9))

    assert itself == 1
    assert [*zip(found.gave.tolist(), found.gave_at.tolist(), strict=True)] == [(0, 3.0), (2, 5.0)]
    assert found.helped.tolist() == [1, 0, 2, 1]


@pytest.mark.parametrize("times", [0.5, 1.0, 2.0])
def test_known_truth_comes_back(times: float) -> None:
    """Who helps more is helped more: without comparing each with themselves the ratio would be twice as large."""
    made = passed_on(np.random.default_rng(1), 300, times=times)
    giver, receiver, at = made
    found = measured(made, 300)
    cut = compared(Helping(receiver, at, giver, at, np.zeros(300), np.full(300, LENGTH)), 0, 7 * DAY)
    events, exposure = cut.events.sum(axis=(0, 1)), cut.exposure.sum(axis=(0, 1))

    assert found.value == pytest.approx(times, rel=0.2)
    assert holds(found, times)
    assert (events[1] / exposure[1]) / (events[0] / exposure[0]) > 2 * times
    assert found.caution is None
    assert found.null == 1


def test_a_campaign_is_no_passing_on() -> None:
    """For nine days everybody does ten times as much, and so is helped and helps at once."""
    made = passed_on(np.random.default_rng(2), 300, campaign=10.0)

    assert holds(measured(made, 300), 1.0)


def test_busy_weeks_are_warned_of() -> None:
    """Members are here in weeks of their own: what looks like passing on is there before they are helped as well."""
    found = measured(busy(np.random.default_rng(1), 100), 100)

    assert found.low is not None
    assert found.before_low is not None
    assert found.low > 1
    assert found.before_low > 1
    assert found.caution is Caution.BUSY


def test_help_drawn_by_helping_is_warned_of_too() -> None:
    """Half of all acts draw help from an outsider within three days; nothing is passed on, and before is higher."""
    rng = np.random.default_rng(3)
    giver, receiver, at = passed_on(rng, 100)
    drawn = np.flatnonzero((rng.random(len(at)) < 0.5) & (at < LENGTH - 3 * DAY))
    helpers, later = 100 + rng.integers(100, size=len(drawn)), at[drawn] + rng.uniform(0, 3 * DAY, len(drawn))
    made = np.append(giver, helpers), np.append(receiver, giver[drawn]), np.append(at, later)
    found = measured(made, 200)

    assert found.value is not None
    assert found.value < 1.2
    assert found.before_low is not None
    assert found.before_low > 1.5
    assert found.caution is Caution.BUSY


def test_help_returned_is_no_help_passed_on() -> None:
    """Half of all help is returned within a day, and nothing passed on: all of it together would look like it."""
    rng = np.random.default_rng(4)
    giver, receiver, at = passed_on(rng, 200, rate=0.05)
    back = rng.random(len(at)) < 0.5
    made = (
        np.concatenate([giver, receiver[back]]),
        np.concatenate([receiver, giver[back]]),
        np.concatenate([at, at[back] + rng.uniform(0, DAY, back.sum())]),
    )
    every = compared(Helping(made[1], made[2], made[0], made[2], *there(None, None, 200, 0, LENGTH)), 0, 7 * DAY)
    together = ratio(every.events, every.exposure)

    assert together is not None
    assert together.log - together.width > 0.5
    assert holds(measured(made, 200), 1.0)


def test_time_before_joining_is_no_time_in_which_nothing_was_done() -> None:
    """Half join in the middle. Without being told of it, the measure takes them for people whom help has woken."""
    rng = np.random.default_rng(5)
    giver, receiver, at = passed_on(rng, 300, rate=0.15)
    since = np.where(np.arange(300) < 150, 0, LENGTH / 2)
    seen = (at >= since[giver]) & (at >= since[receiver])
    made = giver[seen], receiver[seen], at[seen]
    untold = measured(made, 300)

    assert holds(measured(made, 300, since=since), 1.0)
    assert untold.low is not None
    assert untold.low > 1.1


@pytest.mark.filterwarnings("ignore:Starting with pandas")
def test_against_cox_stratified_by_person() -> None:
    """With one event a person, the partial likelihood of days in strata is the same (lifelines)."""
    giver, receiver, at = passed_on(np.random.default_rng(6), 120, times=2.0, rate=0.02)
    first = np.unique(giver, return_index=True)[1]
    whole = np.floor(at / DAY) * DAY
    helping = Helping(receiver, whole, giver[first], whole[first] + DAY, *there(None, None, 120, 0, LENGTH))
    cut = compared(helping, 0, 7 * DAY)
    kept = cut.events.sum(axis=(1, 2)) > 0
    ours = ratio(cut.events[kept].sum(axis=1, keepdims=True), cut.exposure[kept].sum(axis=1, keepdims=True))
    rows = []
    for person, event in zip(helping.gave, helping.gave_at, strict=True):
        helped = whole[receiver == person]
        for day in np.arange(8, 91) * DAY if event > 7 * DAY else []:
            after = ((day - helped > 0) & (day - helped <= 7 * DAY)).any()
            rows.append((person, 1.0, day == event, float(after)))
    table = pd.DataFrame(rows, columns=["person", "lasted", "event", "after"])
    cox = CoxPHFitter().fit(table, "lasted", "event", strata=["person"])

    assert ours is not None
    assert ours.log == pytest.approx(cox.params_["after"], abs=1e-4)


def test_against_a_constant_for_each_person() -> None:
    """The conditional likelihood has the same maximum as Poisson regression with a constant for each person."""
    giver, receiver, at = passed_on(np.random.default_rng(7), 25, times=2.0, rate=0.25)
    cut = compared(Helping(receiver, at, giver, at, *there(None, None, 25, 0, LENGTH)), 0, 7 * DAY)
    people, periods, _ = cut.events.shape
    assert periods > 3

    def unlikely(guess: np.ndarray) -> float:
        rate = guess[:people][:, None, None] + np.append(0, guess[people:-1])[:, None] + np.array([0, guess[-1]])
        return float((np.exp(rate) * cut.exposure / DAY - cut.events * rate).sum())

    found = ratio(cut.events, cut.exposure)
    other = minimize(unlikely, np.zeros(people + periods), options={"gtol": 1e-4})
    assert found is not None
    assert found.log == pytest.approx(other.x[-1], abs=1e-3)


def test_names_and_the_clock_change_nothing() -> None:
    giver, receiver, at = passed_on(np.random.default_rng(8), 60)
    plain = measured((giver, receiver, at), 60)
    names, order = np.random.default_rng(1).permutation(60), np.random.default_rng(2).permutation(len(at))
    renamed = measured((names[giver][order], names[receiver][order], at[order]), 60)
    later = measured((giver, receiver, at + 1.6e9), 60, start=1.6e9, end=1.6e9 + LENGTH)

    assert (renamed.value, renamed.low) == (pytest.approx(plain.value), pytest.approx(plain.low))
    assert (later.value, later.before) == (pytest.approx(plain.value), pytest.approx(plain.before))


def test_twice_as_many_say_the_same_more_surely() -> None:
    giver, receiver, at = passed_on(np.random.default_rng(9), 60)
    once = measured((giver, receiver, at), 60)
    four = [np.concatenate([column + 60 * time for time in range(4)]) for column in (giver, receiver)]
    more = measured((*four, np.tile(at, 4)), 240)

    assert more.n == 4 * once.n
    assert more.value == pytest.approx(once.value, rel=0.05)
    assert once.low is not None
    assert more.low is not None
    assert more.low > once.low


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (adversaries.few(0), Reason.NOBODY),
        (adversaries.few(1), Reason.NOTHING_DONE),
        (adversaries.few(2), Reason.FEW_ACTIVE),
        (adversaries.one_helper(1), Reason.FEW_ACTIVE),
        (adversaries.ring(1), Reason.FEW_ACTIVE),
        (adversaries.offline(), Reason.NOTHING_DONE),
    ],
)
def test_too_little_to_say(made: adversaries.Helped, reason: Reason) -> None:
    found = measured((made.helper, made.asker, made.at * DAY), made.members, end=28 * DAY)

    assert found.reason is reason
    assert found.value is None


def test_nothing_on_the_other_side() -> None:
    """Thirty people who only ever help on the day after they were helped."""
    people = np.arange(30)
    giver, receiver = np.concatenate([people + 30, people]), np.concatenate([people, people + 60])
    at = np.concatenate([np.full(30, 40 * DAY), np.full(30, 41 * DAY)])

    assert measured((giver, receiver, at), 90).reason is Reason.NO_CONTRAST
    assert measured((giver, receiver, at), 90, end=5 * DAY).reason is Reason.FEW_ACTIVE


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"at": [1.0]}, "its time"),
        ({"at": [1.0, np.nan]}, "its time"),
        ({"end": 0.0}, "later end"),
        ({"days": 0.0}, "time after"),
        ({"since": [0.0]}, "of each"),
        ({"until": [0.0, np.nan, 1.0]}, "of each"),
        ({"giver": [0, 5]}, "act 1"),
    ],
)
def test_what_does_not_fit_is_refused(changed: dict[str, Any], says: str) -> None:
    given = {"giver": [0, 1], "receiver": [1, 2], "at": [1.0, 2.0], "start": 0.0, "end": 9.0} | changed

    with pytest.raises(ValueError, match=says):
        pay_forward(members=3, **given)
