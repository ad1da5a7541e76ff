"""What stands in a letter to somebody without an account."""

from __future__ import annotations

import json

from dugnad.kit.seal import Unreadable, unseal
from dugnad.notify.addresses import absolute
from dugnad.notify.models import Letter
from dugnad.notify.passages import Composed, Passage


def opened(letter: Letter) -> Composed:
    """As it was sealed, its links made whole. Raises `Unreadable`."""
    if letter.sealed is None:
        raise Unreadable("There is nothing in it.")
    told = json.loads(unseal(letter.sealed, about=letter.pk))
    passages = tuple(
        Passage(part["text"], absolute(part["path"]) if part["path"] else "", part["quoted"], part["heading"])
        for part in told["parts"]
    )
    stop = absolute(told["stop"]) if told["stop"] else ""
    reply_to = told.get("reply_to", "")  # letters sealed before there was one wait in outboxes
    return Composed(told["to"], told["language"], told["subject"], passages, stop, reply_to=reply_to)
