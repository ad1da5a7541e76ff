"""The acts that are looked at, and the members they are looked at among, each of whom has a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import ibis
from ibis.expr.types import BooleanValue, Table

from dugnad.methods.pulse.measured import Window
from dugnad.pulse.acts.schema import COMINGS, LEFT
from dugnad.pulse.engine.codes import effort_of, relation_of
from dugnad.pulse.engine.keeping import kept

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NothingThere(Exception):
    """There is no act to look at. The message says where it was looked."""


def moment(at: int) -> datetime:
    """A time of so many microseconds since 1970."""
    return EPOCH + timedelta(microseconds=at)


def micros_of(at: datetime) -> int:
    """Microseconds since 1970 of an aware time."""
    return (at - EPOCH) // timedelta(microseconds=1)


@dataclass(frozen=True, eq=False)
class Scope:
    """`acts` until the end of the window, in the circle if one is chosen. `actor` and `toward` are numbers of members,
    from 0 to `members` - 1, `toward` null for nobody; `effort` and `relation` are those of codes.py; `here` tells
    whether an act lies in the window, `comes` whether it is a joining.

    `since` is the first act there is, in microseconds since 1970. `has_ids`: acts have ids, which causes name.
    """

    acts: Table
    members: int
    window: Window
    since: int
    has_ids: bool
    circle: str | None

    @property
    def start(self) -> int:
        """The first microsecond of the window."""
        return micros_of(self.window.start)

    @property
    def end(self) -> int:
        """The first microsecond after the window."""
        return micros_of(self.window.end)

    def leaves(self, acts: Table) -> BooleanValue:
        """Whether acts are of somebody who leaves: the circle that is looked at, or all of it."""
        left: BooleanValue = acts.verb == LEFT
        return left if self.circle is not None else left & acts.circle.isnull()


def scope_of(clean: Table, *, window: Window | timedelta | None, circle: str | None, has_ids: bool) -> Scope:
    """The scope of the acts in `clean`. Without a `window` it is from the first act to just after the last; or it is
    as long as said, until there.

    Members are all who acted, joined or were acted toward before the window's end, but for those who had left before
    its beginning. They are numbered by their keys. Raises `NothingThere`.
    """
    some = clean if circle is None else clean.filter(clean.circle == circle)
    first, last = _bounds(some)
    if first is None or last is None:
        raise NothingThere(_nothing(clean, circle))
    if not isinstance(window, Window):
        start = first if window is None else last + 1 - window // timedelta(microseconds=1)
        window = Window(moment(start), moment(last + 1))
    some = some.filter(some.at < micros_of(window.end))
    if not some.count().to_pyarrow().as_py():
        raise NothingThere(f"There is no act before {window.end:%Y-%m-%d}, where the window ends.")
    bare = Scope(some, 0, window, first, has_ids, circle)
    people = _people(bare)
    acts = kept(_numbered(some, people, bare.start))
    return Scope(acts, people.count().to_pyarrow().as_py(), window, first, has_ids, circle)


def _bounds(some: Table) -> tuple[int | None, int | None]:
    found = some.agg(first=some.at.min(), last=some.at.max()).to_pyarrow().to_pylist()[0]
    return found["first"], found["last"]


def _nothing(clean: Table, circle: str | None) -> str:
    if circle is None:
        return "There is no act that counts."
    names = clean.filter(clean.circle.notnull()).select("circle").distinct().order_by("circle").limit(11)
    there = [one["circle"] for one in names.to_pyarrow().to_pylist()]
    if not there:
        return f"There is no circle “{circle}”: the acts in this table name none."
    return f"There is no circle “{circle}”. There is: {', '.join(there[:10])}{' …' if len(there) > 10 else ''}"


def _people(bare: Scope) -> Table:
    acts = bare.acts
    keys = acts.select(key=acts.actor).union(acts.filter(acts.toward.notnull()).select(key=acts.toward), distinct=True)
    left = acts.filter(bare.leaves(acts)).select("actor", left="at")
    if left.count().to_pyarrow().as_py():
        last = acts.group_by("actor").agg(last=acts.at.max())
        gone = left.group_by("actor").agg(left=left.left.max()).join(last, "actor")
        gone = gone.filter((gone.left == gone.last) & (gone.last < bare.start))
        keys = keys.anti_join(gone.select(key=gone.actor), "key")
    return kept(keys.mutate(number=ibis.row_number().over(order_by="key")))


def _numbered(some: Table, people: Table, start: int) -> Table:
    by, other = people.view(), people.view()
    joined = some.join(by, some.actor == by.key).select(some, by.number.name("by"))
    both = joined.left_join(other, joined.toward == other.key).select(joined, other.number.name("other"))
    return both.select(
        "at",
        "verb",
        "circle",
        "cause",
        "object",
        "amount",
        "id",
        actor=both.by,
        toward=both.other,
        here=both.at >= start,
        effort=effort_of(both.effort),
        relation=relation_of(both.relation),
        comes=both.verb.isin(COMINGS),
    )
