"""What is asked of those who come."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.gatherings.actions.coming import Reply
from dugnad.gatherings.doorcode import LENGTH
from dugnad.gatherings.enums import Word


class ReplyForm(forms.Form):
    """Whether somebody comes, with whom, and what they need."""

    word = forms.ChoiceField(label=_("Your answer"), choices=Word.choices, widget=forms.RadioSelect)
    brings = forms.IntegerField(
        label=_("How many others do you bring?"), min_value=0, max_value=50, required=False, initial=0
    )
    needs = forms.CharField(
        label=_("What do you need to be able to come?"),
        help_text=_("Only those who run it read this. It is erased a day after."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    named = forms.BooleanField(label=_("The members of the circle may see that I come"), required=False)
    onward = forms.BooleanField(label=_("And on all days after this one"), required=False)

    def reply(self) -> Reply:
        """The answer, for the action."""
        facts = self.cleaned_data
        return Reply(Word(facts["word"]), facts["brings"] or 0, facts["named"], facts["needs"])


class CodeForm(forms.Form):
    """The code that is shown at the door."""

    code = forms.CharField(
        label=_("The code at the door"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "size": LENGTH + 2}
        ),
    )
