"""What may already help somebody who is about to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dugnad.asks.enums import LivingState, State
from dugnad.asks.models import Ask, LivingAnswer
from dugnad.circles.searching import scopes
from dugnad.kit import fulltext
from dugnad.people.models import Member

MOST = 4
LOOKED_AT = 12


@dataclass(frozen=True)
class Known:
    """A living answer or an ask. `kind` is "living-answer" or "ask"; `answers` counts those of an ask."""

    kind: str
    pk: str
    title: str
    circle: str
    at: datetime
    answers: int = 0
    helped: bool = False


def that_may_help(member: Member, title: str, text: str) -> list[Known]:
    """Living answers, then answered asks, nearest first, that share telling words with what is being written.

    At most `MOST`, and only what `member` may read. An ask that nobody has answered helps nobody.
    """
    kinds = ("living-answer", "ask")
    hits = fulltext.similar(f"{title}\n{text}", kinds=kinds, scopes=scopes(member), limit=LOOKED_AT)
    order = {(hit.kind, hit.object_id): place for place, hit in enumerate(hits)}
    found = [*_living(member, [pk for kind, pk in order if kind == "living-answer"])]
    found += _asks(member, [pk for kind, pk in order if kind == "ask"])
    found.sort(key=lambda known: (known.kind != "living-answer", order[known.kind, known.pk]))
    return found[:MOST]


def _living(member: Member, keys: list[str]) -> list[Known]:
    pages = LivingAnswer.objects.visible_to(member).filter(pk__in=keys, state=LivingState.CURRENT)
    rows = pages.values_list("pk", "title", "circle__name", "checked_at")
    return [Known("living-answer", pk, title, circle, at) for pk, title, circle, at in rows]


def _asks(member: Member, keys: list[str]) -> list[Known]:
    asks = Ask.objects.visible_to(member).filter(pk__in=keys, answer_count__gt=0).exclude(state=State.CLOSED)
    rows = asks.values_list("pk", "title", "circle__name", "created_at", "answer_count", "state")
    return [
        Known("ask", pk, title, circle, at, answers, state == State.HELPED)
        for pk, title, circle, at, answers, state in rows
    ]
