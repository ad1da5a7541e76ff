"""Which acts go on record: decisions, changes of roles, tallies, releases, exports.

    on_record(ROLE_CHANGED, _("A role was changed"), says=roles_of)

An app says so in its `AppConfig.ready`, or beside its verbs. What stands on record can be proved later to everybody who
may see the act: that it was so, and that nobody changed it afterwards. It holds no names: people stand in it as hashes
that lose their meaning when somebody's account is erased.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from dugnad.ledger.models import Act
from dugnad.ledger.verbs import Verb

Facts = Mapping[str, str | int | bool | None]
"""What was decided, in few short words and whole numbers: {"yes": 7, "no": 2, "text": sha256 in hex}. Never a name."""
Says = Callable[[Sequence[Act]], Mapping[int, Facts]]
"""By act id: what these acts, all of one verb, decided. Called once, soon after; an act may be left out."""


@dataclass(frozen=True)
class OnRecord:
    """`words` for members: "A role was changed"."""

    verb: Verb
    words: str | Promise
    says: Says | None


class AlreadyOnRecord(Exception):
    """Two apps put the same verb on record."""


_on_record: dict[str, OnRecord] = {}


def on_record(verb: Verb, words: str | Promise, *, says: Says | None = None) -> None:
    """Let acts of this verb go on record from now on. Raises `AlreadyOnRecord`."""
    if verb.code in _on_record:
        raise AlreadyOnRecord(verb.code)
    _on_record[verb.code] = OnRecord(verb, words, says)


def goes_on_record(code: str) -> OnRecord | None:
    """How acts of the verb with this code stand on record; None if they do not."""
    return _on_record.get(code)


def all_on_record() -> tuple[OnRecord, ...]:
    """Everything that goes on record, by code."""
    return tuple(_on_record[code] for code in sorted(_on_record))
