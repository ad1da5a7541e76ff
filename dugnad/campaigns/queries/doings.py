"""Which acts belong to which kind of rung. Tasks and gatherings are other apps, known here by the codes of verbs."""

from __future__ import annotations

from collections.abc import Mapping

from dugnad.campaigns import acts
from dugnad.campaigns.enums import RungKind

VERBS: Mapping[RungKind, frozenset[str]] = {
    RungKind.SIGN: frozenset({acts.SIGNED.code}),
    RungKind.WRITE: frozenset({acts.LETTER_SENT.code}),
    RungKind.PHONE: frozenset({acts.PHONED.code}),
    RungKind.ARTICLE: frozenset({acts.PITCHED.code, acts.PRINTED.code}),
    RungKind.PLEDGE: frozenset({acts.PLEDGED.code}),
    RungKind.GATHERING: frozenset({"coming", "was-there"}),
    RungKind.TASK: frozenset({"claimed-task", "task-done", "unit-done"}),
    RungKind.GIVE: frozenset({acts.GAVE.code}),
}


def times(share: Mapping[str, int], kind: str) -> int:
    """How often somebody with this share (by verb code) did what this kind of rung is for."""
    return sum(share.get(verb, 0) for verb in VERBS[RungKind(kind)])
