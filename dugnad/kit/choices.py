"""What one chooses from: labels that need more than a word, and rows in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dugnad.kit.icons import icon


def _choice(label: Any, hint: Any = "", picture: str = "") -> SafeString:
    return format_html(
        '{}<span class="said"><b>{}</b>{}</span>',
        icon(picture) if picture else "",
        label,
        format_html(" <small>{}</small>", hint) if hint else "",
    )


choice = lazy(_choice, SafeString)
"""`choice(label, hint="", picture="")`: the label of a radio button or checkbox, with a hint and a Lucide icon.

Lazy, so that it can stand in a form class and still speak each visitor's language.
"""


def choose_from(form: forms.BaseForm, name: str, rows: Any, said: Callable[[Any], str]) -> None:
    """Let the field `name` of `form` offer `rows` (a `QuerySet`), each in the words of `said`."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    field.label_from_instance = said  # type: ignore[assignment, method-assign]  # Django's documented hook
