"""What a target wrote back."""

from __future__ import annotations

from datetime import date, datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.enums import ReplyKind
from dugnad.kit.form_keys import form_key_field


class ReplyForm(forms.Form):
    """What a target wrote back, pasted by an organiser."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=ReplyKind.choices, widget=forms.RadioSelect)
    came_on = forms.DateField(label=_("When did it come?"), widget=forms.DateInput(attrs={"type": "date"}))
    text = forms.CharField(
        label=_("What did they write?"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("As it stands. Everybody reads it: leave out numbers and names of people who are not in office."),
    )
    form_key = form_key_field()

    def clean_came_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["came_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come."))
        return day

    def came_at(self) -> datetime:
        """Noon of that day, on our clock; now for today."""
        day: date = self.cleaned_data["came_on"]
        if day == timezone.localdate():
            return timezone.now()
        return timezone.make_aware(datetime.combine(day, time(12)))


class HeldReplyForm(forms.Form):
    """A reply that came by mail: what it is, and the words that everybody will read."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=ReplyKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What everybody will read"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("You can leave out numbers and names of people who are not in office."),
    )
