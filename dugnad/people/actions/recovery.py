"""Coming back after a forgotten passphrase."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dugnad.kit.folding import same_in_any_case
from dugnad.kit.refusal import Refused
from dugnad.people.attempts import Attempt
from dugnad.people.models import Member

NO_FIT = _(
    "Handle and recovery code do not fit together, or the code was used before. Check both, or try the next code."
)
TOO_OFTEN = _("That was too many tries. Wait a quarter of an hour and try again.")


def recover(*, handle: str, code: str, passphrase: str) -> Member:
    """Set a new passphrase for whoever has one of the recovery codes of `handle`; the code is used up.

    All their sessions end; a second step they set up stays. Raises `Refused`, with the same words whether the handle,
    the code or the account is not there.
    """
    attempt = Attempt(f"recover {same_in_any_case(handle)}")
    if not attempt.may_be_made():
        raise Refused(TOO_OFTEN)
    with transaction.atomic():
        member = _with_code(handle, code)
        member.set_password(passphrase)
        member.save(update_fields=["password"])
    attempt.was_right()
    return member


def _with_code(handle: str, code: str) -> Member:
    codes = (
        Authenticator.objects.filter(
            type=Authenticator.Type.RECOVERY_CODES,
            user__handle_folded=same_in_any_case(handle.strip()),
            user__is_active=True,
        )
        .select_related("user")
        .first()
    )
    if codes is None or not codes.wrap().validate_code(code):
        raise Refused(NO_FIT)
    member: Member = codes.user
    return member
