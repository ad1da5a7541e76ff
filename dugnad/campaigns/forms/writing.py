"""The questions around a letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.actions.letters import Wording
from dugnad.campaigns.enums import Way
from dugnad.campaigns.forms.keys import form_key_field
from dugnad.campaigns.models import Target
from dugnad.campaigns.queries.aiming import Aim
from dugnad.kit.choices import choice
from dugnad.kit.refusal import Refused
from dugnad.people.addresses import Address, read
from dugnad.people.fields import PlaceField


class BeginForm(forms.Form):
    """The writer's own words, before anything is offered. `known`: who they are need not be asked."""

    own = forms.CharField(
        label=_("What have you seen yourself, and why does it matter to you?"),
        help_text=_("Begin in your own words. A few sentences that only you can write weigh more than many copies."),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As it is to stand under the letter."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    place = PlaceField(
        label=_("Where do you live?"), required=False, help_text=_("So that it goes to the right office.")
    )
    email = forms.CharField(
        label=_("Your e-mail"),
        help_text=_("We ask you there whether the letter is yours, and for nothing else."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    form_key = form_key_field()

    def __init__(self, *args: Any, known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if known:
            del self.fields["email"]

    def clean_email(self) -> Address:
        """The address, as letters of ours reach it."""
        try:
            return read(self.cleaned_data["email"])
        except Refused as refused:
            raise forms.ValidationError(str(refused.reason)) from refused


class LetterForm(forms.Form):
    """The letter itself."""

    target = forms.ChoiceField(label=_("To whom?"), widget=forms.RadioSelect)
    subject = forms.CharField(label=_("Subject"), max_length=140)
    text = forms.CharField(label=_("Your letter"), max_length=6_000, widget=forms.Textarea(attrs={"rows": 14}))
    points = forms.MultipleChoiceField(
        label=_("Points that you can take over"),
        help_text=_("Those you tick are put at the end. Say them in your own way, if you can."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    writer_name = forms.CharField(label=_("Your name"), max_length=120)
    shown = forms.BooleanField(label=_("Everybody may read this letter here, with my name under it"), required=False)

    field_order = ["target", "subject", "text", "points", "writer_name", "shown"]

    def __init__(self, *args: Any, aims: Sequence[Aim], points: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._targets = {aim.target.pk: aim.target for aim in aims}
        for name, offered in (
            ("target", [(aim.target.pk, choice(aim.target.name, aim.why)) for aim in aims]),
            ("points", [(str(at), point) for at, point in enumerate(points)]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered
        self._points = list(points)
        if not points:
            del self.fields["points"]

    def whom(self) -> Target:
        """The target they chose."""
        return self._targets[self.cleaned_data["target"]]

    def wording(self) -> Wording:
        """All that was written."""
        facts = self.cleaned_data
        return Wording(
            subject=facts["subject"],
            text=facts["text"],
            writer_name=facts["writer_name"],
            target=self.whom(),
            points=[self._points[int(at)] for at in facts.get("points", [])],
            shown=facts["shown"],
        )


class SendForm(forms.Form):
    """How it leaves."""

    way = forms.ChoiceField(choices=Way.choices)
    reply_to = forms.BooleanField(label=_("They may answer me: put my address into the letter"), required=False)


class GuideForm(forms.Form):
    """What organisers prepare for letters."""

    subject = forms.CharField(label=_("Subject of the letters"), max_length=140, required=False)
    facts = forms.CharField(
        label=_("Facts that writers can lean on"),
        help_text=_("With where they are from. They stand beside the letter; nobody has to use them."),
        max_length=8_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    points = forms.CharField(
        label=_("Points to take over, one in each line"),
        help_text=_("They are offered after a writer’s own words. Few and short: what everybody sends counts once."),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ScriptForm(forms.Form):
    """What organisers prepare for telephone calls."""

    script = forms.CharField(
        label=_("What can be said on the telephone?"),
        help_text=_("Who I am, what I have seen, what I ask for, and thank you. Short enough to say it freely."),
        max_length=8_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
