"""Why it matters to somebody, and whom a step needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.enums import WhyShown
from dugnad.kit.choices import choose_from
from dugnad.people.fields import PlaceField
from dugnad.people.models import Skill


class WhyForm(forms.Form):
    """One sentence, and who reads it."""

    text = forms.CharField(
        label=_("Why does this matter to you?"), max_length=280, help_text=_("One sentence is enough.")
    )
    shown = forms.ChoiceField(
        label=_("Who may read it?"), choices=WhyShown.choices, widget=forms.RadioSelect, initial=WhyShown.PRIVATE
    )


class NeedForm(forms.Form):
    """Whom a step needs most."""

    skill = forms.ModelChoiceField(
        label=_("A skill or profession?"),
        queryset=Skill.objects.none(),
        required=False,
        empty_label=_("None in particular"),
    )
    place = PlaceField(label=_("A place?"), required=False)
    minutes = forms.IntegerField(label=_("How many minutes does it take?"), min_value=1, max_value=600, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "skill", Skill.objects.filter(retired=False), lambda skill: skill.name)
