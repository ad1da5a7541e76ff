"""The one question of somebody who passes a call on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dugnad.asks.models import Call
from dugnad.circles.enums import Standing
from dugnad.circles.models import Membership
from dugnad.kit.folding import same_in_any_case
from dugnad.people.models import Member


class PassOnForm(forms.Form):
    """To whom. Cleans to the `Member`: somebody in the circle of the ask whom `member` may meet."""

    to = forms.CharField(
        label=_("Whom do you think of?"),
        max_length=40,
        help_text=_("Their name here, as in the list of the circle’s members. They see that it came from you."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, member: Member, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        self.member, self.call = member, call

    def clean_to(self) -> Member:
        """The member of this handle, in any case, with or without an @ before it."""
        typed = self.cleaned_data["to"].strip().removeprefix("@")
        inside = Membership.objects.filter(circle=self.call.circle_id, standing=Standing.ACTIVE).values("member")
        others = Member.objects.visible_to(self.member).exclude(pk=self.member.pk)
        found: Member | None = others.filter(handle_folded=same_in_any_case(typed), pk__in=inside).first()
        if found is None:
            raise ValidationError(_("Nobody in this circle is called “%(name)s”."), params={"name": typed})
        return found
