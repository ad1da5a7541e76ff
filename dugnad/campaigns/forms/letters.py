"""The letter itself, and how it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.actions.letters import Wording
from dugnad.campaigns.enums import Way
from dugnad.campaigns.models import Target
from dugnad.campaigns.queries.aiming import Aim
from dugnad.kit.choices import choice


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
