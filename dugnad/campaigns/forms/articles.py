"""The questions around an article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.forms.keys import form_key_field
from dugnad.campaigns.models import Pitch, Rung
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.people.models import Member


def _day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


class ArticleForm(forms.Form):
    """What an article says, and from when on others may know."""

    title = forms.CharField(label=_("What does the article say, in one line?"), max_length=140)
    notes = forms.CharField(
        label=_("Notes"),
        help_text=_("For those in the circle who may see this article, and for nobody else."),
        max_length=8_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    embargo_until = _day(
        _("Not before"),
        _("Before this day nothing of it is shown to others than organisers and whoever holds it."),
        required=False,
    )


class PitchForm(ArticleForm):
    """An article for an outlet: one of those known, or a new one."""

    outlet = forms.CharField(
        label=_("Which paper, station or site?"),
        max_length=140,
        help_text=_("One that is known already is found by its name."),
        widget=forms.TextInput(attrs={"list": "outlets"}),
    )
    reach = forms.CharField(
        label=_("Whom does one write to there?"), max_length=280, required=False, help_text=_("An editor, at work.")
    )
    form_key = form_key_field()
    field_order = ["outlet", "reach", "title", "notes", "embargo_until"]


class RewordForm(ArticleForm):
    """Other words for an article, held against the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


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
    printed_on = _day(_("When?"))
    pitch = forms.ModelChoiceField(
        label=_("Is it an article of ours?"),
        queryset=Pitch.objects.none(),
        required=False,
        empty_label=_("No, somebody else wrote it"),
    )
    form_key = form_key_field()

    def __init__(self, *args: Any, pitches: QuerySet[Pitch], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["pitch"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = pitches
        field.label_from_instance = lambda obj: obj.title  # type: ignore[method-assign]  # Django's documented hook

    def clean_url(self) -> str:
        """Addresses of pages only: no file or mail program is opened by a link here."""
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("https://", "http://")):
            raise forms.ValidationError(_("It should begin with https://"))
        return url


class SpeakerForm(forms.Form):
    """Whom to ask, and about what they could speak."""

    member = forms.ModelChoiceField(label=_("Whom do you ask?"), queryset=Member.objects.none())
    topic = forms.CharField(
        label=_("What can they speak about?"), max_length=140, help_text=_("“What it is like to turn eighteen”")
    )

    def __init__(self, *args: Any, rung: Rung, by: Member, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)
        inside = Member.objects.visible_to(by).filter(belongs_to_its_circle.who(rung.campaign))
        field.queryset = inside.exclude(pk=by.pk).order_by("handle_folded")
        field.label_from_instance = lambda obj: obj.handle  # type: ignore[method-assign]  # Django's documented hook


class AgreeForm(forms.Form):
    """How somebody who agrees wants to be reached."""

    reach = forms.CharField(
        label=_("How may journalists reach you?"),
        help_text=_("An address or a number that you are willing to give them. It is forgotten when you stop."),
        max_length=140,
    )
