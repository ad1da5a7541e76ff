"""Letters to people without an account: into the outbox as others wrote them, sealed until they have left."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime

from dugnad.kit.ids import new_id
from dugnad.kit.seal import seal
from dugnad.notify.enums import Post, Sort
from dugnad.notify.models import Letter
from dugnad.people.letters import Outside


def prepare(letters: Sequence[Outside], at: datetime) -> Callable[[], None]:
    """Seal them. What is returned writes them, as one statement; those whose key is there already stay as they are."""
    rows = [_row(letter, at) for letter in letters]

    def post() -> None:
        Letter.objects.bulk_create(rows, ignore_conflicts=True, batch_size=200)

    return post


def _row(letter: Outside, at: datetime) -> Letter:
    letter_id = new_id()
    return Letter(
        id=letter_id,
        sort=Sort.OUTSIDE if letter.hurry else Sort.OUTSIDE_LATER,
        key=letter.key,
        sealed=seal(_written(letter), about=letter_id),
        due_at=at,
        created_at=at,
    )


def _written(letter: Outside) -> str:
    parts = [
        {"text": part.text, "path": part.path, "quoted": part.quoted, "heading": part.heading} for part in letter.parts
    ]
    told = {"to": letter.to, "language": letter.language, "subject": letter.subject, "parts": parts}
    return json.dumps({**told, "stop": letter.stop})


def recall(keys: Sequence[str], at: datetime) -> int:
    """Those that wait do not leave."""
    waiting = Letter.objects.filter(key__in=keys, post=Post.WAITING)
    return waiting.update(post=Post.DROPPED, said="taken back", ended_at=at, leased_until=None, sealed=None)
