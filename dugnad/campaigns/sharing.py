"""What somebody did in a campaign, in words: "you wrote 2 letters and came to a gathering".

Each part of the app says what its verbs are called:

    register(WROTE.code, lambda n: ngettext("you wrote %(n)d letter", "you wrote %(n)d letters", n) % {"n": n})

Verbs of other apps that happen within a campaign are named here by their codes: the ledger is where we meet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Say = Callable[[int], str]
"""How often, as a part of a sentence, in the language that is active."""


class AlreadyRegistered(Exception):
    """Two ways to say one verb."""


_said: dict[str, Say] = {}


def register(verb: str, say: Say) -> None:
    """Name the verb with this code when people are told of their share. Raises `AlreadyRegistered`."""
    if verb in _said:
        raise AlreadyRegistered(verb)
    _said[verb] = say


def in_words(share: Mapping[str, int]) -> str:
    """What somebody did, in the order of registration; empty if none of it has a name."""
    parts = [say(share[verb]) for verb, say in _said.items() if share.get(verb)]
    return get_text_list(parts, _("and"))


def connect() -> None:
    """Verbs of tasks and gatherings, and our own. Called once, when the app is ready."""
    register("signed", lambda n: _("you put your name to it"))
    register("letter-sent", lambda n: ngettext("you wrote a letter", "you wrote %(n)d letters", n) % {"n": n})
    register("phoned", lambda n: ngettext("you made a call", "you made %(n)d calls", n) % {"n": n})
    register("article-printed", lambda n: ngettext("you placed an article", "you placed %(n)d articles", n) % {"n": n})
    register("was-there", lambda n: ngettext("you came to a gathering", "you came to %(n)d gatherings", n) % {"n": n})
    register("took-role", lambda n: ngettext("you took a role there", "you took %(n)d roles there", n) % {"n": n})
    register("task-done", lambda n: ngettext("you did a task", "you did %(n)d tasks", n) % {"n": n})
    register("unit-done", lambda n: ngettext("you did a part of a task", "you did %(n)d parts of tasks", n) % {"n": n})
    register("task-checked", lambda n: ngettext("you checked a task", "you checked %(n)d tasks", n) % {"n": n})
    register("campaign-agreed-to", lambda n: _("you brought what it came of"))
    register("campaign-delivered", lambda n: _("you handed it over"))
