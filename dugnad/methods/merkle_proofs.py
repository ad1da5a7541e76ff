"""Proofs over Merkle trees: that an entry is in a list, and that a longer list begins with a shorter one.

Defined by RFC 6962, sections 2.1.1 and 2.1.2; checked as RFC 9162 says in sections 2.1.3.2 and 2.1.4.2. A proof is
first told as stretches of the list, so that whoever has the hashes of whole subtrees at hand need not read the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dugnad.methods.merkle import node_hash

Stretch = tuple[int, int]
"""From the first of these numbers to just before the second."""
Subtree = tuple[int, int]
"""Its height and its place from the left: (3, 2) is over the eight leaves from 16 on."""


def subtrees(stretch: Stretch) -> list[Subtree]:
    """The largest whole subtrees that a stretch of a proof is made of, from left to right."""
    begin, end = stretch
    found: list[Subtree] = []
    while begin < end:
        room = (end - begin).bit_length() - 1
        height = min(room, (begin & -begin).bit_length() - 1) if begin else room
        found.append((height, begin >> height))
        begin += 1 << height
    return found


def folded(stretch: Stretch, hash_of: Callable[[Subtree], bytes]) -> bytes:
    """The hash over a stretch of a proof, or over a whole list, out of those of its whole subtrees."""
    *before, last = [hash_of(subtree) for subtree in subtrees(stretch)]
    for one in reversed(before):
        last = node_hash(one, last)
    return last


def inclusion(index: int, size: int) -> list[Stretch]:
    """What has to be told to prove that leaf `index` is in a list of `size`, from the leaf up to the root.

    Raises `ValueError` when there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError("no such leaf")
    begin, end, path = 0, size, list[Stretch]()
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((begin, middle))
            begin = middle
    return path[::-1]


def consistency(old: int, new: int) -> list[Stretch]:
    """What has to be told to prove that a list of `new` leaves begins with the one that had `old`.

    Raises `ValueError` when the old one was empty, or is longer.
    """
    if not 0 < old <= new:
        raise ValueError("no such lists")
    begin, end, path, known = 0, new, list[Stretch](), True
    while end != old:
        middle = begin + _split(end - begin)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((begin, middle))
            begin, known = middle, False
    return [*([] if known else [(begin, end)]), *path[::-1]]


def proves_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> bool:
    """Whether `path` shows that the leaf with this hash is number `index` (from 0) under `root`, over `size` leaves."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for one in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(one, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, one)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def proves_consistency(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether `path` shows that the list under `new_root` begins with the one under `old_root`."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    told = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not told:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = told[0]
    for one in told[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(one, before), node_hash(one, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, one)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1
