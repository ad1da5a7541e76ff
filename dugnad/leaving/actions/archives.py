"""Archives: asked for on a page, made by the worker, gone after a day."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from dugnad.kit.clock import now
from dugnad.leaving.enums import GIVEN_UP, KEPT, Made
from dugnad.leaving.models import Archive
from dugnad.leaving.packing import archive as packing
from dugnad.leaving.queries.files import folder, path_of, session_mark
from dugnad.people.models import Member


@transaction.atomic
def ask(*, by: Member, session_key: str | None, at: datetime | None = None) -> Archive:
    """Have everything of `by` packed for this session. Asking while it is being made is asking once."""
    at = at or now()
    mark = session_mark(session_key)
    made, fresh = Archive.objects.get_or_create(member=by, session=mark, defaults={"asked_at": at})
    done = Archive.objects.filter(pk=made.pk, made__in=[Made.READY, Made.FAILED])
    if not fresh and done.update(made=Made.WAITING, asked_at=at, begun_at=None, made_at=None, size=0):
        made.refresh_from_db()
    return made


def waiting(at: datetime) -> list[str]:
    """Ids of those to be made, the longest waiting first; and of those that a worker left half done."""
    left = Q(made=Made.MAKING, begun_at__lte=at - GIVEN_UP)
    found = Archive.objects.filter(left | Q(made=Made.WAITING)).order_by("asked_at", "pk")
    return list(found.values_list("pk", flat=True)[:20])


def make(archive_id: str, *, at: datetime) -> bool:
    """Make one; False if another worker is at it. Whatever goes wrong is raised, and the archive has failed."""
    mine = Archive.objects.filter(pk=archive_id).filter(
        Q(made=Made.WAITING) | Q(made=Made.MAKING, begun_at__lte=at - GIVEN_UP)
    )
    if mine.update(made=Made.MAKING, begun_at=at) != 1:
        return False
    archive = Archive.objects.select_related("member").get(pk=archive_id)
    try:
        size = _write(archive, at)
    except BaseException:
        Archive.objects.filter(pk=archive_id, begun_at=at).update(made=Made.FAILED)
        raise
    ready = Archive.objects.filter(pk=archive_id, made=Made.MAKING, begun_at=at)
    if ready.update(made=Made.READY, made_at=at, size=size) != 1:
        path_of(archive).unlink(missing_ok=True)  # they left for good meanwhile
    return True


def _write(archive: Archive, at: datetime) -> int:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    target, part = path_of(archive), path_of(archive).with_suffix(".part")
    part.unlink(missing_ok=True)
    before = os.umask(0o077)
    try:
        with (
            translation.override(archive.member.language or settings.LANGUAGE_CODE),
            timezone.override(_zone(archive.member)),
        ):
            packing.write(archive.member, part, at=at)
        part.replace(target)
    finally:
        os.umask(before)
        part.unlink(missing_ok=True)
    return target.stat().st_size


def _zone(member: Member) -> ZoneInfo:
    with suppress(ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(member.time_zone)
    return ZoneInfo(settings.TIME_ZONE)


def sweep(at: datetime) -> int:
    """Remove archives whose day is over, and files that belong to none; how many."""
    old = Archive.objects.filter(Q(made_at__lte=at - KEPT) | Q(asked_at__lte=at - 2 * KEPT))
    gone = old.delete()[0]
    known = set(Archive.objects.values_list("pk", flat=True))
    strays = [path for path in folder().glob("*") if path.stem not in known] if folder().is_dir() else []
    for path in strays:
        path.unlink(missing_ok=True)
    return gone
