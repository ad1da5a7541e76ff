"""The tree of who brought whom, as plain pairs: by id of a member, the one who brought them, or None."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

Parents = Mapping[str, str | None]


def above(member: str, parents: Parents) -> Iterator[str]:
    """Whoever brought `member`, then whoever brought them, and so on. A ring (who left and came back on the word of
    somebody they had brought) is gone round once."""
    seen = {member}
    upper = parents.get(member)
    while upper is not None and upper not in seen:
        yield upper
        seen.add(upper)
        upper = parents.get(upper)


def below(roots: Collection[str], parents: Parents) -> set[str]:
    """`roots` with everybody who was brought by one of them, by somebody they brought, and so on."""
    if not roots:
        return set()
    return {member for member in parents if member in roots or any(one in roots for one in above(member, parents))}
