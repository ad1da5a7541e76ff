"""What is asked when a campaign is to grow out of what somebody brought."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.models import Campaign
from dugnad.kit.choices import choice, choose_from


class JoinForm(forms.Form):
    """One of the campaigns that one organises already."""

    campaign = forms.ModelChoiceField(
        label=_("Which campaign?"), queryset=Campaign.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, campaigns: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "campaign", campaigns, lambda campaign: campaign.title)


class ConsentForm(forms.Form):
    """Yes or no; neither is chosen beforehand. And the words, if any, that everybody may read."""

    answer = forms.ChoiceField(
        label=_("May it grow out of what you asked?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", choice(_("Yes"), _("Those who answered you are told, and can help to run it."), "check")),
            ("no", choice(_("I would rather not"), _("The campaign may go on without what you asked."), "x")),
        ],
    )
    words = forms.CharField(
        label=_("What may everybody read in your words?"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "Written as you want it, without your name. Leave it empty, and nothing that you wrote is shown outside."
        ),
    )
