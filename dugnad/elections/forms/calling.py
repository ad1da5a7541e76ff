"""What is asked of whoever calls an election, and how long a term is."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dugnad.elections.enums import (
    ASKED_FOR,
    FEWEST_STEWARDS,
    MOST_SEATS,
    MOST_STANDING_DAYS,
    MOST_VOTING_DAYS,
    STANDING_DAYS,
    VOTING_DAYS,
)

TERMS = (3, 6, 12, 18, 24)


class CallForm(forms.Form):
    """How many stewards, and how long people have."""

    seats = forms.TypedChoiceField(
        label=_("How many stewards?"),
        help_text=_("Three is a good number: when one is ill and one is away, somebody is still there."),
        choices=[(number, str(number)) for number in range(FEWEST_STEWARDS, MOST_SEATS + 1)],
        coerce=int,
        initial=ASKED_FOR,
        widget=forms.RadioSelect,
    )
    standing_days = forms.IntegerField(
        label=_("Days in which people can stand"),
        min_value=1,
        max_value=MOST_STANDING_DAYS,
        initial=STANDING_DAYS,
    )
    voting_days = forms.IntegerField(
        label=_("Days in which everybody can vote"),
        help_text=_("A week lets people vote who look in at the weekend."),
        min_value=1,
        max_value=MOST_VOTING_DAYS,
        initial=VOTING_DAYS,
    )


class TermForm(forms.Form):
    """For how long stewards serve."""

    months = forms.TypedChoiceField(
        label=_("For how long do stewards serve?"),
        help_text=_("This holds from the next election on: nobody makes their own term longer."),
        choices=lambda: [(months, ngettext("%(n)d month", "%(n)d months", months) % {"n": months}) for months in TERMS],
        coerce=int,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: object = None, *, months: int) -> None:
        super().__init__(data, initial={"months": months})  # type: ignore[arg-type]  # a QueryDict, or None
