from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from dugnad.kit.clock import now
from dugnad.kit.folding import FoldedField, same_in_any_case
from dugnad.kit.ids import LENGTH, IdField, new_key
from dugnad.kit.languages import SPOKEN
from dugnad.people import rules
from dugnad.people.enums import Pronouns
from dugnad.people.models.place import Place
from dugnad.people.models.skill import Skill


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, member: Member | None) -> MemberQuerySet:
        """The members whom `member` may meet: all but those kept apart by a block, and none without an account."""
        return self.filter(rules.meets.which(member))


class MemberManager(BaseUserManager.from_queryset(MemberQuerySet)):  # type: ignore[misc]  # a class made at run time
    def create_user(self, handle: str, password: str | None = None, **fields: Any) -> Member:
        """A new member, saved. Without a password they can only enter by passkey or recovery."""
        member: Member = self.model(handle=handle, **fields)
        member.set_password(password)
        member.save(force_insert=True)
        return member

    def get_by_natural_key(self, username: str | None) -> Member:
        found: Member = self.get(handle_folded=same_in_any_case(username or ""))
        return found


class Member(AbstractBaseUser):
    """A person with an account. Whoever they are elsewhere, here they are a handle."""

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    id = IdField()
    person_key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    handle = models.CharField(
        _("handle"),
        max_length=40,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        help_text=_("What others call you here. A made-up name is fine."),
    )
    # The databases' own LOWER does not do for this: SQLite's knows no Å.
    handle_folded = FoldedField(of="handle", max_length=120, unique=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False, help_text=_("Keeps the installation running."))
    joined_at = models.DateTimeField(default=now)

    about = models.CharField(_("about you"), max_length=280, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=8, choices=Pronouns.choices, blank=True)
    picture = models.FileField(upload_to="faces", blank=True)
    skills: models.ManyToManyField[Skill, Any] = models.ManyToManyField(Skill, related_name="members", blank=True)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    calls_per_week = models.PositiveSmallIntegerField(_("calls a week"), default=2)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    time_zone = models.CharField(max_length=40, default=settings.TIME_ZONE)
    language = models.CharField(_("language of the pages"), max_length=8, blank=True)

    objects: MemberManager = MemberManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("handle"), name="handle_once_in_any_case")]
        indexes = [models.Index(fields=["place", "id"], name="members_at_a_place")]

    @property
    def is_staff(self) -> bool:
        """Asked by libraries made for Django's admin, which we do not have."""
        return False


class Speaks(models.Model):
    """A language a member can help in."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="languages")
    language = models.CharField(max_length=3, choices=SPOKEN)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "language"], name="speaks_once")]
        indexes = [models.Index(fields=["language", "member"], name="speakers_of")]


class Block(models.Model):
    """One member's wish not to meet another here. Silent: the other is not told."""

    by = models.ForeignKey(Member, models.CASCADE, related_name="blocks")
    of = models.ForeignKey(Member, models.CASCADE, related_name="blocked_by")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "of"], name="block_once"),
            models.CheckConstraint(condition=~models.Q(by=models.F("of")), name="block_another"),
        ]
