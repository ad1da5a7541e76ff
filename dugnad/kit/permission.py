"""A rule has three faces, kept together so that they cannot drift apart.

- `rule.can(member, thing)`: may this member do this to that thing?
- `rule.which(member)`: the things that member may do it to, as a `Q` over the thing's model.
- `rule.who(thing)`: the members who may do it to that thing, as a `Q` over members.

Rules compose with `&`, `|` and `~`, each face by the same operation. `None` stands for a person without an account.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dugnad.kit.refusal import Refused

NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING


@dataclass(frozen=True)
class Rule:
    """One permission. `reason` is told to somebody who may see the thing but not do this to it.

    `steps` are the rules that were joined by `&`, each with a reason of its own.
    """

    can: Callable[[Any, Any], bool]
    which: Callable[[Any], Q]
    who: Callable[[Any], Q]
    reason: str | Promise = _("This is not open to you.")
    steps: tuple[Rule, ...] = ()

    def __and__(self, other: Rule) -> Rule:
        return Rule(
            can=lambda member, thing: self.can(member, thing) and other.can(member, thing),
            which=lambda member: self.which(member) & other.which(member),
            who=lambda thing: self.who(thing) & other.who(thing),
            reason=other.reason,
            steps=(*(self.steps or (self,)), *(other.steps or (other,))),
        )

    def __or__(self, other: Rule) -> Rule:
        return Rule(
            can=lambda member, thing: self.can(member, thing) or other.can(member, thing),
            which=lambda member: self.which(member) | other.which(member),
            who=lambda thing: self.who(thing) | other.who(thing),
            reason=self.reason,
        )

    def __invert__(self) -> Rule:
        return Rule(
            can=lambda member, thing: not self.can(member, thing),
            which=lambda member: ~self.which(member),
            who=lambda thing: ~self.who(thing),
            reason=self.reason,
        )

    def because(self, reason: str | Promise) -> Rule:
        """The same rule with another reason for saying no."""
        return replace(self, reason=reason, steps=())

    def require(self, member: Any, thing: Any) -> None:
        """Raise `Refused` unless `member` may, with the reason of the first step that says no."""
        for step in self.steps or (self,):
            if not step.can(member, thing):
                raise Refused(step.reason)
