from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.kit.clock import now
from dugnad.record.enums import Vouched


class Witness(models.Model):
    """Another installation that looks at our record.

    `note` is the last head of ours that it has put its signature under, with ours and its own, `signed_at` when it says
    it did. `against` is a head with our signature that our record does not go on from: it stays.
    """

    address = models.URLField(_("address"), max_length=200, unique=True, help_text="Without the end: …/record")
    key = models.CharField(_("key"), max_length=300, blank=True, help_text="As C2SP tlog-cosignature writes it.")
    added_at = models.DateTimeField(default=now)
    asked_at = models.DateTimeField(null=True, blank=True)
    found = models.CharField(max_length=8, choices=Vouched.choices, default=Vouched.NOT_YET)
    size = models.BigIntegerField(default=0)
    signed_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    against = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(found__in=Vouched.values), name="vouched_known")]
