"""What is asked of those who come, and of those who run the day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.gatherings.actions.coming import Reply
from dugnad.gatherings.actions.day import Outcome
from dugnad.gatherings.doorcode import LENGTH
from dugnad.gatherings.enums import Word
from dugnad.gatherings.forms.calling import WhenForm
from dugnad.gatherings.forms.keys import form_key_field


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


class MoveForm(WhenForm):
    """Another time or place."""

    venue = forms.CharField(label=_("Where exactly, if not in the usual place?"), max_length=300, required=False)
    reason = forms.CharField(label=_("Why?"), max_length=400, required=False)


class CancelForm(forms.Form):
    """What does not take place."""

    reason = forms.CharField(label=_("Why?"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    whole = forms.BooleanField(label=_("All days that are still to come"), required=False)


class PrepareForm(forms.Form):
    """What happens when, and whom to call."""

    programme = forms.CharField(
        label=_("What happens when?"),
        help_text=_("A line for each, with its time first: “18:00 Doors open”."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    numbers = forms.CharField(
        label=_("Whom can people call that day?"),
        help_text=_("A line for each: “Karin, first aid 070 123 45 67”. Shown to those who come; erased a day after."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoteForm(forms.Form):
    """What has changed."""

    text = forms.CharField(label=_("What has changed?"), max_length=280)
    form_key = form_key_field()


class AfterForm(forms.Form):
    """What came of it."""

    came = forms.IntegerField(label=_("How many came?"), min_value=0, max_value=1_000_000, required=False)
    decided = forms.CharField(
        label=_("What was decided?"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    follows = forms.CharField(
        label=_("What follows?"),
        help_text=_("A line for each, with who does it and until when. Links are fine."),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def outcome(self) -> Outcome:
        """The answers, for the action."""
        facts: dict[str, Any] = self.cleaned_data
        return Outcome(facts["came"], facts["decided"], facts["follows"])


class FeedForm(forms.Form):
    """Of which circle, or of what one comes to oneself."""

    circle = forms.ChoiceField(label=_("What shall stand in it?"), required=False)

    def __init__(self, *args: Any, circles: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["circle"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("What I come to")), *circles]
