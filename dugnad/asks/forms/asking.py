"""The questions put to somebody who asks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dugnad.asks.actions.asking import Need, Speaker
from dugnad.asks.actions.pictures import MOST
from dugnad.asks.enums import Urgency, Voice
from dugnad.asks.forms.voices import NAME, VoiceField, VoiceForm, pseudonym_field
from dugnad.asks.models import Ask, Kind
from dugnad.kit.choices import choice
from dugnad.kit.form_keys import form_key_field
from dugnad.kit.languages import SPOKEN
from dugnad.kit.picture_fields import PicturesField
from dugnad.people.fields import PlaceField

TEXT = 20_000
SEALED = 8_000

URGENCIES = [
    (Urgency.NOW.value, choice(Urgency.NOW.label, _("Within the hour"))),
    (Urgency.TODAY.value, choice(Urgency.TODAY.label, _("Before the night"))),
    (Urgency.THIS_WEEK.value, choice(Urgency.THIS_WEEK.label, _("There are some days"))),
    (Urgency.NO_HURRY.value, choice(Urgency.NO_HURRY.label, _("When somebody has time"))),
]


class KindField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker only
    """One of the movement's kinds."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Kind.objects.none(), widget=forms.RadioSelect, empty_label=None, **options)

    def offer(self, chosen: Kind | None) -> None:
        """Offer the kinds in use, and `chosen` even if it is not any more."""
        in_use = Q(retired=False)
        self.queryset = Kind.objects.filter(in_use | Q(pk=chosen.pk) if chosen else in_use)

    def label_from_instance(self, obj: Kind) -> str:
        return obj.name


class NeedForm(forms.Form):
    """What is needed: shared by a new ask and a changed one."""

    title = forms.CharField(
        label=_("What do you need, in one line?"),
        max_length=140,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("“A bed for two nights, a boy who turned 18 this morning”"),
    )
    text = forms.CharField(
        label=_("What has happened, and what would help?"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 7}),
        help_text=_("No names, phone numbers or addresses here. They belong in the sealed part below."),
    )
    kind = KindField(label=_("What is it about?"))
    urgency = forms.TypedChoiceField(
        label=_("How soon?"),
        choices=URGENCIES,
        coerce=lambda value: Urgency(int(value)),
        widget=forms.RadioSelect,
        initial=Urgency.THIS_WEEK.value,
    )
    place = PlaceField(
        label=_("Where?"), required=False, help_text=_("The town or municipality is enough. It is used for distance.")
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages can people answer?"),
        choices=SPOKEN,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sealed = forms.CharField(
        label=_("Sealed part"),
        required=False,
        max_length=SEALED,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 3}),
        help_text=_(
            "Names, numbers, details of the case. Only people you let in can read it, one by one, and you see who has."
        ),
    )
    pictures = PicturesField(
        label=_("Pictures"),
        most=MOST,
        required=False,
        help_text=_("At most four. We remove what the camera wrote into them. Cover faces and names."),
    )

    def __init__(self, *args: Any, speaks: Collection[str] = (), chosen: Kind | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        languages = self.fields["languages"]
        assert isinstance(languages, forms.MultipleChoiceField)
        languages.choices = sorted(SPOKEN, key=lambda spoken: (spoken[0] not in speaks, str(spoken[1])))
        kinds = self.fields["kind"]
        assert isinstance(kinds, KindField)
        kinds.offer(chosen)

    def need(self) -> Need:
        """What was asked for."""
        facts = self.cleaned_data
        return Need(
            kind=facts["kind"],
            title=facts["title"],
            text=facts["text"],
            urgency=facts["urgency"],
            place=facts["place"],
            languages=facts["languages"],
            sealed=facts["sealed"],
            pictures=facts["pictures"],
        )


class AskForm(NeedForm, VoiceForm):
    """A new ask."""

    for_others = True

    voice = VoiceField(label=_("In whose name do you ask?"))
    pseudonym = pseudonym_field()
    case_name = forms.CharField(
        label=_("A made-up name for the one it is about"),
        required=False,
        max_length=NAME,
        help_text=_("Only if you ask for somebody else. Never the real one."),
    )
    form_key = form_key_field()

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if facts.get("voice") == Voice.BEHALF and not facts.get("case_name", "").strip():
            self.add_error("case_name", _("Choose a made-up name for the one you ask for."))
        return facts

    def typed(self) -> dict[str, Any]:
        """What was typed so far, as the beginning of a form that has not been sent."""
        data: Any = self.data
        return {name: field.widget.value_from_datadict(data, {}, name) for name, field in self.fields.items()}

    def speaker(self) -> Speaker:
        """In whose name."""
        facts = self.cleaned_data
        return Speaker(facts["voice"], facts.get("pseudonym", ""), facts["case_name"])


class EditAskForm(NeedForm):
    """New words for one's own ask."""

    without = forms.MultipleChoiceField(
        label=_("Take these pictures away"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, ask: Ask, **options: Any) -> None:
        before = {
            "title": ask.title,
            "text": ask.text,
            "kind": ask.kind_id,
            "urgency": ask.urgency,
            "place": ask.place,
            "languages": [row.language for row in ask.languages.all()],
        }
        super().__init__(*args, chosen=ask.kind, initial=before, **options)
        pictures = list(ask.pictures.order_by("pk"))
        without = self.fields["without"]
        assert isinstance(without, forms.MultipleChoiceField)
        without.choices = [(one.pk, _("Picture %(n)s") % {"n": n}) for n, one in enumerate(pictures, 1)]
        if not pictures:
            del self.fields["without"]
        self.fields["sealed"].label = _("Add to the sealed part")
        self.fields["sealed"].help_text = _(
            "Those you have let in can read this too, and the time until it is erased starts again."
        )

    def taken_away(self) -> list[str]:
        """Ids of the pictures to take away."""
        return list(self.cleaned_data.get("without", []))
