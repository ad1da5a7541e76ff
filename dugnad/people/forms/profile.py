"""What members tell of themselves, and what help they offer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dugnad.kit.languages import SPOKEN
from dugnad.people.actions.profile import MOST_CALLS, Help
from dugnad.people.enums import Pronouns
from dugnad.people.fields import PlaceField
from dugnad.people.models import Member
from dugnad.people.queries import skills


class ProfileForm(forms.Form):
    """What others see."""

    about = forms.CharField(
        label=_("A few words about you"),
        help_text=_("What you do, what you know, what you like. Leave out what could lead a stranger to your door."),
        max_length=280,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    pronouns = forms.ChoiceField(
        label=_("How others speak of you"), choices=[("", _("not said")), *Pronouns.choices], required=False
    )
    picture = forms.FileField(
        label=_("A picture"),
        help_text=_("JPEG, PNG, GIF or WebP, at most 10 MB. What it says of time and place is taken out."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
    faceless = forms.BooleanField(label=_("Take my picture away"), required=False)

    def __init__(self, *args: Any, member: Member, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"about": member.about, "pronouns": member.pronouns}
        if not member.picture:
            del self.fields["faceless"]

    def told(self) -> dict[str, Any]:
        """The arguments of `actions.profile.tell`, save who tells it."""
        given = self.cleaned_data
        picture = given.get("picture")
        return {
            "about": given["about"],
            "pronouns": given["pronouns"],
            "picture": picture.read() if picture else None,
            "faceless": given.get("faceless", False),
        }


class HelpForm(forms.Form):
    """What somebody can help with, and when they may be asked."""

    calls_per_week = forms.IntegerField(
        label=_("How many times a week may you be asked by name?"),
        help_text=_("None is a good answer too: you can still help where you choose."),
        min_value=0,
        max_value=MOST_CALLS,
    )
    quiet_from = forms.TimeField(
        label=_("Do not ask me from"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    time_zone = forms.ChoiceField(label=_("By the clocks of"))
    place = PlaceField(required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages you can help in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    skills = forms.MultipleChoiceField(
        label=_("What you know and can do"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, member: Member, **options: Any) -> None:
        super().__init__(*args, **options)
        offered: dict[str, Any] = {
            "time_zone": _zones(),
            "languages": sorted(SPOKEN, key=lambda one: str(one[1]).casefold()),
            "skills": skills.choices(),
        }
        for name, choices in offered.items():
            cast(forms.ChoiceField, self.fields[name]).choices = choices
        if not self.is_bound:
            self.initial = _as_it_is(member)

    def help(self) -> Help:
        """The answers, for the action."""
        return Help(**self.cleaned_data)


def _as_it_is(member: Member) -> dict[str, Any]:
    return {
        "calls_per_week": member.calls_per_week,
        "quiet_from": member.quiet_from,
        "quiet_until": member.quiet_until,
        "time_zone": member.time_zone,
        "place": member.place,
        "languages": [spoken.language for spoken in member.languages.all()],
        "skills": list(member.skills.values_list("pk", flat=True)),
    }


@lru_cache(maxsize=1)
def _zones() -> list[tuple[str, str]]:
    """Our own first, then those named after a place."""
    named = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "US/")))
    ours = settings.TIME_ZONE
    return [(zone, zone.replace("_", " ")) for zone in [ours, *(one for one in named if one != ours)]]
