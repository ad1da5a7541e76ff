from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from dugnad.kit.among import Among
from dugnad.people.models import Member
from tests.cast import make_member


def test_those_with_the_ids_are_found(movement: object) -> None:
    alice, bob, _charlie = (make_member(handle) for handle in ("alice", "bob", "charlie"))

    assert set(Member.objects.filter(pk__in=Among([alice.pk, bob.pk, "nobody"]))) == {alice, bob}


@pytest.mark.parametrize("ids", [[], ["'", '"', "%s", "\\", "é"]])
def test_ids_that_are_nobodys_find_nobody(movement: object, ids: list[str]) -> None:
    make_member("alice")

    assert list(Member.objects.filter(pk__in=Among(ids))) == []


def test_any_number_is_one_question(movement: object, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    alice = make_member("alice")
    with django_assert_num_queries(1):
        assert Member.objects.filter(pk__in=Among([alice.pk, *map(str, range(100_000))])).count() == 1
