"""What is asked of those who want a calendar."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FeedForm(forms.Form):
    """Of which circle, or of what one comes to oneself."""

    circle = forms.ChoiceField(label=_("What shall stand in it?"), required=False)

    def __init__(self, *args: Any, circles: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["circle"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("What I come to")), *circles]
