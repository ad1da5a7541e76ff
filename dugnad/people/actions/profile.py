"""What members tell of themselves, and what help they offer.

None of it is recorded as an act: it concerns nobody else, and the ledger would keep what somebody took back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import time
from functools import partial
from zoneinfo import available_timezones

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.kit.ids import new_key
from dugnad.kit.languages import SPOKEN
from dugnad.kit.pictures import reencode
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member, Place, Skill, Speaks

LARGEST_FACE = 320
"""Pixels: twice the size of the largest place a face has on a page."""
MOST_CALLS = 50


@dataclass(frozen=True)
class Help:
    """What a member can do for others, and when they may be asked. Quiet hours are local; both or neither."""

    calls_per_week: int
    quiet_from: time | None
    quiet_until: time | None
    time_zone: str
    place: Place | None
    skills: Collection[str]
    languages: Collection[str]


def tell(*, by: Member, about: str, pronouns: str, picture: bytes | None = None, faceless: bool = False) -> Member:
    """Change what others see of `by`. A new `picture` takes the place of the old; `faceless` takes it away.

    Raises `Refused` when the picture cannot be used; then nothing is changed.
    """
    before = after = by.picture.name or ""
    if picture:
        after = default_storage.save(f"faces/{new_key()}.webp", ContentFile(_face(picture)))
    elif faceless:
        after = ""
    try:
        with transaction.atomic():
            Member.objects.filter(pk=by.pk).update(about=about.strip(), pronouns=pronouns, picture=after)
            if before and before != after:
                transaction.on_commit(partial(default_storage.delete, before))
    except BaseException:
        if after != before:
            default_storage.delete(after)
        raise
    by.refresh_from_db()
    return by


@transaction.atomic
def offer_help(*, by: Member, help: Help) -> Member:
    """Change what `by` can help with and when.

    Raises `Refused` for one quiet hour without the other, and for what the movement does not have.
    """
    if (help.quiet_from is None) != (help.quiet_until is None):
        raise Refused(_("Quiet hours have a beginning and an end. Give both, or neither."))
    if help.time_zone not in available_timezones() or not 0 <= help.calls_per_week <= MOST_CALLS:
        raise Refused(_("This cannot be kept as it is. Look through the answers once more."))
    Member.objects.filter(pk=by.pk).update(
        calls_per_week=help.calls_per_week,
        quiet_from=help.quiet_from,
        quiet_until=help.quiet_until,
        time_zone=help.time_zone,
        place=help.place,
    )
    by.refresh_from_db()
    by.skills.set(_skills(by, help.skills))
    _speak(by, help.languages)
    return by


def read_in(*, by: Member, language: str) -> Member:
    """Remember in which language `by` reads the pages, on whatever device they sign in.

    Raises `Refused` for one that the pages do not speak.
    """
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("The pages are not written in that language yet."))
    Member.objects.filter(pk=by.pk).update(language=language)
    by.language = language
    return by


def _face(picture: bytes) -> bytes:
    return reencode(picture, largest=LARGEST_FACE).webp


def _skills(by: Member, wanted: Collection[str]) -> list[Skill]:
    """The chosen ones; retired ones only as far as they were had before, since the page shows them no more."""
    chosen = list(Skill.objects.filter(pk__in=wanted, retired=False))
    if len(chosen) != len(set(wanted)):
        raise Refused(_("One of these skills is no longer used. Look through them once more."))
    return [*chosen, *by.skills.filter(retired=True)]


def _speak(by: Member, wanted: Collection[str]) -> None:
    known = {code for code, _name in SPOKEN}
    by.languages.exclude(language__in=wanted).delete()
    has = set(by.languages.values_list("language", flat=True))
    Speaks.objects.bulk_create(Speaks(member=by, language=code) for code in sorted(set(wanted) & known - has))
