"""What somebody saw who looked at what was done, and why something is open again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.work.enums import UnitState
from dugnad.work.forms.words import words
from dugnad.work.models import Task, Unit


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
