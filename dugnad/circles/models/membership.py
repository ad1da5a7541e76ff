from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.circles import rules
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models.circle import Circle
from dugnad.kit.clock import now
from dugnad.kit.folding import FoldedField
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
    pseudonym_folded = FoldedField(of="pseudonym", max_length=120, default="", blank=True)
    brought_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    trust_since = models.DateTimeField(
        null=True, blank=True, help_text="From when their days count, after trust was lost. Empty: from joining."
    )
    trust_told = models.CharField(_("words to them"), max_length=400, blank=True, help_text="Why trust was lost.")
    branch_paused_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when invitations and words rest of them and everybody below them."
    )
    resting = models.BooleanField(default=False, help_text="In a branch that is paused: theirs rest too.")
    reviewed_at = models.DateTimeField(
        null=True, blank=True, help_text="When stewards last decided that their word counts, whoever was kept out."
    )
    spoke_at = models.DateTimeField(null=True, blank=True, help_text="When they last posted while the circle was slow.")
    told = models.CharField(
        _("words to them"), max_length=400, blank=True, help_text="By the stewards who kept them out."
    )
    kept_out_until = models.DateTimeField(null=True, blank=True, help_text="Empty while kept out: for good.")
    was_inside = models.BooleanField(default=False, help_text="When they were kept out: they are in again afterwards.")
    paused_until = models.DateTimeField(null=True, blank=True, help_text="Until then they read, and do not write.")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "member"], name="membership_once"),
            models.UniqueConstraint(
                fields=["circle", "pseudonym_folded"],
                condition=~models.Q(pseudonym_folded=""),
                name="pseudonym_once_in_a_circle",
            ),
            models.CheckConstraint(condition=models.Q(standing__in=Standing.values), name="standing_known"),
            models.CheckConstraint(
                condition=models.Q(role=Role.MEMBER) | models.Q(standing=Standing.ACTIVE), name="stewards_are_inside"
            ),
        ]
        indexes = [
            models.Index(fields=["member", "standing"], name="membership_by_member"),
            models.Index(fields=["circle"], condition=models.Q(role=Role.STEWARD), name="stewards_of"),
        ]
