from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dugnad.circles.models import Circle
from dugnad.people.models import Member
from dugnad.pulse.laps import LAP
from dugnad.pulse.models import Release
from dugnad.pulse.report.method import METHOD, changes, differences
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import ENGLISH
from tests.cast import signed_in
from tests.pulse.platform.making import MONDAY

QUERIES = 5
TAKEN = datetime(2026, 8, 25, 7, tzinfo=UTC)


def release(
    value: float, *, laps_ago: int = 0, circle: Circle | None = None, version: str = "1", **facts: int
) -> Release:
    until = MONDAY - laps_ago * LAP
    one = Told(measure="answered", version=version, n=200, value=value, low=value - 0.05, high=value + 0.05)
    return Release.objects.create(
        circle=circle,
        begins_at=until - LAP,
        ends_at=until,
        taken_at=TAKEN,
        results={"answered": one.plain()},
        facts=facts,
    )


def test_each_is_shown_as_it_was_published(alice: Member) -> None:
    first, _second, third = (release(value, laps_ago=ago) for value, ago in ((0.61, 2), (0.72, 1), (0.83, 0)))
    kept = Release.objects.filter(pk=first.pk).values().get()
    browser = signed_in(alice)
    listed = browser.get(reverse("pulse_earlier")).content.decode()
    assert listed.index("24 August 2026 to 15 November 2026") < listed.index("9 March 2026 to 31 May 2026")
    html = browser.get(reverse("pulse_release", args=[first.pk])).content.decode()

    assert ("61\N{NO-BREAK SPACE}%" in html, "83\N{NO-BREAK SPACE}%" in html, "next pulse is taken" in html) == (
        True,
        False,
        False,
    )
    assert "It was taken on 25 August 2026" in html
    assert reverse("pulse_measure", args=[first.pk, "answered"]) in html
    assert reverse("pulse_release", args=[third.pk]) in html
    assert Release.objects.filter(pk=first.pk).values().get() == kept


def test_the_newest_is_no_earlier_one(alice: Member) -> None:
    html = signed_in(alice).get(reverse("pulse_release", args=[release(0.83).pk])).content.decode()

    assert ("This is an earlier pulse" in html, "The next pulse is taken" in html) == (False, True)


def test_what_changed_in_method_since(alice: Member) -> None:
    old, same = release(0.61, laps_ago=2), release(0.72, laps_ago=1, version="2", method=METHOD)
    release(0.83, version="2", method=METHOD)
    browser = signed_in(alice)
    then, after = (browser.get(reverse("pulse_release", args=[one.pk])).content.decode() for one in (old, same))

    assert "Whoever asks to be left out is not counted. Then everybody was." in then
    assert "reckoned in another way now" in then
    assert "It was measured in the same way as the newest." in after
    assert "What has changed in method since" not in after


def test_every_method_but_the_first_says_what_it_changed() -> None:
    assert [len(changes(then, ENGLISH)) for then in range(1, METHOD + 1)] == [*range(METHOD - 1, 0, -1), 0]


def test_only_measures_in_both_are_called_different() -> None:
    then = {name: Told(measure=name, version="1", n=60) for name in ("gini", "answered")}
    now = {name: Told(measure=name, version="2", n=60) for name in ("answered", "lorenz")}

    (told,) = differences(then, now, ENGLISH)
    assert told.endswith(": Asks answered within a day.")
    assert differences(then, then, ENGLISH) == ()


def test_a_circles_are_for_its_members(circle: Circle, bob: Member, charlie: Member) -> None:
    old, _new = release(0.61, laps_ago=1, circle=circle), release(0.83, circle=circle)
    release(0.5, laps_ago=1)
    paths = [reverse("circle_pulse_earlier", args=[circle.pk]), reverse("pulse_release", args=[old.pk])]

    for path in paths:
        assert (signed_in(bob).get(path).status_code, signed_in(charlie).get(path).status_code) == (200, 404)
    assert old.pk in signed_in(bob).get(paths[0]).content.decode()
    assert old.pk not in signed_in(bob).get(reverse("pulse_earlier")).content.decode()
    assert signed_in(bob).post(paths[0]).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_one_as_for_three(alice: Member, rows: int) -> None:
    for lap in range(rows):
        release(0.61, laps_ago=lap)
    browser = signed_in(alice)
    with CaptureQueriesContext(connection) as queries:
        browser.get(reverse("pulse_earlier"))
    assert len(queries) == QUERIES
