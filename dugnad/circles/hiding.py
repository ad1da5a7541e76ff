"""What the stewards of a circle have hidden is there for whoever wrote it, and for nobody else.

A rule for each kind of thing, which the rules of its app join to their own:

    reads_ask = reads_conversation & not_kept_apart & shown("ask")

Which things those are stands on the circle itself, so that asking costs a page nothing: whoever's stand with the circle
is known has it there. For strangers, and for members without a stand, the circle is asked.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat

from dugnad.circles.rules import stands, still_hidden
from dugnad.kit.clock import now
from dugnad.kit.permission import EVERYTHING, NOTHING, Rule

if TYPE_CHECKING:
    from dugnad.people.models import Member


def key_of(kind: str, pk: str) -> str:
    """How a hidden thing is written down."""
    return f"{kind}:{pk}"


def _of(circle_id: str) -> frozenset[str]:
    rows = apps.get_model("circles", "Circle").objects.filter(pk=circle_id).values_list("hidden", flat=True)
    return still_hidden(rows[0], now()) if rows else frozenset()


def hidden_anywhere(kind: str) -> list[str]:
    """The ids of all such things that are hidden now, in whatever circle: for what leaves here by itself. One query."""
    found = apps.get_model("circles", "Circle").objects.exclude(hidden={}).values_list("hidden", flat=True)
    keys = frozenset().union(*(still_hidden(hidden, now()) for hidden in found))
    return sorted(key.removeprefix(f"{kind}:") for key in keys if key.startswith(f"{kind}:"))


def _is_hidden(kind: str, circle: str) -> Exists:
    """Asked within a query about such things. What was hidden for a day ends here when the clock’s job comes."""
    circles = apps.get_model("circles", "Circle").objects.filter(pk=OuterRef(circle))
    key = Concat(Value(f'"{kind}:'), OuterRef("pk"), Value('"'))
    return Exists(circles.annotate(told=Cast("hidden", TextField())).filter(told__contains=key))


def hides(member: Member) -> bool:
    """Is anything hidden in the circles that this member has a stand with? For lists that are made without rules."""
    return any(stand.hidden for stand in stands(member).values())


def shown(kind: str, *, public: bool = False, author: str = "author", circle: str = "circle") -> Rule:
    """Not hidden, or the member's own. For things with their writer in the field called `author`, in `circle`.

    `public`: such things show outside their circle too, so that those without a stand there are asked about.
    """
    circle_of = attrgetter(circle.replace("__", ".") + "_id")

    def hidden_for(member: Member | None, circle_id: str) -> frozenset[str]:
        stand = stands(member).get(circle_id) if member else None
        if stand is not None:
            return stand.hidden
        return _of(circle_id) if public else frozenset()

    def can(member: Member | None, thing: Any) -> bool:
        if key_of(kind, thing.pk) not in hidden_for(member, circle_of(thing)):
            return True
        return member is not None and bool(author) and getattr(thing, f"{author}_id") == member.pk

    def which(member: Member | None) -> Q:
        mine = Q(**{author: member}) if member and author else NOTHING
        if public:
            return ~Q(_is_hidden(kind, circle)) | mine
        keys = frozenset().union(*(stand.hidden for stand in stands(member).values())) if member else frozenset()
        pks = [key.removeprefix(f"{kind}:") for key in keys if key.startswith(f"{kind}:")]
        return ~Q(pk__in=pks) | mine if pks else EVERYTHING

    def who(thing: Any) -> Q:
        if key_of(kind, thing.pk) not in _of(circle_of(thing)):
            return Q(is_active=True)
        writer = getattr(thing, f"{author}_id") if author else None
        return Q(pk=writer) if writer else NOTHING

    return Rule(can=can, which=which, who=who)
