"""Filling the gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.conf import settings
from django.db import transaction

from dugnad.kit.folding import fold
from dugnad.people.gazetteer import LARGE, Town, told_apart, towns
from dugnad.people.models import Place, PlaceName

BATCH = 2000
"""Places per transaction while a movement may be running: each holds the database for some 50 ms."""

Progress = Callable[[int], None]


def ensure_places(progress: Progress | None = None) -> int:
    """Fill the gazetteer for `DUGNAD_COUNTRY` unless that was done: then one quick query and 0.

    To be called after migrating, before the first page is served. `progress` is told how many places there are
    so far. Returns the number of places written.
    """
    country = settings.CONFIG.country
    # The small places of a country are written last and at once, so one of them tells that all are there.
    if Place.objects.filter(country=country, population__lt=LARGE).exists():
        return 0
    return fill_places(country=country, progress=progress)


def fill_places(*, country: str, progress: Progress | None = None, source: Iterable[Town] | None = None) -> int:
    """Write (again) the large towns of the world and all of `country`; returns how many places.

    Reads 80 MB: for commands, never in a page process. Interrupted, it is simply run again. `source` stands in for
    the gazetteer.
    """
    at_home: list[Town] = []
    written = 0
    abroad = _apart(source if source is not None else towns(country), country, at_home)
    while batch := list(islice(abroad, BATCH)):
        written += _write(batch)
        if progress:
            progress(written)
    written += _write(told_apart(at_home))
    if progress:
        progress(written)
    return written


def _apart(source: Iterable[Town], country: str, at_home: list[Town]) -> Iterator[Town]:
    for town in source:
        if town.country == country:
            at_home.append(town)
        else:
            yield town


@transaction.atomic
def _write(batch: list[Town]) -> int:
    Place.objects.bulk_create(
        [
            Place(
                id=town.id,
                name=town.name,
                folded=fold(town.name),
                country=town.country,
                region=town.region,
                latitude=town.latitude,
                longitude=town.longitude,
                population=town.population,
            )
            for town in batch
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["name", "folded", "country", "region", "latitude", "longitude", "population"],
        batch_size=BATCH,
    )
    PlaceName.objects.bulk_create(
        [PlaceName(place_id=town.id, folded=name) for town in batch for name in town.names],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    return len(batch)
