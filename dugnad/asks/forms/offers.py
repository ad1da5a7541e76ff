"""The questions put to somebody who offers help, or takes it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dugnad.asks.actions.offers import Stretch
from dugnad.asks.enums import Unit
from dugnad.asks.models import Ask, Kind, Opening
from dugnad.kit.choices import choose_from
from dugnad.kit.ids import new_key
from dugnad.kit.spoken_time import short_date
from dugnad.methods.calendar import Pattern, stretches
from dugnad.people.fields import PlaceField

MOST_OPENINGS = 370
WEEKDAYS = [
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
]


class CalendarForm(forms.Form):
    """When the offer stands: days, weekdays, hours."""

    first = forms.DateField(label=_("From which day?"), widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(
        label=_("Until which day?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("At most a year on. You can add days later."),
    )
    weekdays = forms.MultipleChoiceField(
        label=_("On which days of the week?"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple
    )
    starts = forms.TimeField(
        label=_("From what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    ends = forms.TimeField(
        label=_("Until what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("For a night, write when the morning comes: an earlier time means the next day."),
    )

    def stretches(self, *, zone: str, unit: str) -> list[Stretch]:
        """The stretches of time that were described; hours are offered one by one."""
        facts = self.cleaned_data
        pattern = Pattern(
            first=facts["first"],
            last=facts["last"],
            weekdays={int(day) for day in facts["weekdays"]},
            starts=facts["starts"],
            ends=facts["ends"],
            zone=zone,
            slot_minutes=60 if unit == Unit.HOURS else None,
        )
        return [Stretch(start, end) for start, end in stretches(pattern)]

    def check_days(self, today: date, *, zone: str, unit: str) -> list[Stretch]:
        """The stretches, with an error on the form for days that are over, too many, or none at all."""
        if not all(name in self.cleaned_data for name in ("first", "last", "weekdays", "starts", "ends")):
            return []
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        if last < first:
            self.add_error("last", _("The last day comes before the first."))
        elif last < today:
            self.add_error("last", _("These days are over. Choose days that are still to come."))
        elif last - max(first, today) > timedelta(days=366):
            self.add_error("last", _("At most a year at a time, please: life changes."))
        if self.errors:
            return []
        found = self.stretches(zone=zone, unit=unit)
        if not found:
            self.add_error("weekdays", _("None of these weekdays falls between the first and the last day."))
        elif len(found) > MOST_OPENINGS:
            self.add_error("last", _("That is more than we can keep in one offer. Choose fewer days."))
        return found


class OfferForm(CalendarForm):
    """A new offer."""

    kind = forms.ModelChoiceField(label=_("What is it about?"), queryset=Kind.objects.none(), empty_label=None)
    title = forms.CharField(
        label=_("What do you offer, in one line?"), max_length=140, help_text=_("“A room in Lund, no dogs”")
    )
    text = forms.CharField(
        label=_("What is good to know?"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    place = PlaceField(label=_("Where?"), required=False)
    unit = forms.ChoiceField(label=_("What is it counted in?"), choices=Unit.choices, widget=forms.RadioSelect)
    capacity = forms.IntegerField(
        label=_("How many at a time?"), min_value=1, max_value=50, initial=1, help_text=_("Beds a night, seats a trip.")
    )
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=32, initial=new_key)

    field_order = ["kind", "title", "text", "place", "unit", "capacity", "first", "last", "weekdays", "starts", "ends"]

    def __init__(self, *args: Any, today: date, zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today, self.zone = today, zone
        self.found: list[Stretch] = []
        choose_from(self, "kind", Kind.objects.filter(retired=False), lambda kind: kind.name)
        self.fields["starts"].initial, self.fields["ends"].initial = time(18), time(9)
        self.fields["first"].initial, self.fields["last"].initial = today, today + timedelta(days=28)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        self.found = self.check_days(self.today, zone=self.zone, unit=facts.get("unit", ""))
        return facts


class OfferWordsForm(forms.Form):
    """New words for an offer that stands."""

    title = forms.CharField(label=_("What do you offer, in one line?"), max_length=140)
    text = forms.CharField(
        label=_("What is good to know?"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    place = PlaceField(label=_("Where?"), required=False)


class TakeForm(forms.Form):
    """Which opening, for which ask, how many."""

    opening = forms.ModelChoiceField(label=_("When?"), queryset=Opening.objects.none(), empty_label=None)
    ask = forms.ModelChoiceField(
        label=_("For which ask?"),
        queryset=Ask.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("You cannot hold a place for that ask.")},
    )
    wanted = forms.IntegerField(label=_("How many?"), min_value=1, max_value=50, initial=1)
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=32, initial=new_key)

    def __init__(self, *args: Any, openings: Any, asks: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "opening", openings, _shown)
        choose_from(self, "ask", asks, lambda ask: ask.title)


def _shown(obj: Any) -> str:
    left = ngettext("%(n)d free", "%(n)d free", obj.free) % {"n": obj.free}
    return f"{stretch_words(obj)} · {left}"


def stretch_words(opening: Opening) -> str:
    """ "Fri 20 Nov 18:00–09:00" in the reader's zone and language."""
    starts, ends = timezone.localtime(opening.starts_at), timezone.localtime(opening.ends_at)
    return f"{short_date(starts)} {date_format(starts, 'H:i')}–{date_format(ends, 'H:i')}"
