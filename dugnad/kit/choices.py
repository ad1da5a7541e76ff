"""The label of a choice that needs more than a word."""

from __future__ import annotations

from typing import Any

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
