"""Letters, telephone calls and articles, as kinds of rung. Connected when the app is ready."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.ladder import RungType, register
from dugnad.campaigns.queries import letters


def connect() -> None:
    """Called once."""
    register(
        RungType(
            RungKind.WRITE,
            icon="mail",
            door=_("Write a letter"),
            page=lambda rung: reverse("letter_begin", args=[rung.pk]),
            progress=letters.progress,
            settings=lambda rung: reverse("letters_prepare", args=[rung.pk]),
        )
    )
