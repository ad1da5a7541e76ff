"""Ages, and first contacts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.kit.ids import new_key
from dugnad.protection.enums import Age


class AgeForm(forms.Form):
    """On which side of 18."""

    age = forms.ChoiceField(label=_("How old are you?"), choices=Age.choices, widget=forms.RadioSelect)


class BeginForm(forms.Form):
    """To whom."""

    handle = forms.CharField(
        label=_("To whom do you want to write?"),
        help_text=_("Their name here. You have to be in a circle together."),
        max_length=40,
    )


class LineForm(forms.Form):
    """What one writes."""

    text = forms.CharField(label=_("Write"), max_length=4000, widget=forms.Textarea({"rows": 4}))
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=32)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = new_key()
