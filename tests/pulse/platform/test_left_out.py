"""Whoever does not want to be counted: what is published is of the others alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.urls import reverse

from dugnad.leaving.actions.departing import depart
from dugnad.leaving.actions.erasing import erase
from dugnad.leaving.enums import When
from dugnad.ledger.mirror_writer import COLUMNS
from dugnad.people.models import Member, Movement
from dugnad.pulse.actions.counting import count_in, leave_out
from dugnad.pulse.actions.taking import take
from dugnad.pulse.laps import LAP
from dugnad.pulse.models import LeftOut, Release
from dugnad.pulse.queries.left_out import left_out, left_out_since
from dugnad.pulse.taking.order import Order, Scope
from dugnad.pulse.taking.scopes import taken
from dugnad.pulse.taking.table import acts_of, since, written
from tests.cast import again, signed_in
from tests.pulse.platform.making import MONDAY, TUESDAY, crowd, help_round

WEEKS_AGO = MONDAY - timedelta(weeks=3)
WHOLE = Scope(key="movement", begins=MONDAY - LAP)
Row = dict[str, Any]


def act(number: int, at: datetime, actor: str, verb: str, effort: str, relation: str = "none", **more: Any) -> Row:
    return {
        "id": number, "at": at, "actor": actor, "verb": verb, "effort": effort, "relation": relation,
        "object_type": "thing", "object": f"o{number}", "audience": "circle", **more,
    }  # fmt: skip


def history(people: Sequence[str]) -> list[Row]:
    """Everybody comes and asks, and is answered an hour later by the one before them, which helps."""
    number = count(1)
    rows = [act(next(number), WEEKS_AGO, one, "arrived", "token") for one in people]
    for place, one in enumerate(people):
        at, helper = WEEKS_AGO + timedelta(days=place % 12, minutes=place), people[place - 1]
        asked, answered = next(number), next(number)
        rows.append(act(asked, at, one, "asked", "voice", "asks"))
        hour = at + timedelta(hours=1)
        rows.append(act(answered, hour, helper, "answered-practical", "work", "helps", toward=one, cause=asked))
        rows.append(act(next(number), hour, one, "this-helped", "voice", "thanks", toward=helper, cause=answered))
    return rows


def results(rows: Sequence[Row], root: Path, *, without: Sequence[str] = ()) -> dict[str, Any]:
    """What would be published of these acts."""
    folder = root / "month=2026-11"
    folder.mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(list(rows), schema=COLUMNS), folder / "acts.parquet")
    order = Order(root=str(root), until=MONDAY, scopes=(WHOLE,), languages=(), left_out=tuple(without))
    with acts_of(order) as base:
        path = root / "chosen.parquet"
        written(base, WHOLE, path)
        return dict(taken(order, WHOLE, path, since(base, WHOLE), {}).results)


@pytest.fixture
def people() -> list[str]:
    return [f"m{number:02}" for number in range(30)]


def alone(numbers: Iterator[int]) -> list[Row]:
    """A member who does much, asks, gives and signs, to whom nobody has answered."""
    at = WEEKS_AGO + timedelta(days=2)
    rows = [act(next(numbers), at, "zz", "arrived", "token")]
    rows += [act(next(numbers), at + timedelta(hours=n), "zz", "asked", "voice", "asks") for n in range(40)]
    rows += [act(next(numbers), at + timedelta(hours=n), "zz", "task-done", "work") for n in range(200)]
    return [*rows, act(next(numbers), at, "zz", "gave", "give", amount=90_000)]


def test_every_number_is_that_of_the_others_alone(people: list[str], tmp_path: Path) -> None:
    others = history(people)
    every = others + alone(count(1_000))

    of_others = results(others, tmp_path / "others")
    assert results(every, tmp_path / "left-out", without=["zz"]) == of_others
    assert results(every, tmp_path / "counted") != of_others


def test_an_ask_that_they_answered_does_not_look_as_if_nobody_came(people: list[str], tmp_path: Path) -> None:
    found = results(history(people), tmp_path / "mirror", without=[people[3]])

    assert (found["answered"]["n"], found["answered"]["value"]) == (28, 1.0)
    assert found["zero_share"]["n"] == 29


def test_whom_they_brought_stays_a_member(people: list[str], tmp_path: Path) -> None:
    rows = history(people)
    rows[5]["toward"] = rows[6]["toward"] = people[0]
    found = results(rows, tmp_path / "mirror", without=[people[0]])

    assert found["zero_share"]["n"] == 29


def test_a_campaign_that_they_began_is_still_the_campaign_of_the_others(people: list[str], tmp_path: Path) -> None:
    began = act(900, WEEKS_AGO, people[0], "campaign-started", "work", object="c1", object_type="campaign")
    joined = [act(901 + n, WEEKS_AGO, one, "took-a-step", "work", cause=900) for n, one in enumerate(people[1:])]
    folder = tmp_path / "month=2026-11"
    folder.mkdir()
    pq.write_table(pa.Table.from_pylist([*history(people), began, *joined], schema=COLUMNS), folder / "acts.parquet")
    scope = Scope(key="c1", begins=MONDAY - LAP, circle="k", campaign="c1", campaign_act=900)
    order = Order(root=str(tmp_path), until=MONDAY, scopes=(scope,), left_out=(people[0],))

    with acts_of(order) as base:
        assert written(base, scope, tmp_path / "chosen.parquet") == 29


@pytest.mark.django_db(transaction=True)
def test_from_the_page_to_the_next_release(movement: Movement, tmp_path: Path) -> None:
    circle, everybody = crowd("north", 24)
    help_round(circle, everybody, WEEKS_AGO)
    signed_in(everybody[5]).post(reverse("me_pulse"), {"counted": "no"})

    assert take(at=TUESDAY, root=tmp_path / "mirror") == 2
    inner = Release.objects.get(circle=circle)
    assert (inner.results["answered"]["n"], inner.results["zero_share"]["n"]) == (22, 23)


def test_twice_is_once_and_coming_back_is_forgotten(db: None, alice: Member, bob: Member) -> None:
    leave_out(by=alice, at=WEEKS_AGO)
    leave_out(by=alice, at=MONDAY)

    assert (left_out_since(alice), left_out_since(bob)) == (WEEKS_AGO, None)
    assert left_out() == (alice.person_key,)
    count_in(by=alice)
    count_in(by=alice)
    assert not LeftOut.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_holds_when_they_are_gone(alice: Member) -> None:
    leave_out(by=alice)
    depart(by=again(alice), when=When.NOW, at=MONDAY)
    assert erase(alice.pk, at=MONDAY)

    assert left_out() == (alice.person_key,)


def test_the_page_says_what_it_cannot_undo(alice: Member, bob: Member) -> None:
    browser = signed_in(alice)
    before = browser.get(reverse("me_pulse")).content.decode()
    browser.post(reverse("me_pulse"), {})
    assert left_out() == ()
    after = browser.post(reverse("me_pulse"), {"counted": "no"}, follow=True).content.decode()

    assert "Pulses that were taken before stay as they are." in before
    assert ("Leave me out" in before, "Leave me out" in after, "Count me again" in after) == (True, False, True)
    assert "Leave me out" in signed_in(bob).get(reverse("me_pulse")).content.decode()
    browser.post(reverse("me_pulse"), {"counted": "yes"})
    assert left_out() == ()
