"""A whole movement into an empty installation: every row under its own number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DataError, IntegrityError, transaction

from dugnad.kit.refusal import Refused
from dugnad.kit.snapshot import count_on
from dugnad.moving.actions.numbering import highest_seen
from dugnad.moving.bundles.building import built, kind_called, with_words
from dugnad.moving.bundles.filing import put
from dugnad.moving.bundles.kinds import Kind, is_numbered
from dugnad.moving.bundles.manifest import Manifest
from dugnad.moving.bundles.reading import Damaged, read
from dugnad.moving.bundles.sealing import Openers
from dugnad.moving.models import Arrived
from dugnad.people.models import Member, Movement, Place

AT_A_TIME = 500


class Arriving:
    """Writes rows and pictures as they come. Keys were put in their place before Django was loaded."""

    def __init__(self) -> None:
        self.numbered: list[Kind] = []

    def rows(self, kind: str, rows: Sequence[dict[str, Any]]) -> None:
        """Under their own numbers."""
        found = kind_called(kind)
        made = [built(found, with_words(told) if kind == "kit.entry" else told) for told in rows]
        # The gazetteer of this version is there already, and may know a town better.
        found._base_manager.bulk_create(made, batch_size=AT_A_TIME, ignore_conflicts=found is Place)
        if is_numbered(found) and found not in self.numbered:
            self.numbered.append(found)

    def file(self, name: str, content: bytes) -> None:
        """A picture into its folder."""
        top, _slash, rest = name.partition("/")
        if top == "media":
            put(Path(settings.MEDIA_ROOT), rest, content)


def arrive(sealed: Path, keys: Openers, *, at: datetime) -> Manifest:
    """All of the bundle, or nothing. Nobody may live here yet.

    Raises `Refused`, `sealing.Unreadable` and `Damaged`.
    """
    if Member.objects.exists() or Movement.objects.exists():
        raise Refused("Somebody lives here already: a whole movement needs an empty place.")
    try:
        return _arrive(sealed, keys, at)
    except (IntegrityError, DataError) as error:
        raise Damaged("The rows in the bundle do not fit together.") from error


@transaction.atomic
def _arrive(sealed: Path, keys: Openers, at: datetime) -> Manifest:
    arriving = Arriving()
    made = read(sealed, keys, arriving)
    if made.circle:
        raise Damaged("This is a bundle of one circle.")
    count_on(arriving.numbered)
    note_arrival(made, at)
    return made


def note_arrival(made: Manifest, at: datetime) -> None:
    """Remember which bundle came, so that none older comes after it, and go on counting from its number."""
    if made.number < highest_seen(made.circle):
        raise Refused(
            f"This is number {made.number}, and number {highest_seen(made.circle)} was here before. An older bundle "
            "would bring back what was changed and erased since."
        )
    seen = {"number": made.number, "root": made.root, "signer": made.signer, "at": at}
    seen = {"number": made.number, "root": made.root, "signer": made.signer, "at": at}
    Arrived.objects.update_or_create(of=made.circle, defaults=seen)
