from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.circles import rules
from dugnad.circles.enums import Progress
from dugnad.circles.models.circle import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


def _tended(member: Member) -> models.QuerySet[Circle]:
    return Circle.objects.filter(rules.tends.which(member))


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, member: Member | None) -> InvitationQuerySet:
        """Their own, and those into circles they tend. The link itself is shown once, when it is made."""
        if member is None:
            return self.none()
        return self.filter(models.Q(by=member) | models.Q(circle__in=_tended(member)))


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, member: Member | None) -> ApplicationQuerySet:
        """Their own, and those to circles they tend."""
        if member is None:
            return self.none()
        return self.filter(models.Q(member=member) | models.Q(circle__in=_tended(member)))


class VouchQuerySet(models.QuerySet["Vouch"]):
    def visible_to(self, member: Member | None) -> VouchQuerySet:
        """Those they gave or were given, and those in circles they tend. The tree is nobody else's to see."""
        if member is None:
            return self.none()
        mine = models.Q(by=member) | models.Q(for_member=member)
        return self.filter(mine | models.Q(circle__in=_tended(member)))


class Invitation(Recorded):
    """A link into the movement and one of its circles. Only a hash of its token is kept."""

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="invitations")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    note = models.CharField(_("a word to whoever gets it"), max_length=400, blank=True)
    uses = models.PositiveSmallIntegerField(_("for how many people"), default=1)
    uses_left = models.PositiveSmallIntegerField(default=1)
    for_steward = models.BooleanField(_("they shall tend the circle with me"), default=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(uses_left__lte=models.F("uses")), name="no_more_uses_than_given")
        ]
        indexes = [models.Index(fields=["circle", "-created_at", "id"], name="invitations_of_circle")]


class InvitationUse(Recorded):
    """Somebody who took up an invitation: one of its uses is theirs, whether they are in the circle yet or not."""

    id = IdField()
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="taken", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="invitations")
    taken_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it had led them in, or to an application.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["invitation", "member"], name="one_use_each")]


class Application(Recorded):
    """Somebody's wish to join, with their answers to the circle's questions."""

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="applications")
    member = models.ForeignKey(Member, models.CASCADE, related_name="applications")
    progress = models.CharField(max_length=9, choices=Progress.choices, default=Progress.WAITING)
    answers = models.JSONField(default=list, help_text="Pairs of question and answer, as asked then.")
    norms_accepted = models.PositiveIntegerField(default=0, help_text="The version of the norms they accepted.")
    reply = models.CharField(_("words to them"), max_length=400, blank=True)
    decided_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "member"],
                condition=models.Q(progress=Progress.WAITING),
                name="one_application_waiting",
            )
        ]


class Vouch(Recorded):
    """A member's word for somebody who is not in the circle yet. Remembered after they have come in."""

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="vouches")
    by = models.ForeignKey(Member, models.CASCADE, related_name="vouches_given")
    for_member = models.ForeignKey(Member, models.CASCADE, related_name="vouches_received")
    words = models.CharField(_("how you know them"), max_length=400, blank=True)
    created_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    fulfilled_at = models.DateTimeField(null=True, blank=True, help_text="When they came in: from then on a memory.")

    objects = VouchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "by", "for_member"],
                condition=models.Q(withdrawn_at=None, fulfilled_at=None),
                name="one_word_for_each_other",
            ),
            models.CheckConstraint(condition=~models.Q(by=models.F("for_member")), name="vouch_for_another"),
        ]
