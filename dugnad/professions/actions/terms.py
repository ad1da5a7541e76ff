"""What the movement decides about a profession."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member, Skill
from dugnad.people.rules import keeps_running
from dugnad.professions.acts import TERMS_CHANGED
from dugnad.professions.models import Terms
from dugnad.professions.terms import FEWEST, MOST


@transaction.atomic
def decide(
    *, by: Member, skill: Skill, needed: int, scope: str, circle: Circle | None = None, at: datetime | None = None
) -> Terms:
    """Let members of a profession vouch for each other: how many it takes, and what the mark is good for.

    `circle`: one of the profession, whose stewards may name the first ones too. Raises `Refused` for those who do not
    keep the movement running, for a skill that is no profession, and for a circle of another one.
    """
    keeps_running.require(by, skill)
    if not skill.is_profession or skill.retired:
        raise Refused(_("This is a skill, not a profession."))
    if not FEWEST <= needed <= MOST or not scope.strip():
        raise Refused(_("One to five members vouch, and a sentence says what the mark is good for."))
    if circle is not None and circle.profession_id != skill.pk:
        raise Refused(_("That circle is not one of this profession."))
    act = record(TERMS_CHANGED, by=by, about=skill.pk, amount=needed, audience=Audience.MOVEMENT, at=at or now())
    facts = {"act": act, "needed": needed, "scope": scope.strip(), "circle": circle}
    return Terms.objects.update_or_create(skill=skill, defaults=facts)[0]
