"""In whose name somebody writes: a question that asks and answers share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.asks.enums import Voice
from dugnad.circles.models import Circle
from dugnad.circles.rules import stands
from dugnad.kit.choices import choice
from dugnad.people.models import Member

NAME = 40


class VoiceField(forms.ChoiceField):
    """In whose name; one's own if nothing is said. The voices are filled in by `VoiceForm`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.RadioSelect, initial=Voice.OWN, **options)

    def clean(self, value: Any) -> Voice:
        return Voice(super().clean(value or Voice.OWN))


def pseudonym_field() -> forms.CharField:
    """The other name, for somebody who has none yet."""
    return forms.CharField(
        label=_("Your other name in this circle"),
        required=False,
        max_length=NAME,
        help_text=_("Only if you write under another name. You keep it from then on."),
    )


class VoiceForm(forms.Form):
    """For forms with `voice` and `pseudonym`."""

    for_others = False

    def __init__(self, *args: Any, member: Member, circle: Circle, **options: Any) -> None:
        super().__init__(*args, **options)
        stand = stands(member).get(circle.pk)
        self.other_name = stand.pseudonym if stand else ""
        field = self.fields["voice"]
        assert isinstance(field, VoiceField)
        field.choices = self._voices(member)
        if self.other_name:
            del self.fields["pseudonym"]

    def _voices(self, member: Member) -> list[tuple[str, Any]]:
        other = self.other_name or _("Another name")
        hint = _("Your other name in this circle. Nobody here can see that it is you.")
        voices: list[tuple[str, Any]] = [
            (Voice.OWN, choice(member.handle, _("The name you have everywhere here."))),
            (Voice.PSEUDONYM, choice(other, hint)),
        ]
        if self.for_others:
            voices.append(
                (Voice.BEHALF, choice(_("For somebody else"), _("In your name, about a person with a made-up name.")))
            )
        return voices

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        wants_other = facts.get("voice") == Voice.PSEUDONYM
        if wants_other and not self.other_name and not facts.get("pseudonym", "").strip():
            self.add_error("pseudonym", _("Choose the other name you want to write under."))
        return facts
