"""Writing on record: by the one follower whose turn it is, in the ledger's order, each act once, none left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import transaction

from dugnad.ledger.models import Act
from dugnad.ledger.on_record import Facts, goes_on_record
from dugnad.methods.merkle import leaf_hash, node_hash
from dugnad.methods.merkle_proofs import Subtree
from dugnad.people.models import Member
from dugnad.record.canon import Opened, written
from dugnad.record.models import Entry, Node, Salt
from dugnad.record.queries.tree import kept, size_now


@transaction.atomic
def append(acts: Sequence[Act]) -> int:
    """Write those of `acts` that go on record and do not stand there yet; how many.

    Of two that write at once the database refuses one: a number is given once, and only after the one before it.
    """
    wanted = [act for act in acts if goes_on_record(act.verb)]
    there = set(Entry.objects.filter(act__in=[act.pk for act in wanted]).values_list("act", flat=True))
    new = [act for act in wanted if act.pk not in there]
    if not new:
        return 0
    first, facts, keys = size_now(), _facts(new), _keys(new)
    entries, salts = [], []
    for index, act in enumerate(new, first):
        data, opened = written(act, facts.get(act.pk), keys[act.pk])
        before = index - 1 if index else None
        entries.append(Entry(index=index, before_id=before, act=act, data=data, leaf=leaf_hash(data.encode())))
        salts += [_kept_apart(index, one) for one in opened if not one.person or one.person in keys[act.pk]]
    Entry.objects.bulk_create(entries, batch_size=100)
    Salt.objects.bulk_create(salts, batch_size=100)
    _grow(first, [bytes(entry.leaf) for entry in entries])
    return len(new)


def _facts(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """What was decided, asked once for each verb."""
    by_verb = defaultdict(list)
    for act in acts:
        by_verb[act.verb].append(act)
    found: dict[int, Facts] = {}
    for code, theirs in by_verb.items():
        told = goes_on_record(code)
        if told and told.says:
            found |= told.says(theirs)
    return found


def _keys(acts: Sequence[Act]) -> Mapping[int, set[str]]:
    """By act: the keys of members in it. Of somebody who is gone no salt is kept."""
    named = {act.pk: {act.actor, act.toward, act.object_id} for act in acts}
    known = Member.objects.filter(person_key__in=set().union(*named.values()) - {""})
    here = set(known.values_list("person_key", flat=True))
    return {act: keys & here for act, keys in named.items()}


def _kept_apart(index: int, one: Opened) -> Salt:
    return Salt(entry_id=index, part=one.part, person=one.person, salt=one.salt, text=one.text)


def _grow(first: int, leaves: Sequence[bytes]) -> None:
    """Keep the hashes of the subtrees that the new leaves make whole."""
    size = first + len(leaves)
    beside = [(height, (first >> height) - 1) for height in range(first.bit_length()) if first >> height & 1]
    known: dict[Subtree, bytes] = {**kept(beside), **{(0, first + at): leaf for at, leaf in enumerate(leaves)}}
    made, height = [], 1
    while size >> height:
        for place in range(first >> height, size >> height):
            below = known[height - 1, 2 * place], known[height - 1, 2 * place + 1]
            known[height, place] = node_hash(*below)
            made.append(Node(height=height, place=place, hash=known[height, place]))
        height += 1
    Node.objects.bulk_create(made, batch_size=100)
