"""Efforts and relations as small numbers, which are compared faster than words, six million times."""

from __future__ import annotations

import ibis
from ibis.expr.types import IntegerValue, StringValue

from dugnad.pulse.acts.schema import EFFORTS, RELATIONS

TOKEN, VOICE, WORK, BRING, GIVE = range(len(EFFORTS))
HELPS, ASKS, INVITES, VOUCHES, THANKS, DECIDES, NONE = range(len(RELATIONS))


def effort_of(words: StringValue) -> IntegerValue:
    """The place of each word among the efforts."""
    return _places(words, EFFORTS)


def relation_of(words: StringValue) -> IntegerValue:
    """The place of each word among the relations."""
    return _places(words, RELATIONS)


def _places(words: StringValue, known: tuple[str, ...]) -> IntegerValue:
    *first, _last = enumerate(known)
    found: IntegerValue = ibis.cases(*[(words == word, place) for place, word in first], else_=len(first)).cast("int8")
    return found
