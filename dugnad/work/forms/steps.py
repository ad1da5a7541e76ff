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
from dugnad.work.enums import MOST_UNITS, UnitState
from dugnad.work.models import Task, Unit

WORDS = 4000


def words(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 3) -> forms.CharField:
    """A question that is answered in some sentences."""
    area = forms.Textarea(attrs={"dir": "auto", "rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=WORDS, widget=area)


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


class CheckForm(forms.Form):
    """Whether it is as it should be; if not, why, and of a job, which units."""

    text = words(_("What did you see?"), _("If it has to be done again, say what is missing."), required=False)
    units = forms.MultipleChoiceField(
        label=_("Which units are to be done again?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, task: Task, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_units(self, task)


class ReopenForm(forms.Form):
    """Why it is open again."""

    text = words(_("Why is it open again?"))
    units = forms.MultipleChoiceField(
        label=_("Which units are to be done again?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, task: Task, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_units(self, task)


def offer_units(form: forms.Form, task: Task) -> None:
    """Let the form name the units that are done; a task that is not split has none."""
    if not task.units_done:
        del form.fields["units"]
        return
    field = form.fields["units"]
    assert isinstance(field, forms.MultipleChoiceField)
    done = Unit.objects.filter(task=task, state=UnitState.DONE).order_by("number")
    field.choices = [(pk, f"{number}. {text[:80]}") for pk, number, text in done.values_list("pk", "number", "text")]


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


class SplitForm(forms.Form):
    """The units of a job: one on each line, or so many with numbers."""

    lines = forms.CharField(
        label=_("One unit on each line"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 10}),
        help_text=_("Paste a list: offices with their numbers, paragraphs, names of files."),
    )
    count = forms.IntegerField(
        label=_("Or how many, numbered from 1?"),
        required=False,
        min_value=1,
        max_value=MOST_UNITS,
        help_text=_("“40” makes forty units, when the text itself lies somewhere else."),
    )

    def clean_lines(self) -> list[str]:
        """The lines with something on them."""
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_UNITS:
            raise ValidationError(_("A thousand units are the most that one job can have. Make a second one."))
        if any(len(line) > 2000 for line in lines):
            raise ValidationError(_("One of the lines is longer than 2,000 characters. Break it in two."))
        return lines

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not self.errors and bool(facts.get("lines")) == bool(facts.get("count")):
            raise ValidationError(_("Write one unit on each line, or say how many there are."))
        return facts

    def texts(self, already: int) -> list[str]:
        """The text of each unit, when there are so many `already`."""
        lines: list[str] = self.cleaned_data["lines"]
        if lines:
            return lines
        first = already + 1
        return [_("No. %(n)d") % {"n": number} for number in range(first, first + self.cleaned_data["count"])]


class OutcomeForm(forms.Form):
    """What came of one unit."""

    outcome = words(_("What came of it?"), required=False, rows=2)


class TakeForm(forms.Form):
    """How many units at once."""

    wanted = forms.IntegerField(min_value=1, max_value=5, required=False)
