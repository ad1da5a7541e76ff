"""What came of a telephone call."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.enums import CallResult
from dugnad.kit.form_keys import form_key_field


class CallForm(forms.Form):
    """One tap, and words if one likes."""

    result = forms.ChoiceField(
        label=_("What came of it?"),
        choices=CallResult.choices,
        error_messages={"required": _("Tap what came of the call.")},
    )
    note = forms.CharField(
        label=_("What did they say?"),
        help_text=_("For you and the organisers. No names of people who did not ask for it."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    form_key = form_key_field()
