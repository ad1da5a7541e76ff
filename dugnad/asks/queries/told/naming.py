"""What every word about an ask needs: where it leads, whose it is, and whether it may leave this machine."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from dugnad.asks.enums import Voice
from dugnad.asks.models import Ask
from dugnad.circles.enums import Openness

Line = Callable[[], str]
"""A sentence, looked up in the language of whoever reads it when they do."""


def page_of(ask: Ask) -> str:
    """The path of the ask's page: what is told about an ask stands together under it."""
    return reverse("ask", args=[ask.pk])


def key_of(ask: Ask) -> str:
    """The person key of the asker; empty when they are gone."""
    return ask.author.person_key if ask.author else ""


def travels(ask: Ask) -> bool:
    """Whether what stands in an ask may leave in a letter."""
    return ask.circle.openness == Openness.OPEN and ask.voice == Voice.OWN
