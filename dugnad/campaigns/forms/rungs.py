"""What stands on the ladder of a campaign."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import ladder
from dugnad.campaigns.actions.rungs import Step
from dugnad.campaigns.models import Rung
from dugnad.kit.choices import choice


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
