"""What a gathering says of itself, and the roles it needs."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dugnad.gatherings.actions.calling import Wanted, Words
from dugnad.gatherings.enums import Sight, Task, Way
from dugnad.gatherings.models import Gathering
from dugnad.people.fields import PlaceField

A_ROLE = re.compile(r"^\s*(?:(?P<needed>\d{1,2})\s*[x×]?\s+)?(?P<words>\S.*?)\s*$")


OWN = {Task.STEWARD: "stewards", Task.FIRST_AID: "first_aid", Task.INTERPRETER: "interpreters", Task.DRIVER: "drivers"}


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=50, required=False)


class WordsForm(forms.Form):
    """What a gathering says of itself, and the roles it needs."""

    title = forms.CharField(
        label=_("What is it, in one line?"), max_length=140, help_text=_("“Letter-writing evening”")
    )
    text = forms.CharField(
        label=_("What is good to know?"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    sight = forms.ChoiceField(label=_("Who can see it?"), choices=Sight.choices, widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("How do you meet?"), choices=Way.choices, widget=forms.RadioSelect)
    place = PlaceField(required=False, help_text=_("Everybody who sees the gathering sees the town."))
    venue = forms.CharField(label=_("Where exactly?"), max_length=300, required=False)
    link = forms.URLField(label=_("The address online"), max_length=500, required=False, assume_scheme="https")
    hides_where = forms.BooleanField(
        label=_("Show where exactly, and the address online, only to those who say that they come"), required=False
    )
    access = forms.CharField(
        label=_("What does the place offer those who need it?"),
        help_text=_("Steps or a ramp, a quiet room, a hearing loop, how far from the bus."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    stewards = _number(_("Stewards"))
    first_aid = _number(_("First aid"))
    interpreters = _number(_("Interpreters"))
    languages = forms.CharField(label=_("Which languages?"), max_length=140, required=False)
    drivers = _number(_("Drivers"))
    others = forms.CharField(
        label=_("Other roles, one on each line"),
        help_text=_("With how many are needed before it: “2 make coffee”."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Where it is has to be said, in a town or online."""
        facts = super().clean() or {}
        if facts.get("way") in {Way.PLACE, Way.BOTH} and not (facts.get("place") or facts.get("venue")):
            self.add_error("venue", _("Say where, or choose the town."))
        if facts.get("way") in {Way.ONLINE, Way.BOTH} and not facts.get("link"):
            self.add_error("link", _("Write the address at which people meet online."))
        return facts

    def clean_others(self) -> list[Wanted]:
        """A role for each line."""
        found = [A_ROLE.match(line) for line in self.cleaned_data["others"].splitlines() if line.strip()]
        roles = [Wanted(Task.OTHER, int(one["needed"] or 1), one["words"][:140]) for one in found if one]
        if len(roles) > 20 or any(role.needed < 1 for role in roles):
            raise forms.ValidationError(_("At most 20 lines, and at least one person for each."))
        return roles

    def words(self) -> Words:
        """The answers, for the action."""
        facts = self.cleaned_data
        names = ("title", "text", "place", "venue", "link", "hides_where", "access")
        return Words(sight=Sight(facts["sight"]), way=Way(facts["way"]), **{name: facts[name] for name in names})

    def wanted(self) -> list[Wanted]:
        """The roles, for the action."""
        facts = self.cleaned_data
        said = {Task.INTERPRETER: facts["languages"]}
        common = [Wanted(task, facts[name], said.get(task, "")) for task, name in OWN.items() if facts[name]]
        return [*common, *facts["others"]]


def as_it_is(gathering: Gathering) -> dict[str, Any]:
    """What the form for changing a gathering begins with."""
    names = ("title", "text", "sight", "way", "place", "venue", "link", "hides_where", "access")
    return {name: getattr(gathering, name) for name in names}
