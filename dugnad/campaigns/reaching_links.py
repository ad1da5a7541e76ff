"""Addresses of letters. A member's own are found by their id; those of people without an account by a signed one.

The link to confirm goes to a mailbox and is good for that letter alone; it is another one than that of the draft.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer, TimestampSigner
from django.urls import reverse

from dugnad.campaigns.models import Letter

DRAFTS_LAST = timedelta(days=30)
"""As long as a letter of somebody who has not confirmed their address is kept, and its pages can be opened."""


def key_of(letter: Letter) -> str:
    """What stands for `letter` in the addresses of its writer's pages."""
    return letter.pk if letter.member_id else _drafts().sign(letter.pk)


def letter_of(key: str, *, at: datetime) -> str:
    """The id of the letter such a signed key stands for, at the moment `at`; empty for anything else.

    The key of a letter stays the same, so it ends with the letter's own age.
    """
    try:
        pk = _drafts().unsign(key)
    except BadSignature:
        return ""
    return pk if Letter.objects.filter(pk=pk, created_at__gt=at - DRAFTS_LAST).exists() else ""


def confirm_path(letter: Letter) -> str:
    """Where its writer says, from their mailbox, that it is theirs."""
    return reverse("letter_confirm", args=[_questions().sign(letter.pk)])


def to_confirm(token: str) -> str:
    """The id of the letter that such a link confirms; empty for anything else."""
    try:
        return _questions().unsign(token, max_age=DRAFTS_LAST)
    except BadSignature:
        return ""


def _drafts() -> Signer:
    return Signer(salt="dugnad.campaigns.letter", sep=".")


def _questions() -> TimestampSigner:
    return TimestampSigner(salt="dugnad.campaigns.letter-confirm", sep=".")
