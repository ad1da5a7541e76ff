"""What somebody is asked about being told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.notify.actions.wishes import Chosen
from dugnad.notify.enums import Rhythm, Weekday, Wish
from dugnad.notify.models import Wishes
from dugnad.notify.queries.wishes import Choice

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]


class ToldForm(forms.Form):
    """By mail or not, how often the digest, and what of each circle."""

    mail = forms.BooleanField(
        label=_("Write to me by e-mail"),
        help_text=_("Letters from closed and hidden circles only say that there is something new."),
        required=False,
    )
    rhythm = forms.ChoiceField(
        label=_("How often do you want a digest?"),
        help_text=_("New asks in your circles, thanks, who has come in. Not when there is nothing to tell."),
        choices=Rhythm.choices,
        widget=forms.RadioSelect,
    )
    weekday = forms.TypedChoiceField(label=_("On which day, if once a week?"), choices=Weekday.choices, coerce=int)
    hour = forms.TypedChoiceField(label=_("At what time?"), choices=HOURS, coerce=int)

    def __init__(self, *args: Any, wishes: Wishes, circles: list[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.circles = circles
        self.initial = {name: getattr(wishes, name) for name in ("mail", "rhythm", "weekday", "hour")}
        for number, one in enumerate(circles):
            self.fields[f"circle-{number}"] = forms.ChoiceField(
                label=one.circle.name, choices=Wish.choices, widget=forms.RadioSelect, initial=one.wish
            )

    def each_circle(self) -> list[forms.BoundField]:
        """The questions about circles, in their order."""
        return [self[f"circle-{number}"] for number in range(len(self.circles))]

    def chosen(self) -> Chosen:
        """What was chosen, once it is valid."""
        given = self.cleaned_data
        return Chosen(
            mail=given["mail"],
            rhythm=Rhythm(given["rhythm"]),
            weekday=Weekday(given["weekday"]),
            hour=given["hour"],
            circles={one.circle.pk: Wish(given[f"circle-{number}"]) for number, one in enumerate(self.circles)},
        )
