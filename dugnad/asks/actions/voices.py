"""In whose name something is written."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.asks.enums import Voice
from dugnad.circles.enums import Standing
from dugnad.circles.models import Circle, Membership
from dugnad.circles.rules import forget_stands, stands
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member


def name_in(circle: Circle, member: Member, voice: Voice, wished: str = "") -> str:
    """The name the circle sees when `member` writes in `voice`.

    The first time somebody writes under another name they choose it: `wished`. From then on it is theirs in this
    circle, and `wished` is not looked at. Raises `Refused` when it is missing or somebody else's.
    """
    if voice != Voice.PSEUDONYM:
        return member.handle
    stand = stands(member).get(circle.pk)
    if stand and stand.pseudonym:
        return stand.pseudonym
    return _choose(circle, member, " ".join(wished.split()))


def _choose(circle: Circle, member: Member, wished: str) -> str:
    if not wished:
        raise Refused(_("Choose the other name you want to write under."))
    taken = Refused(_("Somebody is already called %(name)s. Please choose another name.") % {"name": wished})
    if Member.objects.filter(handle__iexact=wished).exists():
        raise taken
    try:
        with transaction.atomic():
            mine = Membership.objects.filter(circle=circle, member=member, standing=Standing.ACTIVE, pseudonym="")
            if mine.update(pseudonym=wished) != 1:
                raise Refused(_("Only members of this circle can do that."))
    except IntegrityError as twice:
        raise taken from twice
    forget_stands(member)
    return wished
