"""A question that is answered in words of one’s own."""

from __future__ import annotations

from typing import Any

from django import forms

WORDS = 4000


def words(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 3) -> forms.CharField:
    """A question that is answered in some sentences."""
    area = forms.Textarea(attrs={"dir": "auto", "rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=WORDS, widget=area)
