from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now


class AddressList(models.Model):
    """Where else the movement can be found. The one with the highest number holds; older ones are kept as they were."""

    number = models.PositiveIntegerField(primary_key=True)
    addresses = models.JSONField(
        default=list, help_text="A list of addresses, each beginning with https:// or http://."
    )
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
