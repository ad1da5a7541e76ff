from __future__ import annotations

from django.db import models


class Entrance(models.Model):
    """Where strangers make accounts: one row for the installation, written when it first closes by itself."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    shut_at = models.DateTimeField(null=True, blank=True, help_text="When it closed by itself. Empty: it did not.")
    expected_until = models.DateTimeField(null=True, blank=True, help_text="Until then many newcomers are no alarm.")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_entrance")]
