"""How fast a circle goes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.circles.slowness import STEPS


class PaceForm(forms.Form):
    """One of the steps."""

    seconds = forms.TypedChoiceField(
        label=_("How long does somebody wait between two posts?"),
        help_text=_("It holds for everybody but stewards, on pages and in letters. What somebody wrote is kept."),
        choices=list(STEPS.items()),
        coerce=int,
        widget=forms.RadioSelect,
    )
