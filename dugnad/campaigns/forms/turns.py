"""What is said at the turns of a campaign: handed over, closed, and what came of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.models import Campaign, Target
from dugnad.kit.choices import choose_from


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
        choose_from(self, "targets", campaign.targets.all(), lambda target: target.name)


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
