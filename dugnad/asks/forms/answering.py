"""The questions put to somebody who answers, or says a last word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.asks.enums import Nature
from dugnad.asks.forms.voices import VoiceField, VoiceForm, pseudonym_field
from dugnad.kit.form_keys import form_key_field

TEXT = 20_000


def _words(label: Any, rows: int = 4) -> forms.CharField:
    return forms.CharField(label=label, max_length=TEXT, widget=forms.Textarea(attrs={"dir": "auto", "rows": rows}))


class AnswerForm(VoiceForm):
    """Words for somebody else's ask. The button that sends them says which nature they have."""

    text = _words(_("Your answer"))
    nature = forms.ChoiceField(
        choices=Nature.choices,
        error_messages={"required": _("Choose what you give: something practical, or your company.")},
    )
    voice = VoiceField(label=_("In whose name do you answer?"))
    pseudonym = pseudonym_field()
    form_key = form_key_field()


class AdditionForm(forms.Form):
    """More words for one's own ask."""

    text = _words(_("Add to your ask"), rows=3)
    form_key = form_key_field()


class EditAnswerForm(forms.Form):
    """Other words for one's own answer."""

    text = _words(_("Your answer"), rows=8)


class NoteForm(forms.Form):
    """A last word: with a hand-over, or at the end."""

    note = forms.CharField(
        label=_("A word about it"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 3}),
    )
