from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.pulse.laps import LAP
from dugnad.pulse.taking.beside import tellable
from dugnad.pulse.taking.order import Scope
from tests.pulse.platform.attacking import Did, found, table
from tests.pulse.platform.making import MONDAY

LAST, BEFORE = MONDAY - LAP, MONDAY - 2 * LAP
MOVEMENT = Scope(key="movement", begins=LAST)


def acts(circle: str, people: int, first: int = 0, weeks_ago: int = 1) -> list[Did]:
    at = MONDAY - timedelta(weeks=weeks_ago)
    return [Did(f"member{number}", circle, at) for number in range(first, first + people)]


def told(done: list[Did], *scopes: Scope) -> list[str]:
    with table(done) as base:
        return [scope.key for scope in tellable(base, scopes)]


def of(circle: str, *, begins: datetime = LAST, bounds: tuple[datetime, ...] = ()) -> Scope:
    return Scope(key=circle, circle=circle, begins=begins, bounds=bounds)


def test_a_few_outside_every_circle_are_not_told_of_by_subtracting() -> None:
    """The planted fault: thirty in one circle, five outside. Both told, the difference would be the five."""
    done = [*acts("north", 30), *acts("", 5, first=30)]
    both = MOVEMENT, of("north")
    assert found(done, both, MONDAY) == {frozenset(f"member{number}" for number in range(30, 35))}
    assert told(done, *both) == ["movement"]


def test_ten_outside_are_many_enough() -> None:
    done = [*acts("north", 30), *acts("", 10, first=30)]
    assert told(done, MOVEMENT, of("north")) == ["movement", "north"]


def test_the_smaller_circle_is_the_one_not_told_of() -> None:
    done = [*acts("north", 30), *acts("south", 25, first=30), *acts("tiny", 4, first=60)]
    assert told(done, MOVEMENT, of("north"), of("south"), of("tiny")) == ["movement", "north"]


def test_where_fewer_than_twenty_did_something_the_lap_goes_on() -> None:
    assert told(acts("north", 19), MOVEMENT, of("north")) == []
    assert told(acts("north", 20), MOVEMENT, of("north")) == ["movement", "north"]


def test_stretches_of_several_laps_are_looked_at_too() -> None:
    """This lap alone leaves the south and five others; both laps, for which all three have bounds, leave the five."""
    long = of("south", begins=BEFORE, bounds=(BEFORE,))
    north = of("north", begins=LAST, bounds=(BEFORE, LAST))
    whole = Scope(key="movement", begins=LAST, bounds=(BEFORE, LAST))
    done = [*acts("north", 30), *acts("south", 21, first=30), *acts("", 5, first=60)]
    done += acts("", 12, first=70, weeks_ago=30)
    assert told(done, whole, of("south")) == ["movement", "south"]
    assert told(done, whole, north, long) == ["movement", "north"]


@given(
    people=st.lists(
        st.tuples(st.integers(0, 70), st.sampled_from(["north", "south", "east", ""])), min_size=1, max_size=150
    ),
    weeks=st.lists(st.integers(1, 23), min_size=1, max_size=8),
    long=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_no_difference_of_releases_tells_of_fewer_than_ten(
    people: list[tuple[int, str]], weeks: list[int], long: bool
) -> None:
    done = [
        Did(f"member{who}", circle, MONDAY - timedelta(weeks=weeks[place % len(weeks)]))
        for place, (who, circle) in enumerate(people)
    ]
    scopes = [
        Scope(key="movement", begins=LAST, bounds=(BEFORE, LAST)),
        of("north", bounds=(BEFORE, LAST)),
        of("south", begins=BEFORE if long else LAST, bounds=(BEFORE,)),
        of("east", bounds=(LAST,)),
    ]
    with table(done) as base:
        chosen = tellable(base, scopes)
    assert found(done, chosen, MONDAY) == set()
