from __future__ import annotations

from typing import Any

from django.db import models

from dugnad.campaigns.models.supporter import Supporter
from dugnad.kit.ids import LENGTH
from dugnad.people.models import Member

Person = Member | Supporter
"""Whoever takes part: a member, or somebody without an account whose address proved to be theirs."""


class ByPerson(models.Model):
    """What one person did, with an account or without. Both columns are empty when they are gone."""

    person_key = models.CharField(max_length=LENGTH, editable=False)
    member = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    supporter = models.ForeignKey(Supporter, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """What they are called; empty when they are gone."""
        if self.member:
            return self.member.handle
        return self.supporter.name if self.supporter else ""


def columns(person: Person) -> dict[str, Any]:
    """The columns of `ByPerson` for this person."""
    if isinstance(person, Member):
        return {"person_key": person.person_key, "member": person, "supporter": None}
    return {"person_key": person.person_key, "member": person.member, "supporter": person}


THERE = models.Q(member__isnull=False) | models.Q(supporter__isnull=False)
"""Rows of somebody who is still there."""
