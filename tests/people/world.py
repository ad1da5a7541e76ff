"""A handful of towns, and forms filled in."""

from __future__ import annotations

from dugnad.people.actions.places import fill_places
from dugnad.people.gazetteer import Town

LUND = Town(1, "Lund", "SE", "Skåne", 55.70584, 13.19321, 87_244, ("lund", "lound"))
MALMO = Town(2, "Malmö", "SE", "Skåne", 55.60587, 13.00073, 362_133, ("malmo", "مالمو"))
GOTEBORG = Town(3, "Göteborg", "SE", "Västra Götaland", 57.70716, 11.96679, 608_462, ("goteborg", "gothenburg"))
BERG = Town(4, "Berg", "SE", "Östergötland", 58.48, 15.53, 1_300, ("berg",))
BERG_TOO = Town(5, "Berg", "SE", "Jämtland", 62.8, 14.4, 900, ("berg",))
LUND_ABROAD = Town(6, "Lund", "NO", "", 58.4, 6.5, 900_000, ("lund",))
LUNDERSKOV = Town(7, "Lunderskov", "DK", "", 55.48, 9.3, 20_000, ("lunderskov",))
BERLIN = Town(8, "Berlin", "DE", "", 52.52, 13.41, 3_400_000, ("berlin",))
TOWNS = (LUND, MALMO, GOTEBORG, BERG, BERG_TOO, LUND_ABROAD, LUNDERSKOV, BERLIN)


def some_towns() -> None:
    """Eight places, as the gazetteer would have them."""
    fill_places(country="SE", source=TOWNS)
