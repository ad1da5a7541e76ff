"""Proofs over Merkle trees: the RFC's own vectors, properties, and every single byte that is changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.methods.merkle import leaf_hash, node_hash, root_of
from dugnad.methods.merkle_proofs import (
    Stretch,
    Subtree,
    consistency,
    folded,
    inclusion,
    proves_consistency,
    proves_inclusion,
    subtrees,
)

LEAVES = [leaf_hash(bytes.fromhex(told)) for told in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
# The test data of Certificate Transparency's reference implementation: merkletree/merkle_tree_test.cc
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


def told(path: list[Stretch], leaves: list[bytes]) -> list[bytes]:
    return [root_of(leaves[begin:end]) for begin, end in path]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_of_the_reference(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proofs_of_the_reference(index: int, size: int) -> None:
    path = told(inclusion(index, size), LEAVES)
    assert [one.hex() for one in path] == INCLUSION[index, size]
    assert proves_inclusion(index, size, LEAVES[index], path, bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_consistency_proofs_of_the_reference(old: int, new: int) -> None:
    path = told(consistency(old, new), LEAVES)
    assert [one.hex() for one in path] == CONSISTENCY[old, new]
    roots = bytes.fromhex(ROOTS[old - 1]), bytes.fromhex(ROOTS[new - 1])
    assert proves_consistency(old, new, *roots, path)


def leaves_of(size: int) -> list[bytes]:
    return [leaf_hash(b"%d" % number) for number in range(size)]


def test_every_proof_of_every_small_list() -> None:
    all_leaves = leaves_of(34)
    roots = [root_of(all_leaves[:size]) for size in range(35)]
    for size in range(1, 35):
        for index in range(size):
            path = told(inclusion(index, size), all_leaves)
            assert proves_inclusion(index, size, all_leaves[index], path, roots[size])
            assert not proves_inclusion((index + 1) % size, size, all_leaves[index], path, roots[size]) or size == 1
        for old in range(1, size + 1):
            path = told(consistency(old, size), all_leaves)
            assert proves_consistency(old, size, roots[old], roots[size], path)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 60), st.data())
def test_one_byte_changed_anywhere_proves_nothing(size: int, data: st.DataObject) -> None:
    all_leaves = leaves_of(size)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    root, old_root = root_of(all_leaves), root_of(all_leaves[:old])
    entry, longer = told(inclusion(index, size), all_leaves), told(consistency(old, size), all_leaves)
    for spoilt in every_change([all_leaves[index], root, *entry]):
        assert not proves_inclusion(index, size, spoilt[0], spoilt[2:], spoilt[1])
    for spoilt in every_change([old_root, root, *longer]):
        # A list proves to begin with itself by being the same: both roots changed alike would be another list.
        assert not proves_consistency(old, size, spoilt[0], spoilt[1], spoilt[2:])


def every_change(hashes: list[bytes]) -> list[list[bytes]]:
    """The same hashes with one bit of one byte changed: each byte once; and one hash too few or too many."""
    found = [
        [*hashes[:at], hashes[at][:byte] + bytes([hashes[at][byte] ^ 1 << byte % 8]) + hashes[at][byte + 1 :],
         *hashes[at + 1 :]]
        for at in range(len(hashes))
        for byte in range(32)
    ]  # fmt: skip
    found.append([*hashes, hashes[0]])
    if len(hashes) > 2:
        found += [hashes[:-1], [*hashes[:2], *hashes[3:]], [*hashes[:2], *reversed(hashes[2:])]][: len(hashes)]
    return [one for one in found if one != hashes]


@given(st.integers(0, 5_000))
@settings(max_examples=60, deadline=None)
def test_whole_subtrees_make_up_a_list(size: int) -> None:
    covered = [
        number for height, place in subtrees((0, size)) for number in range(place << height, place + 1 << height)
    ]
    assert covered == list(range(size))


@given(st.integers(1, 200))
@settings(max_examples=40, deadline=None)
def test_a_stretch_folds_to_the_root_of_its_leaves(size: int) -> None:
    leaves = leaves_of(size)

    def hash_of(subtree: Subtree) -> bytes:
        height, place = subtree
        return root_of(leaves[place << height : place + 1 << height])

    for stretch in [(0, size), *inclusion(size // 2, size), *consistency(max(1, size // 3), size)]:
        assert folded(stretch, hash_of) == root_of(leaves[slice(*stretch)])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 2)])
def test_no_proof_of_what_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no such"):
        inclusion(index, size)
    assert not proves_inclusion(index, size, b"", [], b"")


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 3)])
def test_no_proof_between_lists_that_are_none(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="no such"):
        consistency(old, new)
    assert not proves_consistency(old, new, node_hash(b"", b""), node_hash(b"", b""), [])
