"""What is asked of those who move or cancel."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.gatherings.forms.when import WhenForm


class MoveForm(WhenForm):
    """Another time or place."""

    venue = forms.CharField(label=_("Where exactly, if not in the usual place?"), max_length=300, required=False)
    reason = forms.CharField(label=_("Why?"), max_length=400, required=False)


class CancelForm(forms.Form):
    """What does not take place."""

    reason = forms.CharField(label=_("Why?"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    whole = forms.BooleanField(label=_("All days that are still to come"), required=False)
