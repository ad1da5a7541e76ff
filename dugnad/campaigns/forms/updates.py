"""The questions put to somebody who writes an update."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.kit.form_keys import form_key_field


class UpdateForm(forms.Form):
    """One update."""

    title = forms.CharField(
        label=_("What is it about, in one line?"), max_length=140, help_text=_("This is the subject of the letter.")
    )
    text = forms.CharField(
        label=_("What do you want to tell?"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("What has happened, what comes next, and what one can do. It stands on the campaign’s page, too."),
    )
    form_key = form_key_field()
