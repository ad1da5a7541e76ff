"""Whom failures concern: those who keep the machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.ledger.models import Act
from dugnad.moving.acts import BACKUP_FAILED
from dugnad.people.models import Member
from dugnad.people.telling import Hearer, Pace, Words, register


def connect() -> None:
    """Called once, when the app is ready."""
    register(BACKUP_FAILED, who=operators, words=of_failures)


def operators(acts: Sequence[Act]) -> Iterable[Hearer]:
    """All of them. One query."""
    keeping = list(Member.objects.filter(is_active=True, is_operator=True).values_list("pk", flat=True))
    return [Hearer(act, member, Pace.AT_ONCE) for act in acts for member in keeping]


def of_failures(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """What failed, in a sentence; why stands on the page."""
    if not member.is_operator:
        return {}
    lines = {
        "backup": _("Tonight’s backup could not be made."),
        "drill": _("A backup was tried out, and could not be restored."),
        "bundle": _("This week’s bundle for the stewards could not be written."),
    }
    page = reverse("operator_backups")
    return {act.pk: Words(lines[act.object_id], page, travels=True) for act in acts if act.object_id in lines}
