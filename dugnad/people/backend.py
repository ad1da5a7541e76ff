"""Who the member of a session is: asked anew for every page, by a prepared query."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member

MEMBER = Prepared(lambda member: Member.objects.filter(pk=member))


class MemberBackend(ModelBackend):
    """Handle and passphrase."""

    def get_user(self, user_id: str) -> Member | None:
        """The member with this id, if they may sign in."""
        found: list[Member] = MEMBER.objects(member=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None
