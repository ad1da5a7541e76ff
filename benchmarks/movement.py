"""A movement of benchmark size: simulated people, written in bulk (docs/how-it-works/demo.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from dugnad.asks.actions.answering import answer
from dugnad.asks.enums import ANSWERABLE, Nature, State
from dugnad.asks.models import Ask, Kind
from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.demo.script import load_script
from dugnad.demo.simulation.kinds import SUPPORT
from dugnad.demo.simulation.parameters import Parameters
from dugnad.demo.simulation.simulate import simulate
from dugnad.demo.simulation.timeline import Answered, Timeline
from dugnad.demo.writing.bulk import write_all
from dugnad.demo.writing.ground import Ground, find_ground
from dugnad.kit.clock import now
from dugnad.kit.ids import new_key
from dugnad.people.actions.member import arrive
from dugnad.people.actions.places import fill_places
from dugnad.people.gazetteer import towns
from dugnad.people.models import Member, Movement, Skill

DAYS = 365
ANSWERS_SHOWN = 30
CIRCLES_READ = 3


@transaction.atomic
def build(members: int = 8_500, circles: int = 17, asks: int = 10_000, answers: int = 100_000, seed: int = 1) -> Ask:
    """Fill an empty database; returns an ask with exactly 30 answers.

    A member called `reader` belongs to three circles, tends that of the ask, and reads all of it. Circles are closed;
    a single one is open, and everybody is in it. There are `asks`
    asks to within one in a hundred, and `answers` answers to within a few in a hundred: `counts` tells.
    """
    until = now().replace(microsecond=0)
    begun = until - timedelta(days=DAYS)
    Movement.objects.create(name="Stand by", purpose="Benchmark", set_up_at=begun)
    ground = _ground()
    knobs = replace(
        SUPPORT,
        members=members - 1,
        days=DAYS,
        circles=circles,
        asks=asks,
        survival_90=0.8,
        says_goodbye=0.0,
        resolved_share=0.3,
        open_circles=float(circles == 1),
    )
    write_all(_lived(knobs, ground, seed, until, answers), ground, until=until)
    ask = _longest(until)
    _reader(ask.circle, begun)
    if circles == 1:
        for member in Member.objects.exclude(memberships__circle=ask.circle):
            enter(circle=ask.circle, member=member, at=until)
    return ask


def counts() -> str:
    """What there is, in words."""
    written = f"{Ask.objects.count():,} asks, {sum(Ask.objects.values_list('answer_count', flat=True)):,} answers"
    return f"{Member.objects.count():,} members in {Circle.objects.count()} circles, {written}"


def _ground() -> Ground:
    fill_places(country="SE", source=(town for town in towns("SE") if town.country == "SE"))
    script = load_script()
    skills: dict[str, Skill] = {}
    for group in script.skills:
        above = skills[group.code] = Skill.objects.create(names={"en": group.en, "sv": group.sv})
        for child in group.children:
            names = {"en": child.en, "sv": child.sv}
            skills[child.code] = Skill.objects.create(parent=above, names=names, is_profession=child.profession)
    return find_ground(skills, _kinds(skills))


def _kinds(skills: Mapping[str, Skill]) -> dict[str, Kind]:
    kinds = {}
    for position, told in enumerate(load_script().kinds):
        kind = Kind.objects.create(id=told.code, names={"en": told.en, "sv": told.sv}, position=position)
        kind.skills.set(skills[code] for code in told.skills)
        kinds[told.code] = kind
    return kinds


def _lived(knobs: Parameters, ground: Ground, seed: int, until: datetime, answers: int) -> Timeline:
    """With so many answers as were asked for: simulated twice, since how many come of a knob shows in the end."""
    for _run in range(3):
        lived = simulate(knobs, seed, around=ground.around, until=until)
        came = sum(isinstance(event, Answered) and bool(event.nature) for event in lived.events)
        if abs(came - answers) <= answers * 0.03:
            break
        knobs = replace(knobs, answers_per_ask=knobs.answers_per_ask * answers / max(1, came))
    return lived


def _longest(until: datetime) -> Ask:
    """The ask with the most answers that are not more than 30, brought to 30 by the ordinary action.

    It is in the circle that has the most open asks: others are posted to.
    """
    still_open = Counter(Ask.objects.filter(state=State.OPEN).values_list("circle", flat=True))
    (circle, _count), *_others = still_open.most_common(1)
    fitting = Ask.objects.filter(circle=circle, answer_count__lte=ANSWERS_SHOWN, state__in=ANSWERABLE)
    fitting = fitting.select_related("circle", "author")
    ask = next(one for one in fitting.order_by("-answer_count", "pk") if one.answers.count() <= ANSWERS_SHOWN)
    inside = Membership.objects.filter(circle=ask.circle, standing=Standing.ACTIVE, joined_at__lte=ask.created_at)
    others = inside.exclude(member__in=ask.answers.values("author")).exclude(member=ask.author)
    for one in others.select_related("member").order_by("pk")[: ANSWERS_SHOWN - ask.answers.count()]:
        text = "We have a room and no dog. He can come tonight."
        answer(by=one.member, ask=ask, text=text, form_key=new_key(), nature=Nature.PRACTICAL, at=until)
    assert ask.answers.count() == ANSWERS_SHOWN
    ask.refresh_from_db()
    return ask


def _reader(circle: Circle, begun: datetime) -> None:
    reader = arrive(handle="reader", passphrase=None, at=begun)
    others = Circle.objects.exclude(pk=circle.pk).order_by("created_at")[: CIRCLES_READ - 1]
    for one in (circle, *others):
        enter(circle=one, member=reader, role=Role.STEWARD if one == circle else Role.MEMBER, at=begun)
