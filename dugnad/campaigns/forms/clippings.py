"""The questions about something that was printed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.forms.articles import day
from dugnad.campaigns.models import Pitch
from dugnad.kit.choices import choose_from
from dugnad.kit.form_keys import form_key_field


class ClippingForm(forms.Form):
    """Something that was printed."""

    title = forms.CharField(label=_("Its headline"), max_length=200)
    outlet = forms.CharField(label=_("Where was it printed?"), max_length=140)
    url = forms.URLField(
        label=_("Where can it be read?"),
        help_text=_("Begins with https:// – nothing is fetched from there."),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    printed_on = day(_("When?"))
    pitch = forms.ModelChoiceField(
        label=_("Is it an article of ours?"),
        queryset=Pitch.objects.none(),
        required=False,
        empty_label=_("No, somebody else wrote it"),
    )
    form_key = form_key_field()

    def __init__(self, *args: Any, pitches: QuerySet[Pitch], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "pitch", pitches, lambda pitch: pitch.title)

    def clean_url(self) -> str:
        """Addresses of pages only: no file or mail program is opened by a link here."""
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("https://", "http://")):
            raise forms.ValidationError(_("It should begin with https://"))
        return url
