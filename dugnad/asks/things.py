"""Asks as things that others may be attached to, and what stands beside them therefore."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from dugnad.asks.models import Ask
from dugnad.circles import things
from dugnad.circles.things import Thing
from dugnad.people.models import Member

KIND = "ask"


def connect() -> None:
    """Make asks known as things."""
    things.register(KIND, _("an ask"), find)


def find(member: Member | None, pks: Collection[str]) -> Mapping[str, Thing]:
    """The asks among these that `member` may read."""
    found = Ask.objects.visible_to(member).filter(pk__in=pks) if member else []
    return {ask.pk: _thing(ask) for ask in found}


def beside(member: Member, ask: Ask) -> SafeString:
    """What other apps have to say beside `ask`."""
    return format_html_join("", "{}", ((html,) for html in things.drawn(member, _thing(ask))))


def _thing(ask: Ask) -> Thing:
    return Thing(KIND, ask.pk, ask.title, reverse("ask", args=[ask.pk]), ask.circle_id, ask.act_id)
