"""What ends when somebody comes in or goes: words, links, applications. Called by the other actions only."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from dugnad.circles.acts import ADMITTED, REVOKED, UNVOUCHED
from dugnad.circles.enums import Progress
from dugnad.circles.models import Application, Circle, Invitation, InvitationUse, Vouch
from dugnad.circles.queries.way_in import OPEN_WORDS
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member


def hold(circle: Circle) -> None:
    """Until this transaction ends, others who hold the same circle wait.

    For decisions over several rows, such as "is there another steward?": an update that changes nothing locks the
    row on PostgreSQL, and whoever waited for it then reads what was decided. SQLite has one writer anyway.
    """
    Circle.objects.filter(pk=circle.pk).update(name=F("name"))


def fulfil(*, circle: Circle, member: Member, cause: int, at: datetime) -> None:
    """They are in: words become a memory, an application that still waited is answered, invitations are done."""
    Vouch.objects.filter(OPEN_WORDS, circle=circle, for_member=member).update(fulfilled_at=at)
    InvitationUse.objects.filter(invitation__circle=circle, member=member, ended_at=None).update(ended_at=at)
    for waiting in Application.objects.filter(circle=circle, member=member, progress=Progress.WAITING):
        act = record(ADMITTED, by=None, about=waiting.pk, circle=circle.pk, toward=member, cause=cause, at=at)
        Application.objects.filter(pk=waiting.pk, progress=Progress.WAITING).update(
            act=act, progress=Progress.ADMITTED, decided_at=at
        )


def end_what_they_opened(*, circle: Circle, member: Member, by: Member, cause: int, at: datetime) -> None:
    """They are out: their links stop working, and their words for people who are not in yet are taken back."""
    links = Invitation.objects.filter(circle=circle, by=member, revoked_at=None, uses_left__gt=0, expires_at__gt=at)
    for link in links:
        act = record(REVOKED, by=by, about=link.pk, circle=circle.pk, cause=cause, audience=Audience.PRIVATE, at=at)
        Invitation.objects.filter(pk=link.pk).update(act=act, revoked_at=at)
    for word in Vouch.objects.filter(OPEN_WORDS, circle=circle, by=member):
        act = record(UNVOUCHED, by=by, about=word.pk, circle=circle.pk, cause=cause, audience=Audience.PRIVATE, at=at)
        Vouch.objects.filter(OPEN_WORDS, pk=word.pk).update(act=act, withdrawn_at=at)
