"""Asks as things that others may be attached to, and what stands beside them therefore."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from dugnad.asks.models import Answer, Ask
from dugnad.circles import concerns, things
from dugnad.circles.concerns import Concern
from dugnad.circles.things import Thing
from dugnad.people.models import Member

KIND = "ask"


def connect() -> None:
    """Make asks known as things, and as something that more may grow out of."""
    things.register(KIND, _("an ask"), find)
    concerns.register(KIND, concerned)


def find(member: Member | None, pks: Collection[str]) -> Mapping[str, Thing]:
    """The asks among these that `member` may read."""
    found = Ask.objects.visible_to(member).filter(pk__in=pks) if member else []
    return {ask.pk: _thing(ask) for ask in found}


def concerned(pks: Collection[str]) -> Mapping[str, Concern]:
    """Whose these asks are, and who answered them. Two queries."""
    helped: dict[str, set[str]] = {}
    answers = Answer.objects.filter(ask__in=pks, by_asker=False, author__isnull=False).order_by()
    for ask, author in answers.values_list("ask_id", "author_id").distinct():
        helped.setdefault(ask, set()).add(str(author))
    asks = Ask.objects.filter(pk__in=pks).values_list("pk", "author_id", "circle_id", "act_id")
    return {pk: Concern(KIND, pk, owner, frozenset(helped.get(pk, ())), circle, act) for pk, owner, circle, act in asks}


def beside(member: Member, ask: Ask) -> SafeString:
    """What other apps have to say beside `ask`."""
    return format_html_join("", "{}", ((html,) for html in things.drawn(member, _thing(ask))))


def _thing(ask: Ask) -> Thing:
    return Thing(KIND, ask.pk, ask.title, reverse("ask", args=[ask.pk]), ask.circle_id, ask.act_id)
