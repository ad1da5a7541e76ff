"""A question whose answer is a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.kit.folding import fold
from dugnad.people.models import Place
from dugnad.people.queries import places

OFFERED = 8


class Typed(NamedTuple):
    """What came back from the page: the letters typed, and the id of the place chosen among those offered."""

    text: str
    choice: str


class PlaceInput(forms.TextInput):
    """A line for the town; below it, the towns it may be. With scripts they come while typing."""

    template_name = "people/widgets/place.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.offered: list[Place] = []
        self.chosen: Place | None = None

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        return Typed((data.get(name) or "").strip(), data.get(f"{name}_id") or "")

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, Typed):
            return value.text
        return value.label if isinstance(value, Place) else None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "hx-get": f"{reverse('places')}?field={name}",
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#{context['widget']['attrs'].get('id', name)}_found",
            "hx-sync": "this:replace",
        }
        return {**context, "name": name, "places": self.offered, "chosen": self.chosen}


class PlaceField(forms.Field):
    """A town of the gazetteer, typed; cleans to a `Place`, or None when it may be left out and was.

    When several places bear the name, the form comes back with a choice among them. `initial` is a `Place` or its id.
    """

    widget = PlaceInput
    default_error_messages = {
        "several": _("There are several places of that name. Choose one below."),
        "unknown": _("We know no place called “%(name)s”. Try the nearest larger town."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Town or municipality"))
        options.setdefault("help_text", _("For telling how far apart people are. Never an address."))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return Place.objects.filter(pk=value).first() if isinstance(value, int | str) and value else value

    def clean(self, value: Any) -> Place | None:
        typed = value if isinstance(value, Typed) else Typed("", "")
        if not typed.text:
            super().validate(None)
            return None
        chosen = _chosen(typed)
        if chosen:  # still chosen if the form comes back for another reason
            self.widget.offered, self.widget.chosen = [chosen], chosen
        return chosen or self._meant(typed.text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = self.prepare_value(initial)
        return (before.label if before else "") != (data.text if isinstance(data, Typed) else "")

    def _meant(self, text: str) -> Place:
        found = places.called(text) or places.find(text, OFFERED)
        if not found:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"name": text})
        if len(found) > 1:
            self.widget.offered = found[:OFFERED]  # each form has a copy of field and widget of its own
            raise ValidationError(self.error_messages["several"], code="several")
        return found[0]


def _chosen(typed: Typed) -> Place | None:
    """The place that was chosen, unless something else has been typed since."""
    if not typed.choice.isdecimal():
        return None
    place = Place.objects.filter(pk=int(typed.choice[:10])).first()
    if place is None:
        return None
    beginning = fold(typed.text.partition(",")[0])
    return place if any(name.folded.startswith(beginning) for name in place.names.all()) else None
