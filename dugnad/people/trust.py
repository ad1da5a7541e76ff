"""Who carries more than their own: their sessions are shorter, and a second step at signing in is asked of them.

Operators do. Other apps register further ones (stewards, say) when they are ready.
"""

from __future__ import annotations

from collections.abc import Callable

from dugnad.people.models import Member

Check = Callable[[Member], bool]

_checks: list[Check] = []


def register_trust(check: Check) -> Check:
    """Have `check` asked whether a member carries trust."""
    if check not in _checks:
        _checks.append(check)
    return check


def carries_trust(member: Member) -> bool:
    """Do others depend on this member's account being safe?"""
    return member.is_operator or any(check(member) for check in _checks)
