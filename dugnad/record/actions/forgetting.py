"""Making what stands on record say nothing about somebody any more. The tree stays as it is, and proves what it did."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from dugnad.people.models import Member
from dugnad.record.models import Salt


@transaction.atomic
def forget(person_key: str) -> int:
    """Destroy the salts of one person, who is being erased; how many there were. For ever."""
    return Salt.objects.filter(person=person_key).exclude(person="").delete()[0] if person_key else 0


@transaction.atomic
def forget_circle(circle_id: str) -> int:
    """Destroy every salt and every word of what was decided in a circle that is being deleted; how many."""
    return Salt.objects.filter(entry__act__circle=circle_id).delete()[0] if circle_id else 0


@transaction.atomic
def forget_the_gone() -> int:
    """Destroy the salts of people who are here no more, however they went; how many."""
    here = Member.objects.filter(person_key=OuterRef("person"))
    return Salt.objects.exclude(person="").filter(~Exists(here)).delete()[0]
