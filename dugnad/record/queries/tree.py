"""The tree over the entries: roots and proofs, out of whole subtrees that are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q

from dugnad.methods.merkle import root_of
from dugnad.methods.merkle_proofs import Stretch, Subtree, consistency, folded, inclusion, subtrees
from dugnad.record.models import Entry, Node


def size_now() -> int:
    """How many entries there are, whether a head over them was signed or not."""
    last = Entry.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def root(size: int) -> bytes:
    """The root over the first `size` entries. Raises `KeyError` when there are fewer."""
    return hashes([(0, size)])[0] if size else root_of([])


def inclusion_proof(index: int, size: int) -> list[bytes]:
    """Raises `ValueError` when `index` is not below `size`, `KeyError` when there are fewer entries."""
    return hashes(inclusion(index, size))


def consistency_proof(old: int, new: int) -> list[bytes]:
    """Raises `ValueError` unless 0 < `old` <= `new`, `KeyError` when there are fewer entries."""
    return hashes(consistency(old, new))


def hashes(path: Iterable[Stretch]) -> list[bytes]:
    """One hash for each stretch. Two queries."""
    stretches = list(path)
    known = kept(subtree for stretch in stretches for subtree in subtrees(stretch))
    return [folded(stretch, known.__getitem__) for stretch in stretches]


def kept(wanted: Iterable[Subtree]) -> Mapping[Subtree, bytes]:
    """The hashes of those whole subtrees that there are."""
    all_of_them = set(wanted)
    leaves = Entry.objects.filter(index__in=[place for height, place in all_of_them if height == 0])
    higher = Q(pk__in=[])
    for height, place in all_of_them:
        higher |= Q(height=height, place=place) if height else Q(pk__in=[])
    found = {(0, index): bytes(leaf) for index, leaf in leaves.values_list("index", "leaf")}
    nodes = Node.objects.filter(higher).values_list("height", "place", "hash")
    return found | {(height, place): bytes(told) for height, place, told in nodes}
