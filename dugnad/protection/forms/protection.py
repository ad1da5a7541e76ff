"""Marking a circle, naming a steward, choosing how long things are kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.circles.forms.circle import CircleForm
from dugnad.circles.models import Circle
from dugnad.circles.queries.people import STEWARDS
from dugnad.kit.choices import choice, choose_from
from dugnad.people.models import Member
from dugnad.protection.enums import Whom
from dugnad.protection.terms import KEEPING


def _whom() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Whom is it for?"),
        choices=[
            (
                Whom.MINORS.value,
                choice(
                    _("Young people under 18"),
                    _("Adults and young people get in touch the first time where a steward reads along."),
                    "shield",
                ),
            ),
            (
                Whom.AT_RISK.value,
                choice(_("People at risk"), _("Who must not be found, or are easily pressed."), "shield"),
            ),
        ],
        widget=forms.RadioSelect,
    )


class MarkForm(forms.Form):
    """Whom the circle is for."""

    whom = _whom()


class FoundForm(CircleForm):
    """A circle that is protected from its first day."""

    whom = _whom()
    reach = forms.CharField(
        label=_("How do members reach you?"),
        help_text=_("You are there for safeguarding until somebody else is named. All members see this."),
        max_length=200,
    )
    field_order = ("whom", "name", "purpose", "reach", "norms", "place", "profession")


class StewardForm(forms.Form):
    """Who is there for safeguarding."""

    steward = forms.ModelChoiceField(Member.objects.none(), label=_("Who?"), empty_label=None)
    reach = forms.CharField(
        label=_("How do members reach them?"),
        help_text=_("A phone number, hours, a place. All members of the circle see it, nobody else."),
        max_length=200,
    )

    def __init__(self, *args: Any, circle: Circle, **options: Any) -> None:
        super().__init__(*args, **options)
        ids = [row.member_id for row in STEWARDS.objects(circle=circle.pk)]
        tending = Member.objects.filter(pk__in=ids).order_by("handle_folded")
        choose_from(self, "steward", tending, lambda member: str(member.handle))


class KeepingForm(forms.Form):
    """For how long what is written is kept."""

    days = forms.TypedChoiceField(
        label=_("How long is what is written here kept?"),
        help_text=_("Asks with their answers, offers, tasks, gatherings that were. Then it is deleted for good."),
        coerce=int,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, protected: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["days"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(days, _("%(days)d days") % {"days": days}) for days in KEEPING]
        if not protected:
            field.choices = [*field.choices, (0, _("For ever"))]
