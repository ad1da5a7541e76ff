"""Growing the tree of professions and skills. Nothing in it is deleted: members and asks may be tied to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.acts import SKILL_ADDED, SKILL_RENAMED, SKILL_RETIRED, SKILL_RETURNED
from dugnad.people.models import Member, Skill
from dugnad.people.rules import keeps_running

DEEPEST = 4


@transaction.atomic
def add(
    *,
    by: Member,
    names: Mapping[str, str],
    parent: Skill | None = None,
    is_profession: bool = False,
    at: datetime | None = None,
) -> Skill:
    """A new skill, at the top or under `parent`. `names` by language code, at least one.

    Raises `Refused` for whoever is no operator, without a name, and below the fourth level.
    """
    if parent and _depth(parent) >= DEEPEST:
        raise Refused(_("The tree is deep enough here: nobody would find it. Add it one level higher."))
    skill = Skill(id=new_id(), parent=parent, names=_named(names), is_profession=is_profession)
    keeps_running.require(by, skill)
    skill.save(force_insert=True)
    _record(SKILL_ADDED, by, skill, at)
    return skill


@transaction.atomic
def rename(
    *, by: Member, skill: Skill, names: Mapping[str, str], is_profession: bool, at: datetime | None = None
) -> Skill:
    """Other names for a skill, and whether it is a profession. Raises `Refused` as `add` does."""
    keeps_running.require(by, skill)
    facts = {"names": _named(names), "is_profession": is_profession}
    if any(getattr(skill, field) != value for field, value in facts.items()):
        Skill.objects.filter(pk=skill.pk).update(**facts)
        _record(SKILL_RENAMED, by, skill, at)
        skill.refresh_from_db()
    return skill


@transaction.atomic
def retire(*, by: Member, skill: Skill, at: datetime | None = None) -> Skill:
    """No longer offer it; whoever has it keeps it, unseen. Raises `Refused` when it is retired already."""
    return _turn(by, skill, True, SKILL_RETIRED, _("This skill is retired already."), at)


@transaction.atomic
def bring_back(*, by: Member, skill: Skill, at: datetime | None = None) -> Skill:
    """Offer it again. Raises `Refused` when it is in use."""
    return _turn(by, skill, False, SKILL_RETURNED, _("This skill is in use already."), at)


def _turn(by: Member, skill: Skill, retired: bool, verb: Verb, already: str, at: datetime | None) -> Skill:
    keeps_running.require(by, skill)
    if Skill.objects.filter(pk=skill.pk, retired=not retired).update(retired=retired) != 1:
        raise Refused(already)
    _record(verb, by, skill, at)
    skill.refresh_from_db()
    return skill


def _record(verb: Verb, by: Member, skill: Skill, at: datetime | None) -> None:
    record(verb, by=by, about=skill.pk, audience=Audience.MOVEMENT, at=at or now())


def _named(names: Mapping[str, str]) -> dict[str, str]:
    given = {code: " ".join(name.split()) for code, name in names.items() if name.strip()}
    if not given:
        raise Refused(_("A skill needs a name, in one language at least."))
    return given


def _depth(skill: Skill) -> int:
    return 1 + (_depth(skill.parent) if skill.parent else 0)
