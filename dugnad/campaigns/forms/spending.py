"""The questions around spending what was given."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.actions.spending import DAYS, Wish
from dugnad.campaigns.enums import Vote
from dugnad.campaigns.forms.giving import AmountForm
from dugnad.kit.form_keys import form_key_field
from dugnad.kit.picture_fields import PicturesField
from dugnad.kit.pictures import Picture


class WishForm(AmountForm):
    """What the circle is asked to spend."""

    purpose = forms.CharField(label=_("What for, in one line?"), max_length=140)
    words = forms.CharField(
        label=_("Why, and who gets it?"), max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    days = forms.IntegerField(
        label=_("How many days may the circle vote?"), min_value=DAYS[0], max_value=DAYS[1], initial=7
    )
    form_key = form_key_field()
    field_order = ("purpose", "amount", "currency", "words", "days")

    def wish(self) -> Wish:
        """The request that was written."""
        facts = self.cleaned_data
        assert self.units is not None  # the amount is required, and was cleaned
        return Wish(facts["purpose"], self.units, facts["currency"], facts["words"], facts["days"])


class VoteForm(forms.Form):
    """One vote."""

    vote = forms.ChoiceField(choices=Vote.choices)


class SpentForm(AmountForm):
    """What was spent, and what shows it."""

    note = forms.CharField(label=_("On what?"), max_length=280)
    receipt = forms.CharField(
        label=_("Where is the receipt?"), max_length=140, required=False, help_text=_("“Binder 2, number 14.”")
    )
    picture = PicturesField(
        label=_("A picture of the receipt"), most=1, required=False,
        help_text=_("For the circle. Cover what is private: names, the number of a card."),
    )  # fmt: skip
    form_key = form_key_field()

    def __init__(self, *args: Any, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(currency, currency)]
        self.fields["currency"] = forms.ChoiceField(label=_("In which currency?"), choices=choices)

    def shown(self) -> Picture | None:
        """The picture of the receipt, if there is one."""
        pictures: list[Picture] = self.cleaned_data["picture"]
        return pictures[0] if pictures else None
