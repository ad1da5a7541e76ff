"""Where archives lie, and in which session one may be had."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

from dugnad.leaving.enums import KEPT, Made
from dugnad.leaving.models import Archive
from dugnad.people.models import Member


def folder() -> Path:
    """In what backups leave out."""
    return Path(settings.CONFIG.data) / "tmp" / "archives"


def path_of(archive: Archive) -> Path:
    """Its file, whether or not it is there."""
    return folder() / f"{archive.pk}.zip"


def session_mark(session_key: str | None) -> str:
    """What is kept of the session that an archive was asked for in."""
    return salted_hmac("dugnad.leaving.session", session_key or "", algorithm="sha256").hexdigest()


def archive_in(member: Member, session_key: str | None) -> Archive | None:
    """What `member` asked for in this session, if it is not past its day."""
    return Archive.objects.filter(member=member, session=session_mark(session_key)).first()


def may_be_had(archive: Archive, at: datetime) -> bool:
    """Whether it is made, and its day is not over."""
    return archive.made == Made.READY and archive.made_at is not None and at < archive.made_at + KEPT
