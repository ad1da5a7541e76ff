"""What members are told of: one entry for each verb that somebody wants to hear about.

An app fills the table when it is ready, and need not know how people are told:

    register(ANSWERED_PRACTICAL, who=asker_of, words=words_of_answers)

`who` says whom an act concerns, `words` what one member may know of it at this moment, in the language that is active.
`words` is asked three times: before a notice is written, when it is read, and when a letter leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dugnad.ledger.models import Act
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


class Pace(StrEnum):
    """How soon somebody wants to hear of it, unless they chose otherwise."""

    AT_ONCE = "at-once"
    DIGEST = "digest"


@dataclass(frozen=True)
class Words:
    """What one member may know of one act.

    `line` says it in a sentence; `title` names the thing (an ask), `text` is what was written and `why` says why it is
    this member who is told, where there is something to say.
    `page` is the path of the thing. `travels`: all of it may leave this machine in a letter. `over`:
    nothing is to be done about it any more, so that it needs no letter.
    """

    line: str
    page: str
    title: str = ""
    text: str = ""
    why: str = ""
    travels: bool = False
    over: bool = False


@dataclass(frozen=True)
class Hearer:
    """Somebody an act concerns, by id."""

    act: Act
    member: str
    pace: Pace


Who = Callable[[Sequence[Act]], Iterable[Hearer]]
"""Whom acts of this verb concern: few people by name, never a whole circle (see `News`)."""
WordsOf = Callable[[Member, Sequence[Act]], Mapping[int, Words]]
"""By id of the act; those that this member may not, or no longer, know of are left out."""


@dataclass(frozen=True)
class Telling:
    """One verb's entry. `broadcast`: those who want to hear of everything in the circle at once hear of this too."""

    verb: Verb
    who: Who
    words: WordsOf
    broadcast: bool


News = Callable[[Member, Sequence[str], datetime, datetime, int], Sequence[Words]]
"""What is new for a member in circles with these ids, after one moment and until another, at most so many."""


class AlreadyRegistered(Exception):
    """Two entries for one verb."""


_table: dict[str, Telling] = {}
_news: list[News] = []


def nobody(acts: Sequence[Act]) -> Iterable[Hearer]:
    """For verbs that concern nobody in particular."""
    return ()


def toward(pace: Pace) -> Who:
    """For verbs that concern the one they are done toward. One query."""

    def who(acts: Sequence[Act]) -> Iterable[Hearer]:
        ids = dict(Member.objects.filter(person_key__in={act.toward for act in acts}).values_list("person_key", "pk"))
        return [Hearer(act, ids[act.toward], pace) for act in acts if act.toward in ids]

    return who


def actors(member: Member, acts: Iterable[Act]) -> dict[str, Member]:
    """Those who did `acts`, by person key, as far as `member` may meet them. One query, and those of the rules."""
    keys = {act.actor for act in acts if act.actor}
    return {one.person_key: one for one in Member.objects.visible_to(member).filter(person_key__in=keys)}


def register(verb: Verb, *, words: WordsOf, who: Who = nobody, broadcast: bool = False) -> None:
    """Have people told of `verb`. Raises `AlreadyRegistered`."""
    if verb.code in _table:
        raise AlreadyRegistered(verb.code)
    _table[verb.code] = Telling(verb, who, words, broadcast)


def register_news(news: News) -> None:
    """Have `news` stand in the digest."""
    if news not in _news:
        _news.append(news)


def telling(verb: str) -> Telling | None:
    """The entry of the verb with this code, if people are told of it."""
    return _table.get(verb)


def told() -> tuple[Telling, ...]:
    """All entries, by code."""
    return tuple(_table[code] for code in sorted(_table))


def news() -> tuple[News, ...]:
    """All that goes into a digest, in the order of registration."""
    return tuple(_news)


def words_for(member: Member, acts: Iterable[Act]) -> dict[int, Words]:
    """What `member` may know of `acts` now, by id of the act, in the language that is active.

    As many queries as there are kinds of things among the acts, however many acts.
    """
    together: dict[WordsOf, list[Act]] = {}
    for act in acts:
        if entry := _table.get(act.verb):
            together.setdefault(entry.words, []).append(act)
    found: dict[int, Words] = {}
    for words, some in together.items():
        found.update(words(member, some))
    return found
