"""What is said at the turns of a campaign: handed over, closed, answered, and what came of it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.enums import ReplyKind
from dugnad.campaigns.forms.keys import form_key_field
from dugnad.campaigns.models import Campaign, Target


class DeliverForm(forms.Form):
    """Handed over: what, to whom."""

    targets = forms.ModelMultipleChoiceField(
        label=_("Who got it?"), queryset=Target.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("What was handed over, and to whom?"),
        max_length=4_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("“2,310 names on paper, to the chair of the board, who took them herself.” Everybody reads it."),
    )

    def __init__(self, *args: Any, campaign: Campaign, **options: Any) -> None:
        first = {"targets": list(campaign.targets.values_list("pk", flat=True))}
        super().__init__(*args, **{"initial": first, **options})
        field = self.fields["targets"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = campaign.targets.all()
        field.label_from_instance = lambda obj: obj.name  # type: ignore[method-assign]  # Django's documented hook


class CloseForm(forms.Form):
    """Closed: why."""

    note = forms.CharField(
        label=_("Why is it closed?"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Everybody reads it. What came of it can be written down afterwards, too."),
    )


class OutcomeForm(forms.Form):
    """What changed, and because of what."""

    outcome = forms.CharField(
        label=_("What changed, and because of what?"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "Also when it is less than you hoped for, or nothing. Everybody who took part is told, with what they did."
        ),
    )


class OrganiserForm(forms.Form):
    """Who helps to run it."""

    handle = forms.CharField(
        label=_("Who helps to run it?"), max_length=40, help_text=_("The name of a member of the circle.")
    )


class ReplyForm(forms.Form):
    """What a target wrote back, pasted by an organiser."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=ReplyKind.choices, widget=forms.RadioSelect)
    came_on = forms.DateField(label=_("When did it come?"), widget=forms.DateInput(attrs={"type": "date"}))
    text = forms.CharField(
        label=_("What did they write?"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("As it stands. Everybody reads it: leave out numbers and names of people who are not in office."),
    )
    form_key = form_key_field()

    def clean_came_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["came_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come."))
        return day

    def came_at(self) -> datetime:
        """Noon of that day, on our clock; now for today."""
        day: date = self.cleaned_data["came_on"]
        if day == timezone.localdate():
            return timezone.now()
        return timezone.make_aware(datetime.combine(day, time(12)))


class HeldReplyForm(forms.Form):
    """A reply that came by mail: what it is, and the words that everybody will read."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=ReplyKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What everybody will read"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("You can leave out numbers and names of people who are not in office."),
    )
