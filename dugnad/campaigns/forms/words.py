"""What a campaign says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.actions.starting import Words
from dugnad.campaigns.enums import ALLOWED, Feature, Phase
from dugnad.campaigns.models import Campaign
from dugnad.circles.models import Circle
from dugnad.kit.choices import choose_from
from dugnad.kit.form_keys import form_key_field
from dugnad.people.fields import PlaceField


class WordsForm(forms.Form):
    """The words of a campaign."""

    title = forms.CharField(
        label=_("What is it about, in one line?"),
        max_length=140,
        help_text=_("As somebody would say it who tells a friend: “A bed past eighteen”."),
    )
    demand = forms.CharField(
        label=_("What do you demand?"),
        max_length=2_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("This is what people put their name to. It cannot be changed once the campaign is open."),
    )
    story = forms.CharField(
        label=_("Why? What has happened, and to whom?"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("Everybody will read it. No names or places that tell who somebody is, unless they agreed."),
    )
    place = PlaceField(
        label=_("Where?"), required=False, help_text=_("The town it is about. Leave it empty if it is everywhere.")
    )

    def words(self) -> Words:
        """What was written."""
        sent = self.cleaned_data
        return Words(sent["title"], sent["demand"], sent["story"], sent["place"])


class NewCampaignForm(WordsForm):
    """A campaign that is not there yet."""

    form_key = form_key_field()


class CopyForm(NewCampaignForm):
    """The same for another place or target; it says which circle runs it."""

    circle = forms.ModelChoiceField(
        label=_("Which circle runs it?"), queryset=Circle.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    field_order = ("circle",)

    def __init__(self, *args: Any, circles: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "circle", circles, lambda circle: circle.name)


class EditCampaignForm(WordsForm):
    """Other words; `version` is the one the writer started from. The demand is not asked for once people signed it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, campaign: Campaign, **options: Any) -> None:
        first = {name: getattr(campaign, name) for name in ("title", "demand", "story", "place", "version")}
        super().__init__(*args, **{"initial": first, **options})
        self.campaign = campaign
        if Feature.REWORD not in ALLOWED[Phase(campaign.phase)]:
            del self.fields["demand"]

    def words(self) -> Words:
        sent = self.cleaned_data
        return Words(sent["title"], sent.get("demand", self.campaign.demand), sent["story"], sent["place"])
