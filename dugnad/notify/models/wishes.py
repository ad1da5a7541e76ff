from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.circles.models import Circle
from dugnad.notify.enums import Rhythm, Weekday, Wish
from dugnad.people.models import Member


class Wishes(models.Model):
    """What a member wants to be told by mail. Made when it is first needed; without one, the defaults hold."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="wishes")
    mail = models.BooleanField(_("letters"), default=True)
    rhythm = models.CharField(_("the digest"), max_length=6, choices=Rhythm.choices, default=Rhythm.DAILY)
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices, default=Weekday.SUNDAY)
    hour = models.PositiveSmallIntegerField(_("hour"), default=17, help_text="On the member's clock.")
    digest_until = models.DateTimeField(null=True, blank=True, help_text="What came before was in a digest already.")
    next_digest_at = models.DateTimeField(null=True, blank=True)
    refused = models.EmailField(blank=True, help_text="An address that the mail server refused for good.")
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(hour__lte=23), name="hour_of_a_day")]
        indexes = [models.Index(fields=["next_digest_at"], name="digests_due")]


class CircleWish(models.Model):
    """What a member chose for one circle; without one it is the digest."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="circle_wishes", db_index=False)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+", db_index=False)
    wish = models.CharField(max_length=7, choices=Wish.choices, default=Wish.DIGEST)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "circle"], name="one_wish_a_circle")]
        indexes = [models.Index(fields=["circle", "wish"], name="wishes_of_circle")]
