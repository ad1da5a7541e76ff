"""A profession in which one member was named first, and has vouched for another who asked."""

from __future__ import annotations

from datetime import datetime

from dugnad.people.models import Member, Skill
from dugnad.professions.actions.marks import name_first
from dugnad.professions.actions.terms import decide
from dugnad.professions.actions.vouching import ask, vouch
from tests.cast import again


def professions(people: dict[str, Member], skill: Skill, things: dict[str, str], at: datetime) -> None:
    """The steward is vouched for; the asker has one word of two."""
    Skill.objects.filter(pk=skill.pk).update(is_profession=True)
    skill.refresh_from_db()
    operator = again(people["operator"])
    decide(by=operator, skill=skill, needed=2, scope="Care, not treatment.", at=at)
    name_first(by=operator, mark=ask(by=again(people["steward"]), skill=skill, at=at), at=at)
    mark = ask(by=again(people["asker"]), skill=skill, at=at)
    word = vouch(by=again(people["steward"]), mark=mark, at=at)
    things |= {"mark_id": mark.pk, "word_id": word.pk}
