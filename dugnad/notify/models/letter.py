from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField
from dugnad.ledger.models import Act
from dugnad.notify.enums import SEALED, Post, Sort
from dugnad.people.letters import KEY_LENGTH
from dugnad.people.models import Member


class Letter(models.Model):
    """A letter in the outbox. What stands in it is made when it is sent, from what the member may see then.

    A letter about one thing has an `act`; a digest tells what came after `since` until `due_at` was set; one about
    the account is `sealed` as it was made, and belongs to nobody until it is sent; so is one to somebody without an
    account, which has a `key` (see `dugnad.people.letters`).
    """

    id = IdField()
    member = models.ForeignKey(Member, models.CASCADE, null=True, related_name="letters")
    sort = models.CharField(max_length=7, choices=Sort.choices, default=Sort.TOLD)
    act = models.ForeignKey(Act, models.DO_NOTHING, null=True, blank=True, related_name="+", db_index=False)
    circle = models.CharField(max_length=LENGTH, blank=True)
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=KEY_LENGTH, null=True, blank=True, unique=True)
    sealed = models.BinaryField(null=True, help_text="As `dugnad.kit.seal` makes it; empty once sent.")
    post = models.CharField(max_length=7, choices=Post.choices, default=Post.WAITING)
    due_at = models.DateTimeField(
        default=now, help_text="Not to be sent before: quiet hours, or a pause after failing."
    )
    leased_until = models.DateTimeField(null=True, blank=True, help_text="Somebody is at it until then.")
    tries = models.PositiveSmallIntegerField(default=0)
    said = models.CharField(
        max_length=300, blank=True, help_text="What the mail server said last, or why it was dropped."
    )
    created_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "act"], condition=models.Q(act__isnull=False), name="letter_once_an_act"
            ),
            models.UniqueConstraint(
                fields=["member", "until"], condition=models.Q(sort=Sort.DIGEST), name="one_digest_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(sort__in=SEALED) | models.Q(member__isnull=False), name="letters_have_a_reader"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(post=Post.WAITING), name="letters_due"),
            models.Index(fields=["created_at"], name="letters_by_age"),
            models.Index(fields=["post", "created_at"], name="letters_by_post"),
        ]


class MailStall(models.Model):
    """One row while the mail server cannot be reached or takes nothing: no letter is to blame, and all wait."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    since = models.DateTimeField(default=now)
    tries = models.PositiveIntegerField(default=1)
    next_try_at = models.DateTimeField()
    said = models.CharField(max_length=300)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_stall")]
