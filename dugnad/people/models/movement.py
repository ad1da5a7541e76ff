from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Movement(models.Model):
    """This installation: one row, made at set-up."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("name"), max_length=60)
    purpose = models.TextField(_("what it is for"), max_length=4000, blank=True)
    open_signup = models.BooleanField(_("anyone may make an account"), default=False)
    set_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_movement")]
