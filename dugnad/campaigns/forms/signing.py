"""The questions put to somebody who signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.actions.signing import Agreement, From, Given
from dugnad.campaigns.enums import Purpose, Shown
from dugnad.campaigns.forms.stamped import StampedForm
from dugnad.campaigns.models import Campaign, Partner
from dugnad.campaigns.proof import is_proven
from dugnad.kit.refusal import Refused
from dugnad.people.addresses import Address, read
from dugnad.people.fields import PlaceField

UPDATES = _("The organisers may write to me about this campaign. I can stop it with one tap.")


class NameForm(forms.Form):
    """What both have in common: those with an account and those without."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    place = PlaceField(
        label=_("Your town or municipality"),
        required=False,
        help_text=_("So that those who decide see where people stand behind it. Never an address."),
    )
    words = forms.CharField(
        label=_("Why does this matter to you?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shown = forms.ChoiceField(
        label=_("What may everybody see?"),
        choices=Shown.choices,
        initial=Shown.PRIVATE,
        widget=forms.RadioSelect,
        help_text=_("The organisers see your name, and hand it over with the demand."),
    )

    def clean_name(self) -> str:
        """In one line."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def given(self) -> Given:
        """What was written, in the language of the page."""
        facts = self.cleaned_data
        return Given(
            name=facts["name"],
            place=facts["place"],
            words=facts["words"],
            shown=Shown(facts["shown"]),
            language=get_language() or "en",
            agreed=self.agreed(),
        )

    def agreed(self) -> tuple[Agreement, ...]:
        """What was ticked besides."""
        return ()


class SignForm(StampedForm, NameForm):
    """For somebody without an account. `partners` are asked about one by one, none of them ticked."""

    email = forms.CharField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send one letter, to make sure it is you. It is shown to nobody."),
    )
    updates = forms.BooleanField(label=UPDATES, required=False)
    partners = forms.MultipleChoiceField(
        label=_("May others who carry this demand write to you?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each for itself. Leave them empty, and nobody does."),
    )
    field_order = ["name", "email", "place", "words", "shown", "updates", "partners"]

    def __init__(
        self,
        data: Any = None,
        *,
        campaign: Campaign,
        partners: Sequence[Partner],
        at: datetime,
        network: str = "",
    ) -> None:
        super().__init__(data, about=campaign.pk, at=at, network=network)
        self.asked = {one.pk: one for one in partners}
        if partners:
            asked = self.fields["partners"]
            assert isinstance(asked, forms.MultipleChoiceField)
            asked.choices = [(one.pk, _partner_words(one)) for one in partners]
        else:
            del self.fields["partners"]

    def clean_email(self) -> Address:
        """An address letters can go to."""
        try:
            return read(self.cleaned_data["email"])
        except Refused as refused:
            raise forms.ValidationError(str(refused.reason)) from refused

    def texts(self) -> dict[str, Any]:
        """Several partners can be ticked."""
        data: Any = self.data
        return {name: data.getlist(name) if name == "partners" else data.get(name) for name in data}

    def sent(self) -> From:
        """Where it came from."""
        facts = self.cleaned_data
        typed = str(self.data.get("email", "")).strip()
        return From(self.network, is_proven(facts["stamp"], typed, facts["proof"]))

    def agreed(self) -> tuple[Agreement, ...]:
        """Those that were ticked, in their words."""
        ticked = [Agreement(Purpose.UPDATES, str(UPDATES))] if self.cleaned_data["updates"] else []
        for pk in self.cleaned_data.get("partners", ()):
            partner = self.asked[pk]
            ticked.append(Agreement(Purpose.PARTNER, _partner_words(partner), partner.name))
        return tuple(ticked)


class MemberSignForm(NameForm):
    """For a member: everything is filled in, so that one tap is enough."""


def _partner_words(partner: Partner) -> str:
    return f"{partner.name}: {partner.about}" if partner.about else partner.name
