from __future__ import annotations

from django.db import models

from dugnad.people.models import Member


class Past(models.Model):
    """On how many days a member was there, of those that are forgotten by now: a number for their own eyes."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="+")
    days = models.PositiveIntegerField(default=0)
