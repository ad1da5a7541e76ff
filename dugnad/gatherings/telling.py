"""Whom acts around gatherings concern. `queries/told` has the words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from dugnad.gatherings import acts as verbs
from dugnad.gatherings.enums import Word
from dugnad.gatherings.models import Coming
from dugnad.gatherings.queries import told
from dugnad.ledger.models import Act
from dugnad.people.telling import Hearer, Pace, Who, register, register_news, toward

EXPECTED = (Word.COMING, Word.MAYBE)


def connect() -> None:
    """Called once, when the app is ready."""
    register(verbs.CALLED_TOGETHER, words=told.of_gatherings, broadcast=True)
    register(verbs.CANCELLED, who=all_expected, words=told.of_gatherings)
    register(verbs.ELSEWHERE, who=all_expected, words=told.of_gatherings)
    register(verbs.DAY_CANCELLED, who=expected(Pace.AT_ONCE), words=told.of_days)
    register(verbs.MOVED, who=expected(Pace.AT_ONCE), words=told.of_days)
    register(verbs.REMINDED, who=expected(Pace.AT_ONCE), words=told.of_days)
    register(verbs.TOLD, who=expected(Pace.AT_ONCE, (Word.COMING,)), words=told.of_days)
    register(verbs.WRITTEN_UP, who=expected(Pace.DIGEST), words=told.of_days)
    register(verbs.TOOK_ROLE, who=toward(Pace.DIGEST), words=told.of_turns)
    register_news(told.new_gatherings)


def expected(pace: Pace, words: Collection[Word] = EXPECTED) -> Who:
    """Those who said that they come on that day, or that they may. One query."""

    def who(acts: Sequence[Act]) -> Iterable[Hearer]:
        comings = Coming.objects.filter(occasion__in={act.object_id for act in acts}, word__in=words)
        return _each(acts, comings.order_by().values_list("occasion", "member"), pace)

    return who


def all_expected(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Those who said so of a day of the gathering that had not ended when it was cancelled, once each. One query."""
    comings = Coming.objects.filter(occasion__gathering__in={act.object_id for act in acts}, word__in=EXPECTED)
    earliest = min(act.at for act in acts)
    lately = comings.filter(occasion__ends_at__gt=earliest).order_by()
    return _each(acts, lately.values_list("occasion__gathering", "member").distinct(), Pace.AT_ONCE)


def _each(acts: Sequence[Act], pairs: Iterable[tuple[str, str]], pace: Pace) -> Iterable[Hearer]:
    known = list(pairs)
    return [Hearer(act, member, pace) for act in acts for about, member in known if about == act.object_id]
