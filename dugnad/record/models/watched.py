from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.kit.clock import now
from dugnad.record.enums import Found


class Watched(models.Model):
    """The record of another installation, for which this one is a witness.

    `note` is the last of its heads that was consistent with all before, with our cosignature; `refused` one that was
    not, kept as evidence together with `note`.
    """

    address = models.URLField(_("address"), max_length=200, unique=True, help_text="Without the end: …/record")
    key = models.CharField(_("key"), max_length=300, blank=True, help_text="As C2SP signed-note writes it.")
    added_at = models.DateTimeField(default=now)
    looked_at = models.DateTimeField(null=True, blank=True)
    found = models.CharField(max_length=8, choices=Found.choices, default=Found.NOT_YET)
    size = models.BigIntegerField(default=0)
    note = models.TextField(blank=True)
    refused = models.TextField(blank=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(found__in=Found.values), name="found_known")]
