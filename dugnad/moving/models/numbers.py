from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH


class Numbered(models.Model):
    """The number of the last bundle of a circle, or (empty) of the whole movement: no two are called the same."""

    of = models.CharField(max_length=LENGTH, primary_key=True, blank=True)
    number = models.PositiveIntegerField()


class Arrived(models.Model):
    """The newest bundle that came in here, by what is in it. An older one is not let in after it."""

    of = models.CharField(max_length=LENGTH, primary_key=True, blank=True)
    number = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    signer = models.CharField(max_length=64)
    at = models.DateTimeField(default=now)
