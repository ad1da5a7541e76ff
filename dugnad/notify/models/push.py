from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db import models

from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField
from dugnad.people.models import Member


class Browser(models.Model):
    """A browser that a member let us wake. It ends with the session it was told of in.

    `endpoint` is an address at somebody else's push service, as the browser gave it: never trusted, see
    `dugnad.kit.outbound`. `told_until` is the latest notice it was woken for.
    """

    id = IdField()
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    session = models.ForeignKey(UserSession, models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=1000)
    endpoint_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=now)
    told_until = models.CharField(max_length=LENGTH, blank=True)
    next_at = models.DateTimeField(default=now, help_text="Not to be woken before: a pause, quiet hours, or a failure.")
    failures = models.PositiveSmallIntegerField(default=0, help_text="Since it last went well.")

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="browsers_by_time")]
