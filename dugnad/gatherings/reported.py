"""Gatherings as things that can be reported."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.gatherings import rules
from dugnad.gatherings.models import Gathering
from dugnad.safety.reportable import Kind, Told, register


def connect() -> None:
    """Called once, when the app is ready."""
    register(Kind("gathering", _("a gathering"), Gathering, rules.might_see, told))


def told(gathering: Gathering) -> Told:
    """By whoever called it together. Where exactly it is, and who comes, is no part of it."""
    path = reverse("gathering", args=[gathering.pk])
    return Told(gathering.title, path, gathering.circle_id, gathering.author, gathering.text)
