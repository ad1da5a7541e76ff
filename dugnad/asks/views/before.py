"""What somebody sees before they ask: what is known already, and what of their words had better be sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dugnad.asks.queries.similar import Known, that_may_help
from dugnad.kit import hints
from dugnad.people.models import Member

KINDS: dict[hints.Kind, Promise] = {
    hints.Kind.PHONE: _("a phone number"),
    hints.Kind.PERSONAL_NUMBER: _("a personal number"),
    hints.Kind.EMAIL: _("an e-mail address"),
    hints.Kind.STREET: _("a street address"),
}
OPEN_TO_ALL = ("title", "text")
"""The questions whose answers the whole circle reads."""
TAKEN_OUT = "…"


@dataclass(frozen=True)
class Before:
    """`known` may help already; `telling` are pairs of what a piece seems to be, and the piece."""

    known: Sequence[Known]
    telling: Sequence[tuple[Promise, str]]

    def __bool__(self) -> bool:
        return bool(self.known or self.telling)


def before(member: Member, typed: QueryDict) -> Before:
    """What to show to `member`, who has typed this so far."""
    words = [typed.get(name, "") for name in OPEN_TO_ALL]
    telling = [(KINDS[hint.kind], hint.found) for text in words for hint in _hints(text)]
    return Before(that_may_help(member, *words), list(dict.fromkeys(telling)))


def moved(typed: QueryDict) -> QueryDict:
    """The same form with everything telling moved from what all can read to the sealed part."""
    after = typed.copy()
    out: list[str] = []
    for name in OPEN_TO_ALL:
        text = typed.get(name, "")
        for hint in reversed(_hints(text)):
            text = text[: hint.start] + TAKEN_OUT + text[hint.end :]
            out.append(hint.found)
        after[name] = text
    after["sealed"] = "\n".join([*filter(None, [typed.get("sealed", "").strip()]), *dict.fromkeys(reversed(out))])
    return after


def _hints(text: str) -> tuple[hints.Hint, ...]:
    return hints.find(text, settings.CONFIG.country)
