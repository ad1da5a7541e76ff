from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from dugnad.circles import rules
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models.circle import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, member: Member | None) -> MembershipQuerySet:
        """Who is in the circles that `member` may read, and where they stand themselves. Blocks hold here too."""
        if member is None:
            return self.none()
        readable = Circle.objects.filter(rules.reads.which(member))
        tended = Circle.objects.filter(rules.tends.which(member))
        others = models.Q(standing=Standing.ACTIVE, circle__in=readable, member__in=Member.objects.visible_to(member))
        return self.filter(models.Q(member=member) | models.Q(circle__in=tended) | others)


class Membership(Recorded):
    """A member in a circle, now or once. One row for each pair; `act` is what brought it to where it stands."""

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="memberships", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="memberships")
    standing = models.CharField(max_length=6, choices=Standing.choices, default=Standing.ACTIVE)
    role = models.CharField(max_length=7, choices=Role.choices, default=Role.MEMBER)
    joined_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)
    norms_accepted = models.PositiveIntegerField(default=0, help_text=_("The version of the norms they accepted."))
    pseudonym = models.CharField(_("other name in this circle"), max_length=40, blank=True)
    brought_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "member"], name="membership_once"),
            models.UniqueConstraint(
                "circle",
                Lower("pseudonym"),
                condition=~models.Q(pseudonym=""),
                name="pseudonym_once_in_a_circle",
            ),
            models.CheckConstraint(condition=models.Q(standing__in=Standing.values), name="standing_known"),
        ]
        indexes = [models.Index(fields=["member", "standing"], name="membership_by_member")]
