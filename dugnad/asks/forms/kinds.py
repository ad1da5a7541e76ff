"""The questions put to an operator about a kind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dugnad.asks.models import Kind
from dugnad.people.models import Skill

NAME = 40


class SkillsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic for the checker only
    """Skills and professions, by name."""

    def label_from_instance(self, obj: Skill) -> str:
        return obj.name


class KindForm(forms.Form):
    """One kind: its name in each language of the pages, its place in the list, the skills it takes."""

    position = forms.IntegerField(
        label=_("Place in the list"), min_value=0, max_value=999, initial=100, help_text=_("Lower numbers come first.")
    )
    skills = SkillsField(
        label=_("Skills that help with it"),
        queryset=Skill.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    retired = forms.BooleanField(label=_("No longer offered to new asks"), required=False)

    def __init__(self, *args: Any, kind: Kind | None = None, **options: Any) -> None:
        self.kind = kind
        super().__init__(*args, **options)
        self.initial = _before(kind) if kind else {}
        skills = self.fields["skills"]
        assert isinstance(skills, SkillsField)
        skills.queryset = Skill.objects.filter(retired=False).order_by("pk")
        names = {f"name_{code}": forms.CharField(label=label, max_length=NAME) for code, label in settings.LANGUAGES}
        self.fields = {**names, **self.fields}
        if kind is None:
            del self.fields["retired"]

    def names(self) -> dict[str, str]:
        """The names by language code."""
        return {code: self.cleaned_data[f"name_{code}"] for code, _label in settings.LANGUAGES}


def _before(kind: Kind) -> dict[str, Any]:
    names = {f"name_{code}": kind.names.get(code, "") for code, _label in settings.LANGUAGES}
    skills = list(kind.skills.values_list("pk", flat=True))
    return {**names, "position": kind.position, "retired": kind.retired, "skills": skills}
