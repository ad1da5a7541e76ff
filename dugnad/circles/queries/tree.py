"""The tree of a circle: who brought whom, and on whose word else they came. For its stewards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dugnad.circles.branches import above
from dugnad.circles.models import Circle, Membership, Vouch
from dugnad.people.models import Member

DEEPEST = 5
"""So many steps down are drawn; what is below stands on a page of its own."""
ALONE = 50
"""So many of those who came by themselves and brought nobody are named."""


@dataclass
class Node:
    """A member with those they brought. `words`: who else gave theirs. `deeper`: how many stand below the last step
    that is drawn."""

    theirs: Membership
    words: list[Member] = field(default_factory=list)
    below: list[Node] = field(default_factory=list)
    deeper: int = 0


@dataclass(frozen=True)
class Tree:
    """`alone`: those whom nobody brought and who brought nobody, of whom there are `more` not listed."""

    roots: list[Node]
    alone: list[Node]
    more: int


def tree(steward: Member, circle: Circle, top: Membership | None = None) -> Tree:
    """All of it, or what is below `top`, in the order of coming in. Two queries, and the rules'."""
    rows = Membership.objects.visible_to(steward).filter(circle=circle).select_related("member", "brought_by")
    nodes = {row.member_id: Node(row) for row in rows.order_by("joined_at", "id")}
    parents = {member: node.theirs.brought_by_id for member, node in nodes.items()}
    roots = [node for member, node in nodes.items() if _is_root(member, parents)]
    for member, node in nodes.items():
        if not _is_root(member, parents):
            nodes[parents[member] or ""].below.append(node)
    _add_words(circle, nodes)
    if top is not None:
        roots = [nodes[top.member_id]]
    grown = [node for node in roots if node.below]
    alone = [node for node in roots if not node.below]
    for node in grown:
        _cut(node, DEEPEST)
    return Tree(grown, alone[:ALONE], max(0, len(alone) - ALONE))


def _is_root(member: str, parents: dict[str, str | None]) -> bool:
    """Nobody in sight brought them. In a ring it is whoever has the first id."""
    upper = parents[member]
    if upper is None or upper not in parents:
        return True
    ring = list(above(member, parents))
    return parents.get(ring[-1]) == member and member == min([member, *ring])


def _add_words(circle: Circle, nodes: dict[str, Node]) -> None:
    words = Vouch.objects.filter(circle=circle, withdrawn_at=None).exclude(fulfilled_at=None)
    for by, member in words.order_by("created_at").values_list("by", "for_member").distinct():
        if by in nodes and member in nodes and nodes[member].theirs.brought_by_id != by:
            nodes[member].words.append(nodes[by].theirs.member)


def _cut(node: Node, steps: int) -> None:
    if steps == 0:
        node.deeper = sum(1 for _one in _all_below(node.below))
        node.below = []
    for child in node.below:
        _cut(child, steps - 1)


def _all_below(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        yield node
        yield from _all_below(node.below)
