"""Answers: written, thanked for, said to have helped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from dugnad.asks import acts as verbs
from dugnad.asks.enums import Voice
from dugnad.asks.models import Answer
from dugnad.asks.queries.told.naming import Line, key_of, page_of, travels
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words, actors


def of_answers(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Acts about answers: written, thanked for, said to have helped."""
    found = Answer.objects.visible_to(member).select_related("ask__circle", "ask__author")
    answers = found.in_bulk({act.object_id for act in acts})
    people = actors(member, acts)
    told: dict[int, Words] = {}
    for act in acts:
        answer = answers.get(act.object_id)
        if answer and (act.verb in WRITTEN or act.actor == key_of(answer.ask) or act.actor in people):
            told[act.pk] = _of_answer(answer, act)
    return told


WRITTEN = frozenset({verbs.ANSWERED_PRACTICAL.code, verbs.ANSWERED_EMOTIONAL.code, verbs.ADDED.code})
"""Whoever wrote an answer is known by the name they wrote it under, which `visible_to` has looked after.

So is the asker, whatever they do: if it went by whom they are, the silence would tell who is behind another name.
"""


def _of_answer(answer: Answer, act: Act) -> Words:
    ask = answer.ask
    written = act.verb in WRITTEN
    name = answer.shown_as if written else ask.shown_as
    line = ANSWER_LINES[act.verb]
    if act.verb == verbs.THANKED.code and act.actor != key_of(ask):
        line = _thanks_of_somebody
    return Words(
        line=line() % {"name": name},
        page=page_of(ask),
        title=ask.title,
        text=answer.text if written else "",
        travels=travels(ask) and answer.voice == Voice.OWN,
    )


ANSWER_LINES: dict[str, Line] = {
    verbs.ANSWERED_PRACTICAL.code: lambda: _("%(name)s has answered you"),
    verbs.ANSWERED_EMOTIONAL.code: lambda: _("%(name)s is with you"),
    verbs.ADDED.code: lambda: _("%(name)s, who asked, has written more"),
    verbs.THANKED.code: lambda: _("%(name)s thanks you for your answer"),
    verbs.HELPED.code: lambda: _("%(name)s says that your answer helped"),
}


def _thanks_of_somebody() -> str:
    """The page says how many have thanked, not who; so does this."""
    return _("Somebody thanks you for your answer")
