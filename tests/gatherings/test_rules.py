"""What a rule says of one thing, of all things and of all members is the same."""

from __future__ import annotations

import pytest

from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.enums import Openness
from dugnad.circles.models import Membership
from dugnad.gatherings import rules
from dugnad.gatherings.enums import Sight, Word
from dugnad.gatherings.models import Gathering
from dugnad.kit.permission import Rule
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member, Movement
from tests.cast import NOON, again, make_circle, make_member
from tests.gatherings.making import comes, gathered

RULES = {
    name: getattr(rules, name) for name in ("sees", "comes", "runs", "finds", "not_banned", "is_coming", "is_author")
}


@pytest.mark.parametrize("openness", Openness.values)
def test_three_faces_agree(movement: Movement, openness: str) -> None:
    steward, author, member, blocked, banned = (
        make_member(name) for name in ("steward", "author", "member", "blocked", "banned")
    )
    make_member("outsider")
    circle = make_circle(steward, author, member, blocked, banned, openness=Openness(openness))
    for sight in Sight:
        for hides in (False, True):
            made = gathered(author, circle, sight=sight, hides_where=hides)
            comes(member, made)
            comes(steward, made, word=Word.MAYBE)
            comes(blocked, made)
    block(by=again(author), other=blocked, at=NOON)
    ban(by=again(steward), membership=Membership.objects.get(circle=circle, member=banned), told="", at=NOON)
    for name, rule in RULES.items():
        for person in Member.objects.all():
            compare(name, rule, person)


def compare(name: str, rule: Rule, person: Member) -> None:
    listed = set(Gathering.objects.filter(rule.which(again(person))).values_list("pk", flat=True))
    for made in Gathering.objects.select_related("circle", "author"):
        can = rule.can(again(person), made)
        facts = (name, person.handle, made.sight, made.hides_where)
        assert (made.pk in listed) == can, facts
        assert Member.objects.filter(rule.who(made), pk=person.pk).exists() == can, facts
