from __future__ import annotations

import pytest

from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.actions.blocks import block, unblock
from dugnad.people.models import Block, Member
from tests.cast import NOON, again


def test_a_block_works_both_ways_and_is_not_told(alice: Member, bob: Member, charlie: Member) -> None:
    acts = Act.objects.count()
    block(by=alice, other=bob, at=NOON)
    assert set(Member.objects.visible_to(again(alice))) == {alice, charlie}
    assert set(Member.objects.visible_to(again(bob))) == {bob, charlie}
    assert Act.objects.count() == acts


def test_what_was_remembered_is_forgotten(alice: Member, bob: Member) -> None:
    assert bob in Member.objects.visible_to(alice)
    block(by=alice, other=bob, at=NOON)
    assert bob not in Member.objects.visible_to(alice)
    unblock(by=alice, other=bob)
    assert bob in Member.objects.visible_to(alice)


def test_twice_is_once(alice: Member, bob: Member) -> None:
    assert block(by=alice, other=bob, at=NOON) == block(by=alice, other=bob)
    assert Block.objects.get().at == NOON


def test_lifting_ones_own_leaves_the_others(alice: Member, bob: Member) -> None:
    block(by=alice, other=bob, at=NOON)
    block(by=bob, other=alice, at=NOON)
    unblock(by=alice, other=bob)
    unblock(by=alice, other=bob)
    assert bob not in Member.objects.visible_to(again(alice))


def test_nobody_blocks_themselves(alice: Member) -> None:
    with pytest.raises(Refused):
        block(by=alice, other=alice)
    assert not Block.objects.exists()
