"""Entries for programs: what may be read, and of everything else the hash."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dugnad.people.models import Member
from dugnad.record.canon import SAYS, canonical
from dugnad.record.models import Entry, Head, Salt
from dugnad.record.origin import own_key
from dugnad.record.queries.tree import inclusion_proof

AT_ONCE = 500


def entries(member: Member | None, first: int, last: int) -> Iterator[dict[str, Any]]:
    """Those from `first` to `last`, in order: index and leaf of each, and of those that `member` may read the rest."""
    for begin in range(first, last + 1, AT_ONCE):
        rows = Entry.objects.filter(index__range=(begin, min(last, begin + AT_ONCE - 1))).order_by("index")
        wanted = list(rows.values_list("index", "leaf"))
        read = _readable(member, [index for index, _leaf in wanted])
        for index, leaf in wanted:
            yield {"index": index, "leaf": bytes(leaf).hex(), **read.get(index, {})}


def export(member: Member | None, head: Head) -> Iterator[str]:
    """The whole record as lines of JSON: the head and its key first, then every entry under it."""
    yield canonical({"head": head.note, "key": own_key().told}) + "\n"
    for told in entries(member, 0, head.size - 1):
        yield canonical(told) + "\n"


def receipt(entry: Entry, head: Head, me: Member | None) -> dict[str, Any]:
    """All that is needed to check one entry without us. With `me`, also what proves that it was them."""
    opened = _opened([entry.index], me).get(entry.index, {})
    return {
        "index": entry.index,
        "leaf": bytes(entry.leaf).hex(),
        "data": entry.data,
        "opened": opened,
        "head": head.note,
        "key": own_key().told,
        "proof": [one.hex() for one in inclusion_proof(entry.index, head.size)],
    }


def _readable(member: Member | None, indexes: list[int]) -> dict[int, dict[str, Any]]:
    seen = Entry.objects.visible_to(member).filter(index__in=indexes).values_list("index", "data")
    found: dict[int, dict[str, Any]] = {index: {"data": data} for index, data in seen}
    for index, opened in _opened(list(found), None).items():
        found[index]["opened"] = opened
    return found


def _opened(indexes: list[int], me: Member | None) -> dict[int, dict[str, dict[str, str]]]:
    """What the hashes in these entries stand for: what was decided, and of people nobody but `me`."""
    found: dict[int, dict[str, dict[str, str]]] = {}
    for salt in Salt.objects.filter(entry__in=indexes):
        if salt.part == SAYS or (me is not None and salt.person == me.person_key):
            told = {"salt": bytes(salt.salt).hex(), "says": salt.text or salt.person}
            found.setdefault(salt.entry_id, {})[salt.part] = told
    return found
