"""Whom acts about professions concern: the member whose mark it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Pace, Words, WordsOf, register, toward
from dugnad.professions import acts as verbs
from dugnad.professions.models import Mark


def connect() -> None:
    """Called once, when the app is ready."""
    at_once = toward(Pace.AT_ONCE)
    register(verbs.MARKED, who=at_once, words=_of(lambda: _("You are vouched for in your profession.")))
    register(verbs.NAMED_FIRST, who=at_once, words=_of(lambda: _("You were named as one of the first.")))
    register(verbs.SOON_OVER, who=at_once, words=_of(lambda: _("Your mark ends within a month. Ask for new words.")))
    register(
        verbs.SHORTENED,
        who=at_once,
        words=_of(lambda: _("Words for you were taken back. Your mark ends in a month, unless others vouch.")),
    )
    register(verbs.TAKEN_AWAY, who=at_once, words=_of(lambda: _("Your mark was taken away.")))


def _of(line: Callable[[], str]) -> WordsOf:
    def words(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
        marks = Mark.objects.filter(member=member, pk__in={act.object_id for act in acts}).select_related("skill")
        known = {mark.pk: mark for mark in marks}
        return {
            act.pk: Words(
                line=line(),
                page=reverse("profession", args=[known[act.object_id].skill_id]),
                title=known[act.object_id].skill.name,
                text=known[act.object_id].told,
            )
            for act in acts
            if act.object_id in known
        }

    return words
