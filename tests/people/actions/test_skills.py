from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.actions.skills import add, bring_back, rename, retire
from dugnad.people.models import Member, Skill
from dugnad.people.queries.skills import choices, tree
from tests.cast import NOON, again

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(alice: Member) -> Member:
    Member.objects.filter(pk=alice.pk).update(is_operator=True)
    return again(alice)


def acts(skill: Skill) -> list[str]:
    return list(
        Act.objects.filter(object_type="skill", object_id=skill.pk).order_by("id").values_list("verb", flat=True)
    )


def test_the_tree_grows_and_nothing_in_it_dies(operator: Member) -> None:
    law = add(by=operator, names={"en": " Law ", "sv": "Juridik", "fa": " "}, at=NOON)
    lawyer = add(by=operator, names={"en": "Lawyer"}, parent=law, is_profession=True, at=NOON)
    assert (law.names, lawyer.parent, lawyer.is_profession) == ({"en": "Law", "sv": "Juridik"}, law, True)
    rename(by=operator, skill=law, names={"en": "Law and rights"}, is_profession=False, at=NOON)
    rename(by=operator, skill=law, names={"en": "Law and rights"}, is_profession=False, at=NOON)
    retire(by=operator, skill=law, at=NOON)
    assert choices() == []
    bring_back(by=operator, skill=law, at=NOON)
    assert choices() == [("Law and rights", [(lawyer.pk, "Lawyer")])]
    assert acts(law) == ["skill-added", "skill-renamed", "skill-retired", "skill-returned"]


def test_for_operators_only(bob: Member, operator: Member) -> None:
    law = add(by=operator, names={"en": "Law"})
    with pytest.raises(Refused, match="keep this movement running"):
        add(by=bob, names={"en": "Care"})
    with pytest.raises(Refused):
        rename(by=bob, skill=law, names={"en": "Outlaw"}, is_profession=False)
    with pytest.raises(Refused):
        retire(by=bob, skill=law)
    law.refresh_from_db()
    assert (Skill.objects.count(), law.name, law.retired, len(acts(law))) == (1, "Law", False, 1)


def test_what_is_refused(operator: Member) -> None:
    with pytest.raises(Refused, match="needs a name"):
        add(by=operator, names={"en": " "})
    law = add(by=operator, names={"en": "Law"})
    with pytest.raises(Refused, match="in use already"):
        bring_back(by=operator, skill=law)
    retire(by=operator, skill=law)
    with pytest.raises(Refused, match="retired already"):
        retire(by=operator, skill=law)
    deep = law
    for level in range(3):
        deep = add(by=operator, names={"en": f"Level {level}"}, parent=deep)
    with pytest.raises(Refused, match="deep enough"):
        add(by=operator, names={"en": "Too deep"}, parent=deep)


def test_in_the_order_of_the_readers_language_and_in_one_query(
    operator: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    law = add(by=operator, names={"en": "Law"})
    with django_assert_num_queries(1):
        assert [node.skill.name for node in tree()] == ["Law"]
    for name, profession in (("writing", False), ("Appeals", False), ("Lawyer", True)):
        add(by=operator, names={"en": name}, parent=law, is_profession=profession)
    with django_assert_num_queries(1):
        assert [skill.name for skill in tree()[0].below()] == ["Lawyer", "Appeals", "writing"]
