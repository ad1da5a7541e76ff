"""How accounts are made and entered: django-allauth, told what we keep and what we don't."""

from __future__ import annotations

import logging
from io import BytesIO
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dugnad.kit.clock import now
from dugnad.kit.folding import same_in_any_case
from dugnad.kit.seal import seal, unseal
from dugnad.people.attempts import Attempt
from dugnad.people.closing import lets_anybody_in
from dugnad.people.devices import known_as
from dugnad.people.doors import door
from dugnad.people.handles import clean_handle, is_taken, suggestions
from dugnad.people.middleware import NOWHERE
from dugnad.people.models import Member
from dugnad.people.queries import movement

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps no network address, counts guesses where all processes see them, and speaks our words."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("This address is in use. Give another one first."),
        "duplicate_email": _("You have given this address already."),
        "email_taken": _("This address cannot be used here. Try another."),
        "enter_current_password": _("That is not your passphrase."),
        "incorrect_code": _("That did not match. Look again, and mind that a code works only once."),
        "incorrect_password": _("That is not your passphrase."),
        "invalid_or_expired_key": _("This link no longer works."),
        "invalid_password_reset": _("This link no longer works."),
        "max_email_addresses": _("You cannot give more than %d addresses."),
        "rate_limited": _("That was too often in a short time. Wait a minute and try again."),
        "same_as_current": _("It is that already."),
        "too_many_login_attempts": _("That was too many tries. Wait a quarter of an hour and try again."),
        "unverified_primary_email": _("Confirm this address first: we sent a link to it."),
        "username_password_mismatch": _("Handle and passphrase do not fit together. Check both and try again."),
    }

    def is_safe_url(self, url: str) -> bool:
        """Whether somebody may be led there after signing in: here, and to no other name that we answer to as well."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_client_ip(self, request: HttpRequest) -> str:
        return NOWHERE

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """With an invitation, or where the movement lets anybody in."""
        carried = door(request)
        return bool(carried and carried.opens) or lets_anybody_in(movement.current(), now())

    def clean_username(self, username: str, shallow: bool = False) -> str:
        handle = clean_handle(username)
        if not shallow and is_taken(handle):
            free = ", ".join(suggestions(handle))
            raise ValidationError(
                _("Somebody here is already called %(handle)s. These are free: %(free)s."),
                code="taken",
                params={"handle": handle, "free": free},
            )
        return handle

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        carried = door(request)
        return carried.next_url if carried and carried.opens else resolve_url("today")

    def format_email_subject(self, subject: str) -> str:
        return f"{movement.current().name}: {subject}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it; a mail server that is away is told of and holds nothing up."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            log.exception("A mail could not be sent")
            messages.warning(self.request, gettext("The mail could not be sent just now. Try again in a while."))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Member | None:
        """The member with this handle and passphrase, or None. Raises `ValidationError` after too many wrong ones."""
        handle = credentials.get("username", "")
        attempt = Attempt(f"sign in {same_in_any_case(handle)} {known_as(request, handle)}")
        if not attempt.may_be_made():
            raise self.validation_error("too_many_login_attempts")
        member: Member | None = super().authenticate(request, **credentials)
        if member is not None:
            attempt.was_right()
        return member

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show again that it is you, described in our words."""
        words = {
            "reauthenticate": gettext("Use your passphrase"),
            "mfa_reauthenticate": gettext("Use a one-time code or a recovery code"),
            "mfa_reauthenticate:webauthn": gettext("Use your passkey"),
        }
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second steps: their secrets sealed, and an account known to apps by handle and movement only."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "too_many_codes": AccountAdapter.error_messages["too_many_login_attempts"],
    }

    def get_totp_label(self, user: Member) -> str:
        return user.handle

    def get_totp_issuer(self) -> str:
        return movement.current().name

    def build_totp_svg(self, url: str) -> str:
        """The key as a picture, on white of its own: it is scanned from dark pages too."""
        # Here only, or every page process would carry it.
        import qrcode  # type: ignore[import-untyped]  # it has none
        from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]  # nor here

        made = qrcode.make(url, image_factory=SvgPathFillImage)
        drawn = BytesIO()
        made.save(drawn)
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return seal(text, about=SECOND_STEP).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(bytes.fromhex(encrypted_text), about=SECOND_STEP)

    def generate_authenticator_name(self, user: Member, type: str) -> str:
        made = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)d") % {"number": made + 1} if made else gettext("Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": movement.current().name}

    def get_public_key_credential_user_entity(self, user: Member) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": user.handle, "display_name": user.handle}


SECOND_STEP = "second step"
"""What the sealed secrets are about: allauth does not say whose they are."""
