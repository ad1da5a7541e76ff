"""Whom the demo may act for: members who are nobody's."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet

from dugnad.demo.script import load_script
from dugnad.people.models import Member


def nobodys() -> QuerySet[Member]:
    """Members whom nobody can enter as: no passphrase, no passkey, never here. Whoever can come acts for themselves."""
    able = Authenticator.objects.values("user")
    alone = Member.objects.filter(
        is_active=True, is_operator=False, password__startswith=UNUSABLE_PASSWORD_PREFIX, last_login=None, email=""
    )
    told = [one.handle for one in load_script().personas]
    found: QuerySet[Member] = alone.exclude(pk__in=able).exclude(handle__in=told)
    return found
