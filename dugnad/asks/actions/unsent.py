"""Pictures of an ask that is not sent yet: kept while its form comes back to be looked at or mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from dugnad.kit.ids import new_ids
from dugnad.kit.pictures import Picture
from dugnad.people.models import Member

FOLDER = "unsent"
KEPT_FOR = timedelta(days=1)
NAME = re.compile(
    r"(?P<member>[0-9a-z]+)-(?P<form>[0-9a-z]+)-[0-9a-z]+-(?P<w>\d+)x(?P<h>\d+)-(?P<sha>[0-9a-f]{64})\.webp"
)


def keep(*, by: Member, form_key: str, pictures: Sequence[Picture]) -> None:
    """Keep `pictures` with the form that has this key, for a day at the most."""
    for key, picture in zip(new_ids(len(pictures)), pictures, strict=True):
        name = f"{by.pk}-{form_key}-{key}-{picture.width}x{picture.height}-{picture.sha256}.webp"
        default_storage.save(f"{FOLDER}/{name}", ContentFile(picture.webp))


def kept(*, by: Member, form_key: str) -> list[Picture]:
    """The pictures kept with this form, in the order they came."""
    return [_read(found) for found in _of(by, form_key)]


def count(*, by: Member, form_key: str) -> int:
    """How many pictures are kept with this form."""
    return len(_of(by, form_key))


def forget(*, by: Member, form_key: str) -> None:
    """After the form was sent, or when its pictures are not wanted."""
    for found in _of(by, form_key):
        default_storage.delete(f"{FOLDER}/{found.string}")


def sweep(until: datetime) -> int:
    """Delete what was kept at `until` or before. How many pictures were deleted."""
    over = [name for name in _names() if default_storage.get_modified_time(f"{FOLDER}/{name}") <= until]
    for name in over:
        default_storage.delete(f"{FOLDER}/{name}")
    return len(over)


def _names() -> list[str]:
    try:
        return sorted(default_storage.listdir(FOLDER)[1])
    except FileNotFoundError:  # nothing was ever kept
        return []


def _of(by: Member, form_key: str) -> list[re.Match[str]]:
    matches = filter(None, map(NAME.fullmatch, _names()))
    return [found for found in matches if found["member"] == by.pk and found["form"] == form_key]


def _read(found: re.Match[str]) -> Picture:
    with default_storage.open(f"{FOLDER}/{found.string}") as file:
        return Picture(file.read(), int(found["w"]), int(found["h"]), found["sha"])
