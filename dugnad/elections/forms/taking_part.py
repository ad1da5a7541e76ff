"""What is asked of those who stand, propose and vote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.elections.models import Candidate
from dugnad.kit.folding import same_in_any_case
from dugnad.people.models import Member


class StandForm(forms.Form):
    """A word to those who vote."""

    words = forms.CharField(
        label=_("A word to the circle"),
        help_text=_("What you would look after, and how much time you have. It is erased when the votes are counted."),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class ProposeForm(forms.Form):
    """Whom one would like to see stand."""

    handle = forms.CharField(
        label=_("Whom would you like to see stand?"),
        help_text=_("Their handle. They are asked; until they say yes, nobody else learns of it."),
        max_length=40,
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, by: Member, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by = by

    def clean_handle(self) -> Member:
        """Whoever is kept apart from the one who asks is unknown to them, like anybody who is not there."""
        written = self.cleaned_data["handle"].strip()
        met = Member.objects.visible_to(self.by)
        found: Member | None = met.filter(handle_folded=same_in_any_case(written)).first()
        if found is None:
            raise forms.ValidationError(_("We know nobody called %(handle)s."), params={"handle": written})
        return found


class VoteForm(forms.Form):
    """As many of those who stand as one trusts."""

    choices = forms.MultipleChoiceField(
        label=_("Whom do you trust to tend this circle?"),
        help_text=_("Tick as many as you like, also none. You can change it until the vote closes."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, candidates: Sequence[Candidate], mine: frozenset[str]) -> None:
        super().__init__(data, initial={"choices": sorted(mine)})
        field = self.fields["choices"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.pk, one.member.handle) for one in candidates]
