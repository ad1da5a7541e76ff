from __future__ import annotations

from dataclasses import replace

import pytest

from dugnad.people.actions import places
from dugnad.people.gazetteer import Town, told_apart, towns
from dugnad.people.models import Place, PlaceName
from tests.people.world import BERG, GOTEBORG, LUND, MALMO, TOWNS, some_towns


@pytest.mark.django_db
def test_filled_once_and_again() -> None:
    told: list[int] = []
    assert places.fill_places(country="SE", source=TOWNS, progress=told.append) == 8
    assert told == [3, 8]
    moved = replace(LUND, region="Scania")
    assert places.fill_places(country="SE", source=[moved, *TOWNS[1:]]) == 8
    assert Place.objects.count() == 8
    assert Place.objects.get(pk=1).region == "Scania"
    assert PlaceName.objects.filter(place=1).count() == 2


@pytest.mark.django_db
def test_what_was_broken_off_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off() -> list[Town]:
        some_towns()
        Place.objects.filter(country="SE").delete()
        return list(TOWNS)

    broken_off()
    assert Place.objects.filter(country="SE", population__lt=15_000).exists() is False
    some_towns()
    assert places.ensure_places() == 0
    assert Place.objects.count() == 8


@pytest.mark.django_db
def test_the_real_gazetteer() -> None:
    assert places.ensure_places() > 30_000
    assert places.ensure_places() == 0
    labels = {place.pk: place.label for place in Place.objects.filter(country="SE")}
    assert labels[2711537] == "Göteborg, Västra Götaland"
    assert len(set(labels.values())) == len(labels) > 1000
    assert set(Place.objects.filter(name="Berlin", country="DE").values_list("region", "population")) == {
        ("", 3_426_354)
    }


def test_a_place_written_twice_is_one_and_far_namesakes_are_told_apart() -> None:
    close = replace(BERG, id=10, region=LUND.region, latitude=LUND.latitude + 0.01, longitude=LUND.longitude)
    far = replace(BERG, id=11, region="Skåne", latitude=55.61, longitude=13.01)
    kept = told_apart([LUND, MALMO, GOTEBORG, replace(close, name="Lund"), replace(close, name="Berg"), far])
    assert [(town.name, town.region) for town in kept] == [
        ("Göteborg", "Västra Götaland"),
        ("Malmö", "Skåne"),
        ("Lund", "Skåne"),
        ("Berg", "Skåne"),
        ("Berg", "Skåne (Malmö)"),
    ]


def test_no_town_of_another_country_is_too_small() -> None:
    small = [town for town in towns("SE") if town.country != "SE" and town.population < 15_000]
    assert small == []
