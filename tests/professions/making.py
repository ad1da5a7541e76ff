"""Professions for tests, made the way members make them."""

from __future__ import annotations

from datetime import datetime

from dugnad.kit.ids import new_id
from dugnad.people.models import Member, Skill
from dugnad.professions.actions.marks import name_first
from dugnad.professions.actions.terms import decide
from dugnad.professions.actions.vouching import ask
from dugnad.professions.models import Mark, Terms
from tests.cast import NOON, again, make_member

SCOPE = "Legal information, not advice."


def operator(handle: str = "olga") -> Member:
    """Somebody who keeps the movement running."""
    return make_member(handle, is_operator=True)


def profession(by: Member, *, needed: int = 2, name: str = "Lawyer") -> Terms:
    """A profession in which members vouch for each other."""
    skill = Skill.objects.create(id=new_id(), names={"en": name}, is_profession=True)
    return decide(by=again(by), skill=skill, needed=needed, scope=SCOPE, at=NOON)


def first(by: Member, terms: Terms, *members: Member, at: datetime = NOON) -> list[Mark]:
    """Marks of the first ones."""
    return [name_first(by=again(by), mark=asked(one, terms, at=at), at=at) for one in members]


def asked(member: Member, terms: Terms, *, at: datetime = NOON) -> Mark:
    """A wish to be vouched for."""
    return ask(by=again(member), skill=terms.skill, at=at)
