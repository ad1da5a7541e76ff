"""The questions around speaking for a campaign."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.models import Rung
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.choices import choose_from
from dugnad.people.models import Member


class SpeakerForm(forms.Form):
    """Whom to ask, and about what they could speak."""

    member = forms.ModelChoiceField(label=_("Whom do you ask?"), queryset=Member.objects.none())
    topic = forms.CharField(
        label=_("What can they speak about?"), max_length=140, help_text=_("“What it is like to turn eighteen”")
    )

    def __init__(self, *args: Any, rung: Rung, by: Member, **options: Any) -> None:
        super().__init__(*args, **options)
        inside = Member.objects.visible_to(by).filter(belongs_to_its_circle.who(rung.campaign))
        others = inside.exclude(pk=by.pk).order_by("handle_folded")
        choose_from(self, "member", others, lambda member: member.handle)


class AgreeForm(forms.Form):
    """How somebody who agrees wants to be reached."""

    reach = forms.CharField(
        label=_("How may journalists reach you?"),
        help_text=_("An address or a number that you are willing to give them. It is forgotten when you stop."),
        max_length=140,
    )
