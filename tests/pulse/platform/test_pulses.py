from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dugnad.circles.models import Circle
from dugnad.people.models import Member
from dugnad.pulse.laps import LAP
from dugnad.pulse.models import Plot, Release
from dugnad.pulse.report.told import Told
from dugnad.pulse.rules import reads_release
from tests.cast import again, signed_in
from tests.pulse.platform.making import MONDAY

QUERIES = 5
SVG = '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'


def release(circle: Circle | None = None, laps_ago: int = 0, **held: str) -> Release:
    measures = (
        Told(measure="answered", version="1", n=200, value=0.85, low=0.8, high=0.9, null=None),
        Told(measure="gave_nothing", version="1", n=60, value=57 / 60, low=0.9, high=0.99),
    )
    until = MONDAY - laps_ago * LAP
    made = Release.objects.create(
        circle=circle,
        begins_at=until - LAP,
        ends_at=until,
        results={one.measure: one.plain() for one in measures},
        held=held,
        facts={"elsewhere": {"people": 12, "hours": 30}},
    )
    Plot.objects.create(release=made, measure="answered", language="en", svg=SVG)
    return made


def test_before_the_first_there_is_a_word_why(alice: Member) -> None:
    assert "No pulse has been taken yet" in signed_in(alice).get(reverse("pulse")).content.decode()


def test_large_truths_first_and_each_opens(circle: Circle, alice: Member) -> None:
    made = release(laps_ago=1), release()
    html = signed_in(alice).get(reverse("pulse")).content.decode()
    path = reverse("pulse_measure", args=[made[1].pk, "answered"])
    assert ("85" in html.partition("<h2>")[0], path in html) == (True, True)
    assert "from 24 August 2026 to 15 November 2026. The next pulse is taken on 8 February 2027." in html
    assert "12 people did things elsewhere that others attest, about 30 hours of it." in html
    opened = signed_in(alice).get(path).content.decode()
    assert (SVG in opened, "80" in opened, "What it cannot see" in opened) == (True, True, True)
    assert (
        signed_in(alice).get(reverse("pulse_csv", args=[made[1].pk, "answered"]))["Content-Type"].startswith("text/csv")
    )


def test_how_few_gave_is_nowhere(alice: Member) -> None:
    made = release()
    browser = signed_in(alice)
    pages = [browser.get(reverse("pulse")).content.decode()]
    pages += [browser.get(reverse(name, args=[made.pk, "gave_nothing"])).content.decode() for name in READ]
    assert "ewer than ten of 60 members gave" in pages[0]
    for page in pages:
        assert not [told for told in ("95 %", "95\N{NO-BREAK SPACE}%", "0.95") if told in page]


READ = ("pulse_measure", "pulse_csv")


def test_what_is_held_says_why(alice: Member) -> None:
    release(tail="few", answered="rounded")
    html = signed_in(alice).get(reverse("pulse")).content.decode()
    assert "It would be about fewer than ten people." in html
    assert "Rounded to five in a hundred" in html


def test_a_circles_pulse_is_for_its_members(circle: Circle, bob: Member, charlie: Member) -> None:
    made = release(circle)
    addresses = [
        reverse("circle_pulse", args=[circle.pk]),
        reverse("pulse_measure", args=[made.pk, "answered"]),
        reverse("pulse_csv", args=[made.pk, "answered"]),
    ]
    for path in addresses:
        assert (signed_in(bob).get(path).status_code, signed_in(charlie).get(path).status_code) == (200, 404)
    assert "No pulse has been taken yet" in signed_in(charlie).get(reverse("pulse")).content.decode()


def test_the_faces_of_the_rule_agree(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    for one in (release(), release(circle)):
        allowed = set(Member.objects.filter(reads_release.who(one)))
        for member in (alice, bob, charlie):
            fresh = again(member)
            seen = Release.objects.visible_to(fresh).filter(pk=one.pk).exists()
            assert seen == reads_release.can(fresh, one) == (member in allowed)


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_one_lap_as_for_three(alice: Member, rows: int) -> None:
    for lap in range(rows):
        release(laps_ago=lap)
    browser = signed_in(alice)
    with CaptureQueriesContext(connection) as queries:
        browser.get(reverse("pulse"))
    assert len(queries) == QUERIES
