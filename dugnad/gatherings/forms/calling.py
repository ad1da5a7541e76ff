"""The questions put to somebody who calls people together."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.gatherings.enums import MOST_TIMES, Every, Sight, Way
from dugnad.gatherings.forms.when import WhenForm, zones
from dugnad.gatherings.forms.words import WordsForm
from dugnad.gatherings.recurrence import Pattern
from dugnad.kit.form_keys import form_key_field


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
