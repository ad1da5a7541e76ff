"""Deleting what was written at the door of a circle, and in contacts that are read along, when its time is over."""

from __future__ import annotations

from datetime import datetime

from dugnad.circles.enums import Progress
from dugnad.circles.models import Application, Invitation, Vouch
from dugnad.protection.models import Line
from dugnad.protection.retention import register


def connect() -> None:
    """Called once, when the app is ready."""
    register("applications", delete_applications)
    register("vouches", empty_vouches)
    register("invitations", empty_invitations)
    register("contacts", delete_lines)


def delete_applications(circle: str, before: datetime, most: int) -> int:
    """Wishes to come in that were answered or taken back by then."""
    old = Application.objects.filter(circle=circle, created_at__lt=before).exclude(progress=Progress.WAITING)
    over = list(old.values_list("pk", flat=True)[:most])
    Application.objects.filter(pk__in=over).delete()
    return len(over)


def empty_vouches(circle: str, before: datetime, most: int) -> int:
    """The words beside a word: that it was given is remembered."""
    old = Vouch.objects.filter(circle=circle, created_at__lt=before).exclude(words="")
    return Vouch.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:most])).update(words="")


def empty_invitations(circle: str, before: datetime, most: int) -> int:
    """The note on a link."""
    old = Invitation.objects.filter(circle=circle, created_at__lt=before).exclude(note="")
    return Invitation.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:most])).update(note="")


def delete_lines(circle: str, before: datetime, most: int) -> int:
    """What was written in a contact; that the two met is remembered."""
    old = Line.objects.filter(contact__circle=circle, at__lt=before)
    over = list(old.values_list("pk", flat=True)[:most])
    Line.objects.filter(pk__in=over).delete()
    return len(over)
