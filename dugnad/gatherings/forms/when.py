"""Days, hours, and by which clock."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dugnad.gatherings.clocks import city


class WhenForm(forms.Form):
    """A day and its hours."""

    day = forms.DateField(label=_("On which day?"), widget=forms.DateInput(attrs={"type": "date"}))
    starts = forms.TimeField(label=_("From what time?"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(
        label=_("Until what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("An earlier time means the next day."),
    )


def zones(own: str) -> list[tuple[str, str]]:
    """The member's own clock and the movement's first, then those of all places."""
    first = dict.fromkeys([own, settings.TIME_ZONE])
    return [(zone, city(zone)) for zone in first] + [one for one in _zones() if one[0] not in first]


@lru_cache(maxsize=1)
def _zones() -> list[tuple[str, str]]:
    areas = {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
    named = (zone for zone in available_timezones() if zone.partition("/")[0] in areas)
    return sorted(((zone, f"{city(zone)} ({zone.partition('/')[0]})") for zone in named), key=lambda one: one[1])
