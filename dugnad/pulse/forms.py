"""What somebody did elsewhere."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.kit.form_keys import form_key_field

A_DAY = 24 * 60
"""Minutes."""


class ElsewhereForm(forms.Form):
    """What, how long, and when."""

    what = forms.CharField(
        label=_("What did you do, and for whom or what?"),
        help_text=_("Everybody in the circle reads this. Name nobody who would not want it."),
        max_length=280,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 2}),
    )
    minutes = forms.IntegerField(label=_("About how many minutes did it take?"), min_value=1, max_value=A_DAY)
    done_on = forms.DateField(label=_("On which day?"), widget=forms.DateInput(attrs={"type": "date"}))
    form_key = form_key_field()
