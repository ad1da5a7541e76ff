"""What a handle may be, and which are free."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count, islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dugnad.kit.folding import same_in_any_case
from dugnad.people.models import Member

SHORTEST = 2
LONGEST = 40
SHAPE = re.compile(r"[^\W_][\w.-]*[^\W_]")
ALIKE = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE")
"""Alphabets whose letters look like one another's, so that a handle keeps to one of them."""


def clean_handle(written: str) -> str:
    """`written` as it is kept, whether or not it is free.

    Raises `ValidationError` saying what a handle may be.
    """
    handle = unicodedata.normalize("NFKC", written).strip()
    if not SHORTEST <= len(handle) <= LONGEST:
        raise ValidationError(_("A handle has between 2 and 40 letters."), code="length")
    if not SHAPE.fullmatch(handle):
        raise ValidationError(
            _("A handle has letters and digits; in between also dots, hyphens and underscores. No spaces."),
            code="shape",
        )
    if len({alphabet for sign in handle if (alphabet := _alphabet(sign)) in ALIKE}) > 1:
        raise ValidationError(
            _("This mixes alphabets whose letters look the same, so others could not tell it apart. Choose one."),
            code="mixed",
        )
    return handle


def is_taken(handle: str) -> bool:
    """Is somebody called this, in whatever case?"""
    return bool(Member.objects.filter(handle_folded=same_in_any_case(handle)).exists())


def suggestions(handle: str, most: int = 3) -> list[str]:
    """Free handles that are like `handle`. Two queries at most."""
    tried = list(islice(_like(handle), 40))
    taken = set(
        Member.objects.filter(handle_folded__in=[same_in_any_case(one) for one in tried]).values_list(
            "handle_folded", flat=True
        )
    )
    return [one for one in tried if same_in_any_case(one) not in taken][:most]


def _like(handle: str) -> Iterator[str]:
    stem = handle[: LONGEST - 3]
    for number in count(2):
        yield f"{stem}{number}"


def _alphabet(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0]
