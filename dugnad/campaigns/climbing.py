"""Pledging and giving as rungs of the ladder, and what leads from one rung to the next."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import next_step, pledge_news, pledge_telling
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.ladder import RungType, register
from dugnad.campaigns.queries import giving, pledges
from dugnad.campaigns.views import stepping


def connect() -> None:
    """Called once, when the app is ready."""
    register(
        RungType(
            RungKind.PLEDGE,
            icon="hand-helping",
            door=_("Pledge"),
            page=lambda rung: reverse("pledge_page", args=[rung.pk]),
            progress=pledges.progress,
            settings=lambda rung: reverse("pledge_terms", args=[rung.pk]),
        )
    )
    register(
        RungType(
            RungKind.GIVE,
            icon="package",
            door=_("What was given"),
            page=lambda rung: reverse("giving", args=[rung.pk]),
            progress=giving.progress,
        )
    )
    next_step.register(stepping.drawn)
    pledge_news.connect()
    pledge_telling.connect()
