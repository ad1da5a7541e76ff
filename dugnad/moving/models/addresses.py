from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now


class AddressList(models.Model):
    """Where else the movement can be found. The one with the highest number holds; older ones are kept as they were.

    `text` is what was signed with the movement's key; `signature` and `signer` are in hexadecimal.
    """

    number = models.PositiveIntegerField(primary_key=True)
    addresses = models.JSONField(
        default=list, help_text="A list of addresses, each beginning with https:// or http://."
    )
    text = models.TextField()
    signature = models.CharField(max_length=128)
    signer = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
