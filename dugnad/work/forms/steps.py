"""The one or two questions of each step with a task."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dugnad.circles.enums import Standing
from dugnad.circles.models import Membership
from dugnad.kit.folding import same_in_any_case
from dugnad.people.models import Member
from dugnad.work.forms.words import words
from dugnad.work.models import Task


class ProgressForm(forms.Form):
    """How it goes."""

    text = words(_("How does it go?"), _("A line is enough: it stays with you for three more days, and others know."))


class HandOverForm(forms.Form):
    """What the next person should know, and who that may be."""

    text = words(
        _("What should the next person know?"),
        _("How far you have come, what is agreed, what is still missing."),
        required=False,
    )
    to = forms.CharField(
        label=_("Do you think of somebody?"),
        required=False,
        max_length=40,
        help_text=_("Their name here. They are asked; it is theirs only when they take it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, member: Member, task: Task, **options: Any) -> None:
        super().__init__(*args, **options)
        self.member, self.task = member, task

    def clean_to(self) -> Member | None:
        """The member of this handle in the circle, in any case, with or without an @ before it."""
        typed = self.cleaned_data["to"].strip().removeprefix("@")
        if not typed:
            return None
        inside = Membership.objects.filter(circle=self.task.circle_id, standing=Standing.ACTIVE).values("member")
        others = Member.objects.visible_to(self.member).exclude(pk=self.member.pk)
        found: Member | None = others.filter(handle_folded=same_in_any_case(typed), pk__in=inside).first()
        if found is None:
            raise ValidationError(_("Nobody in this circle is called “%(name)s”."), params={"name": typed})
        return found


class DoneForm(forms.Form):
    """What came of it, and how long it took."""

    text = words(_("What came of it?"), _("Where the result is, what was said, what follows."), required=False)
    minutes = forms.IntegerField(
        label=_("About how many minutes did it take you?"),
        min_value=1,
        max_value=60_000,
        help_text=_("It is counted for all of us together, and makes the next guess better."),
    )


class CloseForm(forms.Form):
    """Why nobody needs to do it."""

    text = words(_("Why is it not needed?"), _("What waits for it can go on then."))


class OnField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker only
    """One of the tasks of the circle."""

    def label_from_instance(self, obj: Task) -> str:
        return obj.title


class WaitForm(forms.Form):
    """What has to be done first."""

    on = OnField(label=_("What has to be done first?"), queryset=Task.objects.none(), empty_label=None)

    def __init__(self, *args: Any, tasks: QuerySet[Task], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["on"]
        assert isinstance(field, OnField)
        field.queryset = tasks
