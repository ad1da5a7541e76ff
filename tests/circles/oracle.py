"""What ought to be so about seeing and reading, said over plain sets: no database, no rule of the product."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product


@dataclass(frozen=True)
class Said:
    """Something said in a circle: `named` in the writer's own name."""

    circle: int
    author: int
    named: bool
    at: int


@dataclass
class Oracle:
    """Members and circles are numbers, times are steps."""

    openness: dict[int, str]
    history: set[int] = field(default_factory=set)
    since: dict[tuple[int, int], int] = field(default_factory=dict)
    tending: set[tuple[int, int]] = field(default_factory=set)
    out: set[tuple[int, int]] = field(default_factory=set)
    kept_out: set[tuple[int, int]] = field(default_factory=set)
    words: set[tuple[int, int, int]] = field(default_factory=set)
    stood: list[tuple[int, int, int]] = field(default_factory=list)
    taken_back: set[tuple[int, int]] = field(default_factory=set)
    blocks: set[tuple[int, int]] = field(default_factory=set)

    def everywhere(self) -> set[tuple[int, int]]:
        """Every member with every circle."""
        return set(product(range(4), self.openness))

    def tended(self, places: set[tuple[int, int]]) -> set[tuple[int, int, int]]:
        """`places`, each with everybody who tends its circle."""
        return {(by, member, circle) for member, circle in places for by, where in self.tending if where == circle}

    def inside(self, circle: int) -> set[int]:
        return {member for member, where in self.since if where == circle}

    def knows(self, member: int, circle: int) -> bool:
        if self.openness[circle] != "hidden" or (member, circle) in self.since:
            return True
        wanted = any((whom, where) == (member, circle) for _, whom, where in self.words)
        return wanted and (member, circle) not in self.kept_out

    def reads(self, member: int, circle: int) -> bool:
        if (member, circle) in self.since:
            return True
        return self.openness[circle] == "open" and (member, circle) not in self.kept_out

    def reads_said(self, member: int, said: Said) -> bool:
        if not self.reads(member, said.circle):
            return False
        whole = self.openness[said.circle] == "open" or said.circle in self.history
        if not whole and self.since[member, said.circle] > said.at:
            return False
        if (member, said.circle) in self.tending:
            return True
        shuns = said.named and (member, said.author) in self.blocks
        return not shuns and (said.author, member) not in self.blocks

    def meets(self, one: int, other: int) -> bool:
        return not {(one, other), (other, one)} & self.blocks

    def lists(self, member: int) -> set[tuple[int, int]]:
        """Whose place in which circle `member` finds written: (member, circle)."""
        ever = self.since.keys() | self.out | self.kept_out
        return {
            (whom, circle)
            for whom, circle in ever
            if whom == member
            or (member, circle) in self.tending
            or ((whom, circle) in self.since and self.reads(member, circle) and self.meets(member, whom))
        }

    def may_go(self, member: int, circle: int) -> bool:
        """Leave, or stop tending: somebody else tends, or nobody else is there."""
        others = self.inside(circle) - {member}
        return not others or any((other, circle) in self.tending for other in others)

    def may_vouch(self, by: int, member: int, circle: int) -> bool:
        outside = (member, circle) not in self.since and (member, circle) not in self.kept_out
        fresh = by != member and (by, member, circle) not in self.words
        counts = (by, circle) in self.since and ((by, circle) in self.tending or not self.forsaken(by, circle))
        return counts and outside and fresh and self.openness[circle] != "open"

    def forsaken(self, member: int, circle: int) -> bool:
        """They came in on words, of which none stands: taken back, or of somebody who is kept out."""
        words = [word for word in self.stood if word[1:] == (member, circle)]
        standing = [word for word in words if (word[0], circle) not in self.kept_out]
        return (bool(words) or (member, circle) in self.taken_back) and not standing

    def unvouched(self, word: tuple[int, int, int]) -> None:
        if word in self.words:
            self.words.remove(word)
        else:
            self.stood.remove(word)
            self.taken_back.add(word[1:])

    def gone(self, member: int, circle: int) -> None:
        del self.since[member, circle]
        self.tending.discard((member, circle))
        self.words -= {word for word in self.words if word[0] == member and word[2] == circle}

    def came(self, member: int, circle: int, at: int) -> None:
        """Come in; into an empty circle, to tend it."""
        if not self.inside(circle):
            self.tending.add((member, circle))
        self.since[member, circle] = at
        self.out.discard((member, circle))
        gave = {word for word in self.words if word[1:] == (member, circle)}
        self.stood += gave
        self.words -= gave
