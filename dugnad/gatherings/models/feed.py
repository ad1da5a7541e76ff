from __future__ import annotations

from django.db import models

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.people.models import Member


class Feed(models.Model):
    """A secret address at which a calendar program finds gatherings. Only a hash of it is kept."""

    id = IdField()
    member = models.ForeignKey(Member, models.CASCADE, related_name="feeds")
    circle = models.ForeignKey(Circle, models.CASCADE, null=True, blank=True, related_name="+")
    hashed = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
