"""What a campaign says, of whom it demands it, and what stands on its ladder."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import ladder
from dugnad.campaigns.actions.rungs import Step
from dugnad.campaigns.actions.starting import Words
from dugnad.campaigns.actions.targets import Reach
from dugnad.campaigns.enums import ALLOWED, Feature, Phase, TargetKind
from dugnad.campaigns.forms.keys import form_key_field
from dugnad.campaigns.models import Campaign, Rung, Target
from dugnad.circles.models import Circle
from dugnad.kit.choices import choice
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
        label=_("Which circle runs it?"), queryset=Circle.objects.none(), widget=forms.RadioSelect
    )
    field_order = ("circle",)

    def __init__(self, *args: Any, circles: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["circle"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = circles
        field.empty_label = None
        field.label_from_instance = lambda obj: obj.name  # type: ignore[method-assign]  # Django's documented hook


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


class TargetForm(forms.Form):
    """Of whom it is demanded."""

    kind = forms.ChoiceField(
        label=_("Who decides it?"), choices=TargetKind.choices, widget=forms.RadioSelect, initial=TargetKind.AUTHORITY
    )
    name = forms.CharField(
        label=_("Their name"), max_length=140, help_text=_("“Region Skåne”, “The Migration Agency”.")
    )
    role = forms.CharField(
        label=_("In what role?"), max_length=140, required=False, help_text=_("For a person: “chair of the board”.")
    )
    answers_for = PlaceField(
        label=_("For which place do they answer?"),
        required=False,
        help_text=_("Who writes from there is led to this one. Empty: for everywhere."),
    )
    email = forms.EmailField(label=_("E-mail at work"), required=False)
    phone = forms.CharField(label=_("Telephone at work"), max_length=40, required=False)
    hours = forms.CharField(label=_("When do they take calls?"), max_length=140, required=False)
    postal = forms.CharField(
        label=_("Postal address at work"), max_length=400, required=False, widget=forms.Textarea({"rows": 3})
    )
    respond_within = forms.IntegerField(
        label=_("Within how many days should they answer?"),
        min_value=1,
        max_value=365,
        initial=21,
        help_text=_("As the law or good custom has it. After that the page says that it is overdue."),
    )

    def __init__(self, *args: Any, target: Target | None = None, **options: Any) -> None:
        names = ("kind", "name", "role", "answers_for", "email", "phone", "hours", "postal", "respond_within")
        first = {name: getattr(target, name) for name in names} if target else {}
        super().__init__(*args, **{"initial": first, **options})

    def reach(self) -> Reach:
        """What was said."""
        return Reach(**{**self.cleaned_data, "kind": TargetKind(self.cleaned_data["kind"])})


class RungForm(forms.Form):
    """What stands on one rung."""

    title = forms.CharField(
        label=_("What does one do here, in one line?"), max_length=140, required=False, help_text=_("Empty: the kind.")
    )
    words = forms.CharField(
        label=_("What is it for?"), max_length=2_000, required=False, widget=forms.Textarea({"rows": 3})
    )
    goal = forms.IntegerField(
        label=_("How many does it take?"),
        min_value=1,
        max_value=100_000_000,
        required=False,
        help_text=_("Only a number that means something. Without one, none is shown."),
    )
    why = forms.CharField(
        label=_("What does reaching that number do?"),
        max_length=140,
        required=False,
        help_text=_("“The council must take it up.”"),
    )

    def __init__(self, *args: Any, rung: Rung | None = None, **options: Any) -> None:
        names = ("title", "words", "goal", "why")
        first = {name: getattr(rung, name) for name in names} if rung else {}
        super().__init__(*args, **{"initial": first, **options})

    def step(self) -> Step:
        """What was said."""
        sent = self.cleaned_data
        return Step(sent["title"], sent["words"], sent["goal"], sent["why"])


class NewRungForm(RungForm):
    """A new one: also of which kind, of those that can be done here."""

    kind = forms.ChoiceField(label=_("What can one do?"), widget=forms.RadioSelect)
    field_order = ("kind",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.kind, choice(one.kind.label, "", one.icon)) for one in ladder.types()]
