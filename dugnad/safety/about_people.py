"""Members and circles as things that can be reported."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.circles import rules as circle_rules
from dugnad.circles.models import Circle
from dugnad.people.models import Member
from dugnad.people.rules import meets
from dugnad.safety.reportable import Kind, Told, register
from dugnad.safety.rules import CIRCLE

MEMBER = "member"


def connect() -> None:
    """Called once, when the app is ready."""
    register(Kind(MEMBER, _("a member"), Member, meets, of_member))
    register(Kind(CIRCLE, _("a circle"), Circle, circle_rules.might_see, of_circle))


def of_member(member: Member) -> Told:
    """Somebody as such: in which circle, the reporter says."""
    return Told(member.handle, reverse("member", args=[member.handle]), "", member, hides=False)


def of_circle(circle: Circle) -> Told:
    """What a circle says of itself, or does as a whole. Its own stewards do not decide it: see `safety.rules`."""
    text = f"{circle.purpose}\n\n{circle.norms}".strip()
    return Told(circle.name, reverse("circle", args=[circle.pk]), circle.pk, None, text)
