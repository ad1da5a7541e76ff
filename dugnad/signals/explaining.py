"""Each kind of signal in words: what was seen, what else it could mean, what one could do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.signals.enums import Kind


@dataclass(frozen=True)
class Explained:
    """Sentences for stewards."""

    seen: str
    else_: str
    could: str


def explained(kind: str, count: int, usual: float) -> Explained:
    """`count` of what was seen, where about `usual` is usual (0: nothing is)."""
    seen, else_, could = SAID[Kind(kind)]
    return Explained(seen(count, usual), else_(), could())


def _joins(count: int, usual: float) -> str:
    said = ngettext("%(n)d member came in within a day.", "%(n)d members came in within a day.", count)
    return f"{said % {'n': count}} {_usually(usual)}"


def _posts(count: int, usual: float) -> str:
    said = ngettext("%(n)d post was written within a day.", "%(n)d posts were written within a day.", count)
    return f"{said % {'n': count}} {_usually(usual)}"


def _usually(usual: float) -> str:
    if usual < 1:
        return _("Usually it is less than one a day.")
    return _("Usually it is about %(usual)d a day.") % {"usual": round(usual)}


def _thanks(count: int, usual: float) -> str:
    return ngettext(
        "%(n)d member thanked, in the last three months, almost nobody but the same few, and they them.",
        "%(n)d members thanked, in the last three months, almost nobody but each other.",
        count,
    ) % {"n": count}


def _network(count: int, usual: float) -> str:
    return ngettext(
        "%(n)d signature of a campaign came from one network within an hour. It is held back until an organiser looks.",
        "%(n)d signatures of a campaign came from one network within an hour. "
        "They are held back until an organiser looks.",
        count,
    ) % {"n": count}


def _host(count: int, usual: float) -> str:
    return ngettext(
        "%(n)d signature of a campaign came from one mail host that few people use. "
        "It is held back until an organiser looks.",
        "%(n)d signatures of a campaign came from one mail host that few people use. "
        "They are held back until an organiser looks.",
        count,
    ) % {"n": count}


Sentence = Callable[[], str]
SAID: dict[Kind, tuple[Callable[[int, float], str], Sentence, Sentence]] = {
    Kind.JOINS: (
        _joins,
        lambda: _("Somebody may have told of you, or a class or a workplace came together. It may also be one person."),
        lambda: _("Look at who brought whom. Say hello to some of them. You can pause invitations in one branch."),
    ),
    Kind.POSTS: (
        _posts,
        lambda: _("Something may have happened that concerns many. It may also be a quarrel, or somebody who floods."),
        lambda: _("Read along. If people cannot follow any more, let the circle go more slowly for a while."),
    ),
    Kind.THANKS: (
        _thanks,
        lambda: _("Friends, or a few who carry much together, look just like this. Accounts of one person do too."),
        lambda: _("Probably nothing. If you doubt that they are different people, talk with one of them."),
    ),
    Kind.NETWORK: (
        _network,
        lambda: _("A school, a library, a workplace and a mobile company each are one network."),
        lambda: _("Ask an organiser whether somebody collected signatures in one place that day."),
    ),
    Kind.HOST: (
        _host,
        lambda: _("A workplace, a union or a town has mail addresses of its own. So has somebody who forges."),
        lambda: _("Ask an organiser whether the campaign was told of there."),
    ),
}
