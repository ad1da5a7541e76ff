"""Letters, telephone calls and articles, as kinds of rung. Connected when the app is ready."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import acts as verbs
from dugnad.campaigns import happened
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.ladder import RungType, register
from dugnad.campaigns.queries import articles, letters, phoning
from dugnad.campaigns.queries.told_reaching import of_speaking
from dugnad.people.telling import Pace, toward
from dugnad.people.telling import register as register_telling


def connect() -> None:
    """Called once."""
    happened.register("clippings", articles.tell)
    for verb in (verbs.ASKED_TO_SPEAK, verbs.SPEAKS, verbs.SPEAKS_NOT):
        register_telling(verb, who=toward(Pace.AT_ONCE), words=of_speaking)
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
    register(
        RungType(
            RungKind.PHONE,
            icon="phone",
            door=_("Make a call"),
            page=lambda rung: reverse("phone", args=[rung.pk]),
            progress=phoning.progress,
            settings=lambda rung: reverse("phone_prepare", args=[rung.pk]),
        )
    )
    register(
        RungType(
            RungKind.ARTICLE,
            icon="newspaper",
            door=_("Place an article"),
            page=lambda rung: reverse("article", args=[rung.pk]),
            progress=articles.progress,
            members_only=True,
        )
    )
