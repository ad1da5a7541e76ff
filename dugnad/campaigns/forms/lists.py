"""The questions about lists that come in and go out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.actions.importing import LARGEST
from dugnad.campaigns.list_columns import FIELDS
from dugnad.campaigns.queries.exporting import Kind
from dugnad.kit.form_keys import form_key_field


class FileForm(forms.Form):
    """The list."""

    file = forms.FileField(
        label=_("Your list"),
        help_text=_(
            "A table as CSV, from any spreadsheet or mailing tool. One row for each person, the names of the columns "
            "above them; up to 100,000 rows."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than 11 MB. Divide it, and bring in one part at a time.")
            )
        return file


class ColumnsForm(forms.Form):
    """Which column holds what, and what people agreed to."""

    words = forms.CharField(
        label=_("What did they agree to, in the words as they stood there?"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Each of them sees these words in every letter, and can take the consent back."),
    )
    agreed_on = forms.DateField(
        label=_("On which day, where the list does not say?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, heading: Sequence[str], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        columns = [("", _("not in the list"))] + [(str(n), name or f"{n + 1}") for n, name in enumerate(heading)]
        for field, label in FIELDS.items():
            needed = field in {"email", "consent"}
            self.fields[field] = forms.ChoiceField(label=label, choices=columns, required=needed)
        self.order_fields([*FIELDS, "words", "agreed_on"])

    def clean_agreed_on(self) -> date | None:
        day: date | None = self.cleaned_data["agreed_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("Choose a day that has been."))
        return day

    def columns(self) -> dict[str, int]:
        """Number of the column by field."""
        return {field: int(self.cleaned_data[field]) for field in FIELDS if self.cleaned_data.get(field)}

    def said(self) -> dict[str, Any]:
        """The answers, as they are kept with the draft."""
        day = self.cleaned_data["agreed_on"]
        return {
            "columns": self.columns(),
            "words": self.cleaned_data["words"],
            "agreed_on": day.isoformat() if day else "",
        }


def noon_of(day: str) -> datetime | None:
    """The kept day as a moment."""
    return datetime.combine(date.fromisoformat(day), time(12), UTC) if day else None


def answered(said: Mapping[str, Any]) -> dict[str, Any]:
    """The kept answers as the form wants them."""
    columns = {field: str(number) for field, number in said.get("columns", {}).items()}
    return {**columns, "words": said.get("words", ""), "agreed_on": said.get("agreed_on", "")}


class ExportForm(forms.Form):
    """Which list, and what for."""

    kind = forms.ChoiceField(label=_("Which list?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("What is it for?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody in the circle reads this, with your name and the number of people."),
    )
    form_key = form_key_field()

    def __init__(self, *args: Any, kinds: Sequence[Kind], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.code, f"{one.name} ({one.count})") for one in kinds]
