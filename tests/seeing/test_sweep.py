"""Every address, visited in every role, compared with the written table. An address without a row fails."""

from __future__ import annotations

import os

import pytest
from django.db import transaction
from django.urls import reverse

from dugnad.circles.enums import Openness
from tests.seeing.leaking import leaks_in
from tests.seeing.routes import Route, routes
from tests.seeing.table import ROLES, TABLE, read, written
from tests.seeing.world import World, make_world

SECTIONS = {
    Openness.CLOSED: "A closed circle",
    Openness.HIDDEN: "A hidden circle",
    Openness.OPEN: "An open circle",
}


WHERE_IT_CAN_BE_MADE = {"letter_pdf"}
"""Needs a library that not every machine has; elsewhere it leads to the page to print, which holds the same."""


def told(world: World, role: str, path: str, method: str, leaks: list[str]) -> str:
    """One word for what the answer was; the database is as before afterwards."""
    client = world.client(role)
    with transaction.atomic():
        response = client.get(path) if method == "get" else client.post(path)
        leaks += leaks_in(world, role, path, response)
        transaction.set_rollback(True)
    if response.status_code in {301, 302, 303}:
        return "door" if response["Location"].startswith(reverse("account_login")) else "moves"
    words = {200: "sees", 204: "moves", 404: "—", 405: "✗", 409: "refused", 422: "form", 403: "refused", 400: "form"}
    return words.get(response.status_code, str(response.status_code))


def cell(world: World, role: str, route: Route, leaks: list[str]) -> str:
    """What a GET and an empty POST answer, in two words."""
    path = route.path(world.things)
    seen, sent = (told(world, role, path, method, leaks) for method in ("get", "post"))
    if route.name in WHERE_IT_CAN_BE_MADE and seen == "moves":
        seen = "sees"
    return f"{seen} {sent}"


def sweep(openness: Openness, leaks: list[str] | None = None) -> dict[str, dict[str, str]]:
    """The cells of every address. What those outside were sent of private texts is added to `leaks`."""
    world = make_world(openness)
    leaks = [] if leaks is None else leaks
    for role in ROLES:
        world.client(role)
    rows: dict[str, dict[str, str]] = {}
    for route in routes():
        if openness != Openness.CLOSED and not set(route.parameters) & BOUND:
            continue  # nothing in its address belongs to a circle: the first section says it
        if not set(route.parameters) <= set(world.things):
            if openness == Openness.CLOSED:
                raise KeyError(f"The world has nothing for {route.pattern}: add it to tests/seeing/world.py")
            continue
        rows[route.pattern] = {}
        for role in ROLES:
            with transaction.atomic():
                rows[route.pattern][role] = cell(world, role, route, leaks)
                transaction.set_rollback(True)
    return rows


BOUND = {
    "circle_id", "ask_id", "answer_id", "picture_id", "offer_id", "reservation_id", "living_id", "invitation_id",
    "application_id", "call_id", "vouch_id", "membership_id", "campaign_id", "target_id", "rung_id", "reply_id",
    "origin_id", "organiser_id", "thing_id", "gathering_id", "duty_id",
    "pledging_id", "giving_id", "pledge_id", "gift_id", "spending_id", "spent_id", "needing_id", "why_number",
    "write_id", "phone_id", "article_id", "letter_key", "pitch_id", "spokesperson_id",
    "sheet_id", "alarm_id",
    "task_id", "before_id", "unit_id",
    "case_id", "shot_id", "decision_id", "appeal_id",
    "update_id", "draft_id",
    "release_id", "deed_id", "entry_index", "proposal_id",
    "election_id",
}  # fmt: skip


@pytest.mark.parametrize("openness", SECTIONS)
def test_everybody_sees_what_the_table_says(db: None, openness: Openness) -> None:
    leaks: list[str] = []
    section, found = SECTIONS[openness], sweep(openness, leaks)
    if os.environ.get("DUGNAD_WRITE_TABLE"):
        with TABLE.open("a") as table:
            table.write("\n" + written(section, found))
        return
    table = read()
    assert table.rows(section) == set(found), "docs/security/who-sees-what.md lacks a row, or has one too many"
    differences = [
        f"{pattern} as {role}: {cells[role]}, written: {table.cells[section, pattern, role]}"
        for pattern, cells in found.items()
        for role in ROLES
        if cells[role] != table.cells[section, pattern, role]
    ]
    if openness != Openness.OPEN:
        assert leaks == [], "A9: no answer of whatever kind carries a private text to those outside"
    assert differences == []
