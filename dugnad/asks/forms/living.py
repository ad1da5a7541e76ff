"""The questions put to somebody who writes down what worked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.asks.actions.living import Page
from dugnad.asks.models import Answer
from dugnad.kit.choices import choose_from
from dugnad.kit.ids import new_key

TRUSTED_FOR = timedelta(days=180)


class LivingForm(forms.Form):
    """The page itself."""

    title = forms.CharField(
        label=_("Which question does it answer?"),
        max_length=140,
        help_text=_("As the next person would put it: “What to do when somebody turns 18”."),
    )
    text = forms.CharField(
        label=_("What works?"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Short steps, in the order you need them. No names, and nothing that tells who it was about."),
    )
    jurisdiction = forms.CharField(
        label=_("Where does it hold?"), max_length=80, help_text=_("A country, a region, a municipality.")
    )
    review_on = forms.DateField(
        label=_("When should somebody look at it again?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Laws and phone numbers change. Half a year is a good guess."),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["review_on"].initial = today + TRUSTED_FOR

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        if day <= self.today:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day

    def page(self) -> Page:
        """What was written."""
        facts = self.cleaned_data
        return Page(facts["title"], facts["text"], facts["jurisdiction"], facts["review_on"])


class DistilForm(LivingForm):
    """A new page from an ask: also whose answers it draws on."""

    credited = forms.ModelMultipleChoiceField(
        label=_("Whose answers is it made of?"),
        queryset=Answer.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They are named on the page, by the name they wrote under."),
    )
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=32, initial=new_key)

    def __init__(self, *args: Any, answers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "credited", answers, lambda answer: f"{answer.shown_as}: {answer.text[:90]}")


class ReviseForm(LivingForm):
    """New words for a page; `version` is the one the writer started from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ConfirmForm(forms.Form):
    """It still holds; the next look is on this day."""

    review_on = forms.DateField(label=_("Look again on"), widget=forms.DateInput(attrs={"type": "date"}))
