"""The page of a gathering: when, where, who comes, what is needed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.circles import rules as circle_rules
from dugnad.circles import things
from dugnad.gatherings.clocks import clocks
from dugnad.gatherings.enums import Every
from dugnad.gatherings.forms.coming import CodeForm, ReplyForm
from dugnad.gatherings.models import Gathering, Occasion
from dugnad.gatherings.queries import heads, roles, sealed
from dugnad.gatherings.queries import page as queries
from dugnad.gatherings.things import thing_of
from dugnad.gatherings.views.finding import door_or_404, gathering_for, the_occasion
from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.people.viewing import viewer

DAYS_SHOWN = 12


@require_safe
def gathering(request: HttpRequest, gathering_id: str) -> HttpResponse:
    """One gathering, or one day of it (`?on=`)."""
    found = gathering_for(viewer(request), gathering_id)
    if found is None:
        return door_or_404(request)
    return shown(request, found, the_occasion(request, found))


def shown(
    request: HttpRequest,
    found: Gathering,
    occasion: Occasion,
    reply: ReplyForm | None = None,
    code: CodeForm | None = None,
) -> HttpResponse:
    """The page, with a form that came back if there is one."""
    member = viewer(request)
    stand = queries.stand(member, found, occasion)
    at = now()
    context = {
        **standing(member, found, occasion, stand),
        "reply": reply or _reply(stand),
        "code_form": code or CodeForm(),
        "takes_codes": stand.comes and queries.takes_codes(occasion, at),
        "over": occasion.ends_at <= at,
        "begun": occasion.starts_at <= at,
        "days": _days(found, occasion),
        "thing": things.find(member, found.thing_kind, found.thing_id) if found.thing_kind else None,
        "beside": list(things.drawn(member, thing_of(found))),
        "here": "act",
    }
    wrong = any(form is not None and form.errors for form in (reply, code))
    return render(request, "gatherings/gathering.html", context, status=422 if wrong else 200)


def standing(member: Member | None, found: Gathering, occasion: Occasion, stand: queries.Stand) -> dict[str, Any]:
    """What both the page and the page of the day show."""
    return {
        "gathering": found,
        "occasion": occasion,
        "stand": stand,
        "clocks": clocks(occasion.starts_at, occasion.ends_at, found.zone),
        "before": clocks_before(occasion, found),
        "circle": found.circle if circle_rules.sees.can(member, found.circle) else None,
        "heads": heads.heads(member, occasion, inside=stand.inside),
        "roles": roles.roles(member, found, occasion, inside=stand.inside),
        "venue": (occasion.venue or found.venue) if stand.finds else "",
        "link": found.link if stand.finds else "",
        "hidden": not stand.finds and bool(found.venue or found.link or occasion.venue),
        "on": occasion.number,
    }


def clocks_before(occasion: Occasion, found: Gathering) -> str:
    """When a day that was moved was first to be; empty for others."""
    if occasion.planned_at == occasion.starts_at:
        return ""
    return clocks(occasion.planned_at, occasion.planned_at, found.zone)[0].said.partition("–")[0]


def _reply(stand: queries.Stand) -> ReplyForm:
    mine = stand.coming
    if mine is None:
        return ReplyForm()
    facts = {"word": mine.word, "brings": mine.brings, "named": mine.named, "needs": sealed.needs_of(mine)}
    return ReplyForm(initial=facts)


def _days(found: Gathering, occasion: Occasion) -> list[tuple[Occasion, str, bool]]:
    """The days around this one, with their dates, for what happens on several."""
    if found.every == Every.ONCE:
        return []
    days = queries.days_of(found)
    first = max(0, min(occasion.number - 3, len(days) - DAYS_SHOWN))
    around = days[first : first + DAYS_SHOWN]
    return [(day, clocks(day.starts_at, day.ends_at, found.zone)[0].said, day.pk == occasion.pk) for day in around]
