from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from dugnad.people.models import Place
from dugnad.people.queries.places import called, distance_km, find
from tests.people.world import some_towns

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def towns(db: None) -> None:
    some_towns()


def labels(found: list[Place]) -> list[str]:
    return [place.label for place in found]


def test_our_own_country_comes_first_then_the_larger() -> None:
    assert labels(find("lund")) == ["Lund, Skåne", "Lund, NO", "Lunderskov, DK"]
    assert labels(find("be")) == ["Berg, Östergötland", "Berg, Jämtland", "Berlin, DE"]


@pytest.mark.parametrize("typed", ["malm", "MALMÖ", "Malmo", "مال", " malmö "])
def test_in_any_case_without_accents_and_by_other_names(typed: str) -> None:
    assert labels(find(typed)) == ["Malmö, Skåne"]


def test_the_own_name_is_shown_whatever_was_typed() -> None:
    assert labels(find("gothen")) == ["Göteborg, Västra Götaland"]


def test_what_stands_after_the_comma_tells_which() -> None:
    assert labels(find("berg, jä")) == ["Berg, Jämtland"]
    assert labels(called("Berg, Jämtland")) == ["Berg, Jämtland"]


def test_all_that_may_be_meant() -> None:
    assert labels(called("Berg")) == ["Berg, Östergötland", "Berg, Jämtland"]
    assert labels(called("lund")) == ["Lund, Skåne"]
    assert labels(called("Berlin")) == ["Berlin, DE"]


@pytest.mark.parametrize("typed", ["", "l", "%", "_und", "nowhere", "lund%", "\x00", ",", "ö\U0010ffff"])
def test_nothing_is_nothing(typed: str) -> None:
    assert find(typed) == []


def test_one_query_however_many(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert len(find("malm")) == 1
    with django_assert_num_queries(1):
        assert len(find("lund")) == 3


def test_distance() -> None:
    assert round(distance_km(Place.objects.get(pk=1), Place.objects.get(pk=2)), 1) == 16.4
