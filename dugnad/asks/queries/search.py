"""Asks, answers, living answers and standing offers in the search. One query each."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dugnad.asks.models import Answer, Ask, LivingAnswer, Offer
from dugnad.circles.searching import EXCERPT, Found, register
from dugnad.kit.richtext import excerpt
from dugnad.people.models import Member


def connect() -> None:
    """Called once, when the app is ready."""
    register("ask", _("Ask"), asks)
    register("answer", pgettext_lazy("noun", "Answer"), answers)
    register("living-answer", _("Living answer"), living)
    register("offer", _("Offer"), offers)


def asks(member: Member, keys: Collection[str]) -> Iterable[Found]:
    """Under the name they were asked with."""
    rows = Ask.objects.visible_to(member).filter(pk__in=keys)
    columns = ("pk", "title", "text", "circle__name", "shown_as", "created_at")
    for pk, title, text, circle, shown_as, at in rows.values_list(*columns):
        yield Found(pk, title, excerpt(text, EXCERPT), circle, shown_as, at, reverse("ask", args=[pk]))


def answers(member: Member, keys: Collection[str]) -> Iterable[Found]:
    """With the title of what they answer, at their place on its page."""
    rows = Answer.objects.visible_to(member).filter(pk__in=keys)
    columns = ("pk", "ask_id", "ask__title", "text", "circle__name", "shown_as", "created_at")
    for pk, ask, title, text, circle, shown_as, at in rows.values_list(*columns):
        path = f"{reverse('ask', args=[ask])}#a-{pk}"
        yield Found(pk, title, excerpt(text, EXCERPT), circle, shown_as, at, path)


def living(member: Member, keys: Collection[str]) -> Iterable[Found]:
    """They are nobody's."""
    rows = LivingAnswer.objects.visible_to(member).filter(pk__in=keys)
    for pk, title, text, circle, at in rows.values_list("pk", "title", "text", "circle__name", "checked_at"):
        yield Found(pk, title, excerpt(text, EXCERPT), circle, "", at, reverse("living", args=[pk]))


def offers(member: Member, keys: Collection[str]) -> Iterable[Found]:
    """Those that stand still."""
    rows = Offer.objects.visible_to(member).filter(pk__in=keys, ended_at=None)
    columns = ("pk", "title", "text", "circle__name", "author__handle", "created_at")
    for pk, title, text, circle, handle, at in rows.values_list(*columns):
        yield Found(pk, title, excerpt(text, EXCERPT), circle, handle, at, reverse("offer", args=[pk]))
