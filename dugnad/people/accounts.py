"""How accounts are made and entered: django-allauth, told what we keep and what we don't."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps no network address."""

    def get_client_ip(self, request: object) -> str:
        return "0.0.0.0"
