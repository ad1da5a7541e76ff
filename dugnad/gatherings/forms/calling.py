"""The questions put to somebody who calls people together."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dugnad.gatherings.actions.calling import Wanted, Words
from dugnad.gatherings.clocks import city
from dugnad.gatherings.enums import MOST_TIMES, Every, Sight, Task, Way
from dugnad.gatherings.forms.keys import form_key_field
from dugnad.gatherings.models import Gathering
from dugnad.gatherings.recurrence import Pattern
from dugnad.people.fields import PlaceField

A_ROLE = re.compile(r"^\s*(?:(?P<needed>\d{1,2})\s*[x×]?\s+)?(?P<words>\S.*?)\s*$")
OWN = {Task.STEWARD: "stewards", Task.FIRST_AID: "first_aid", Task.INTERPRETER: "interpreters", Task.DRIVER: "drivers"}


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=50, required=False)


class WordsForm(forms.Form):
    """What a gathering says of itself, and the roles it needs."""

    title = forms.CharField(
        label=_("What is it, in one line?"), max_length=140, help_text=_("“Letter-writing evening”")
    )
    text = forms.CharField(
        label=_("What is good to know?"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    sight = forms.ChoiceField(label=_("Who can see it?"), choices=Sight.choices, widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("How do you meet?"), choices=Way.choices, widget=forms.RadioSelect)
    place = PlaceField(required=False, help_text=_("Everybody who sees the gathering sees the town."))
    venue = forms.CharField(label=_("Where exactly?"), max_length=300, required=False)
    link = forms.URLField(label=_("The address online"), max_length=500, required=False, assume_scheme="https")
    hides_where = forms.BooleanField(
        label=_("Show where exactly, and the address online, only to those who say that they come"), required=False
    )
    access = forms.CharField(
        label=_("What does the place offer those who need it?"),
        help_text=_("Steps or a ramp, a quiet room, a hearing loop, how far from the bus."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    stewards = _number(_("Stewards"))
    first_aid = _number(_("First aid"))
    interpreters = _number(_("Interpreters"))
    languages = forms.CharField(label=_("Which languages?"), max_length=140, required=False)
    drivers = _number(_("Drivers"))
    others = forms.CharField(
        label=_("Other roles, one on each line"),
        help_text=_("With how many are needed before it: “2 make coffee”."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Where it is has to be said, in a town or online."""
        facts = super().clean() or {}
        if facts.get("way") in {Way.PLACE, Way.BOTH} and not (facts.get("place") or facts.get("venue")):
            self.add_error("venue", _("Say where, or choose the town."))
        if facts.get("way") in {Way.ONLINE, Way.BOTH} and not facts.get("link"):
            self.add_error("link", _("Write the address at which people meet online."))
        return facts

    def clean_others(self) -> list[Wanted]:
        """A role for each line."""
        found = [A_ROLE.match(line) for line in self.cleaned_data["others"].splitlines() if line.strip()]
        roles = [Wanted(Task.OTHER, int(one["needed"] or 1), one["words"][:140]) for one in found if one]
        if len(roles) > 20 or any(role.needed < 1 for role in roles):
            raise forms.ValidationError(_("At most 20 lines, and at least one person for each."))
        return roles

    def words(self) -> Words:
        """The answers, for the action."""
        facts = self.cleaned_data
        names = ("title", "text", "place", "venue", "link", "hides_where", "access")
        return Words(sight=Sight(facts["sight"]), way=Way(facts["way"]), **{name: facts[name] for name in names})

    def wanted(self) -> list[Wanted]:
        """The roles, for the action."""
        facts = self.cleaned_data
        said = {Task.INTERPRETER: facts["languages"]}
        common = [Wanted(task, facts[name], said.get(task, "")) for task, name in OWN.items() if facts[name]]
        return [*common, *facts["others"]]


def as_it_is(gathering: Gathering) -> dict[str, Any]:
    """What the form for changing a gathering begins with."""
    names = ("title", "text", "sight", "way", "place", "venue", "link", "hides_where", "access")
    return {name: getattr(gathering, name) for name in names}


class WhenForm(forms.Form):
    """A day and its hours."""

    day = forms.DateField(label=_("On which day?"), widget=forms.DateInput(attrs={"type": "date"}))
    starts = forms.TimeField(label=_("From what time?"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(
        label=_("Until what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("An earlier time means the next day."),
    )


class GatheringForm(WhenForm, WordsForm):
    """A new gathering."""

    zone = forms.ChoiceField(label=_("By the clocks of"))
    every = forms.ChoiceField(label=_("How often?"), choices=Every.choices)
    until = forms.DateField(label=_("Until which day?"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    times = forms.IntegerField(label=_("Or how many times?"), min_value=1, max_value=MOST_TIMES, required=False)
    form_key = form_key_field()
    field_order = ["title", "text", "day", "starts", "ends", "zone", "every", "until", "times", "sight", "way"]

    def __init__(self, *args: Any, zone: str, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["zone"]).choices = zones(zone)
        first = {"zone": zone, "sight": Sight.CIRCLE, "way": Way.PLACE, "every": Every.ONCE, "day": today}
        self.initial = {**first, **self.initial}

    def clean(self) -> dict[str, Any]:
        """What happens again has to have an end."""
        facts = super().clean()
        again = facts.get("every", Every.ONCE) != Every.ONCE
        if again and not (facts.get("until") or facts.get("times")):
            self.add_error("until", _("Say until when, or how many times."))
        if facts.get("until") and facts.get("day") and facts["until"] < facts["day"]:
            self.add_error("until", _("The last day comes before the first."))
        return facts

    def pattern(self) -> Pattern:
        """The days, for the action."""
        facts = self.cleaned_data
        every = Every(facts["every"])
        again = every != Every.ONCE
        return Pattern(
            first=facts["day"],
            starts=facts["starts"],
            ends=facts["ends"],
            zone=facts["zone"],
            every=every,
            until=facts["until"] if again else None,
            times=facts["times"] if again else None,
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
