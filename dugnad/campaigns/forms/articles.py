"""The questions around an article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.kit.form_keys import form_key_field


def day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A question whose answer is a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


class ArticleForm(forms.Form):
    """What an article says, and from when on others may know."""

    title = forms.CharField(label=_("What does the article say, in one line?"), max_length=140)
    notes = forms.CharField(
        label=_("Notes"),
        help_text=_("For those in the circle who may see this article, and for nobody else."),
        max_length=8_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    embargo_until = day(
        _("Not before"),
        _("Before this day nothing of it is shown to others than organisers and whoever holds it."),
        required=False,
    )


class PitchForm(ArticleForm):
    """An article for an outlet: one of those known, or a new one."""

    outlet = forms.CharField(
        label=_("Which paper, station or site?"),
        max_length=140,
        help_text=_("One that is known already is found by its name."),
        widget=forms.TextInput(attrs={"list": "outlets"}),
    )
    reach = forms.CharField(
        label=_("Whom does one write to there?"), max_length=280, required=False, help_text=_("An editor, at work.")
    )
    form_key = form_key_field()
    field_order = ["outlet", "reach", "title", "notes", "embargo_until"]


class RewordForm(ArticleForm):
    """Other words for an article, held against the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
