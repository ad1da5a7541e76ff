"""How well an account is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member
from dugnad.people.trust import carries_trust

NUDGE = "nudge"
"""Session key: at signing in there was something this member should do for their account."""


@dataclass(frozen=True)
class Safety:
    """`email` is the confirmed address; `codes` the number of recovery codes left."""

    passphrase: bool
    passkeys: int
    app: bool
    codes: int
    email: str

    @property
    def second_step(self) -> bool:
        """Is a passphrase alone not enough to get in?"""
        return self.app or self.passkeys > 0

    @property
    def way_back(self) -> bool:
        """Could they come back after forgetting the passphrase, or losing the device?"""
        return self.codes > 0 or bool(self.email)


@dataclass(frozen=True)
class Nudge:
    """Something worth doing, and where."""

    text: str
    url: str
    label: str


KINDS = Prepared(lambda member: Authenticator.objects.filter(user=member))
ADDRESS = Prepared(
    lambda member: EmailAddress.objects.filter(user=member, verified=True).order_by("pk").values_list("email")[:1]
)


def safety(member: Member) -> Safety:
    """Two queries."""
    kinds: list[Authenticator] = KINDS.objects(member=member.pk)
    codes = next((one for one in kinds if one.type == Authenticator.Type.RECOVERY_CODES), None)
    return Safety(
        passphrase=member.has_usable_password(),
        passkeys=sum(one.type == Authenticator.Type.WEBAUTHN for one in kinds),
        app=any(one.type == Authenticator.Type.TOTP for one in kinds),
        codes=len(codes.wrap().get_unused_codes()) if codes else 0,
        email="".join(email for (email,) in ADDRESS.rows(member=member.pk)),
    )


def nudges(member: Member, kept: Safety | None = None) -> list[Nudge]:
    """What this member should do for their account, the weightiest first; empty when all is well.

    `kept` is `safety(member)`, where it is known already.
    """
    return list(_nudges(member, kept or safety(member)))


def _nudges(member: Member, kept: Safety) -> Iterator[Nudge]:
    if carries_trust(member) and not kept.second_step:
        yield Nudge(
            _("Others trust you with their safety here. A second step at signing in keeps your account, and them."),
            reverse("mfa_index"),
            _("Set up a second step"),
        )
    if not kept.way_back:
        yield Nudge(
            _("If you forget your passphrase, there is no way back yet. Ten recovery codes on paper are one."),
            reverse("mfa_generate_recovery_codes"),
            _("Make recovery codes"),
        )
