"""The movement's own settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dugnad.people.models import Movement, Skill


class MovementForm(forms.Form):
    """Name, purpose, and whether anybody may come."""

    name = forms.CharField(label=_("Name"), max_length=60)
    purpose = forms.CharField(
        label=_("What it is for"),
        help_text=_("Visitors read this first."),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
    )
    open_signup = forms.BooleanField(
        label=_("Anybody may make an account. Otherwise only whoever is invited."), required=False
    )

    def __init__(self, *args: Any, movement: Movement, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"name": movement.name, "purpose": movement.purpose, "open_signup": movement.open_signup}


class SkillForm(forms.Form):
    """The names of a skill in each language of the pages."""

    is_profession = forms.BooleanField(label=_("This is a profession"), required=False)

    def __init__(self, *args: Any, skill: Skill | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for code, language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name in %(language)s") % {"language": language},
                max_length=60,
                required=False,
                initial=skill.names.get(code, "") if skill else "",
                widget=forms.TextInput(attrs={"lang": code}),
            )
        self.order_fields([*(name for name in self.fields if name.startswith("name_")), "is_profession"])
        self.fields["is_profession"].initial = skill.is_profession if skill else False

    def told(self) -> dict[str, Any]:
        """The arguments of `actions.skills.add` and `rename` that this page asks for."""
        names = {code: self.cleaned_data[f"name_{code}"] for code, _language in settings.LANGUAGES}
        return {"names": names, "is_profession": self.cleaned_data["is_profession"]}
