"""Coming in, and letting in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dugnad.circles.models import Circle
from dugnad.circles.terms import INVITATION_DAYS
from dugnad.kit.folding import same_in_any_case
from dugnad.people.models import Member


class NormsForm(forms.Form):
    """Which version of the norms somebody has read. Sending it is accepting them."""

    norms = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, circle: Circle) -> None:
        super().__init__(data, initial={"norms": circle.norms_version})
        self.circle = circle

    def bring_up_to_date(self) -> None:
        """After a refusal the page shows the norms as they are now, so those are what is accepted next."""
        if isinstance(self.data, QueryDict) and self.is_bound:
            now = self.data.copy()
            now["norms"] = str(self.circle.norms_version)
            self.data = now


class ApplyForm(NormsForm):
    """The circle's own questions."""

    def __init__(self, data: QueryDict | None = None, *, circle: Circle) -> None:
        super().__init__(data, circle=circle)
        self.asked = [f"answer{number}" for number in range(len(circle.questions))]
        for name, question in zip(self.asked, circle.questions, strict=True):
            self.fields[name] = forms.CharField(label=question, max_length=2000, widget=forms.Textarea({"rows": 3}))

    @property
    def answers(self) -> list[str]:
        """In the order of the questions."""
        return [self.cleaned_data[name] for name in self.asked]


class VouchForm(forms.Form):
    """For whom, and how one knows them."""

    handle = forms.CharField(
        label=_("For whom do you give your word?"),
        help_text=_("Their handle. They need an account already; for others, make an invitation."),
        max_length=40,
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    words = forms.CharField(
        label=_("How do you know them?"),
        help_text=_("The stewards read this, and the one it is about."),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, by: Member, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by = by

    def clean_handle(self) -> Member:
        """Whoever is kept apart from the one who asks is unknown to them, like anybody who is not there."""
        written = self.cleaned_data["handle"].strip()
        found: Member | None = (
            Member.objects.visible_to(self.by).filter(handle_folded=same_in_any_case(written)).first()
        )
        if found is None:
            raise forms.ValidationError(_("We know nobody called %(handle)s."), params={"handle": written})
        return found


class InviteForm(forms.Form):
    """What a link is for."""

    note = forms.CharField(
        label=_("A word to whoever gets it"),
        help_text=_("They see it, with your handle and the name of the circle, before they make an account."),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    days = forms.TypedChoiceField(
        label=_("How long does it work?"),
        choices=lambda: [
            (days, ngettext("%(days)d day", "%(days)d days", days) % {"days": days}) for days in INVITATION_DAYS
        ],
        coerce=int,
        initial=7,
        widget=forms.RadioSelect,
    )
    uses = forms.TypedChoiceField(label=_("For how many people?"), coerce=int, initial=1, widget=forms.RadioSelect)
    for_steward = forms.BooleanField(
        label=_("Whoever comes by it tends the circle with me"),
        help_text=_("Only for somebody you trust with everybody’s safety. Such a link is for one."),
        required=False,
    )

    def __init__(self, *args: Any, most: Sequence[int], second: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        uses = self.fields["uses"]
        assert isinstance(uses, forms.TypedChoiceField)
        uses.choices = [(number, str(number)) for number in most]
        if not second:
            del self.fields["for_steward"]

    def clean(self) -> dict[str, Any]:
        """A steward's link is for one, whatever else was chosen."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("for_steward") and typed.get("uses") != 1:
            self.add_error("uses", _("A link for a steward is for one person."))
        return typed


class NameForm(forms.Form):
    """Another name in this circle."""

    name = forms.CharField(
        label=_("Your other name"),
        help_text=_("It cannot be changed afterwards, so that nobody takes on a name that others have come to know."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class DeclineForm(forms.Form):
    """Words with a "not now"."""

    reply = forms.CharField(
        label=_("A word to them"), max_length=400, required=False, widget=forms.Textarea({"rows": 2})
    )
