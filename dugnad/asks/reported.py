"""Asks, answers, offers and living answers as things that can be reported. What is sealed is no part of them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.asks import rules
from dugnad.asks.enums import Voice
from dugnad.asks.models import Answer, Ask, LivingAnswer, Offer
from dugnad.circles.rules import reads_common
from dugnad.safety.reportable import Kind, Shown, Told, register


def connect() -> None:
    """Called once, when the app is ready."""
    register(Kind("ask", _("an ask"), Ask, rules.might_read, of_ask))
    register(Kind("answer", _("an answer"), Answer, rules.might_read_answer, of_answer))
    register(Kind("offer", _("an offer"), Offer, rules.might_read_lasting, of_offer))
    register(Kind("living-answer", _("a living answer"), LivingAnswer, reads_common, of_living))


def _mask(thing: Ask | Answer) -> str:
    return thing.shown_as if thing.voice == Voice.PSEUDONYM else ""


def of_ask(ask: Ask) -> Told:
    """With its pictures."""
    pictures = [Shown(one.file, one.describes) for one in ask.pictures.all()]
    path = reverse("ask", args=[ask.pk])
    return Told(ask.title, path, ask.circle_id, ask.author, ask.text, _mask(ask), pictures)


def of_answer(answer: Answer) -> Told:
    """At its place on the page of its ask."""
    path = f"{reverse('ask', args=[answer.ask_id])}#a-{answer.pk}"
    return Told(answer.ask.title, path, answer.circle_id, answer.author, answer.text, _mask(answer))


def of_offer(offer: Offer) -> Told:
    """By whoever offers."""
    return Told(offer.title, reverse("offer", args=[offer.pk]), offer.circle_id, offer.author, offer.text)


def of_living(living: LivingAnswer) -> Told:
    """Nobody's own."""
    return Told(living.title, reverse("living", args=[living.pk]), living.circle_id, None, living.text)
