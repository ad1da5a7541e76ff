"""What members are told around articles: that they are asked to speak, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.campaigns import acts as verbs
from dugnad.campaigns.enums import Speaking
from dugnad.campaigns.models import Spokesperson
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words, actors


def of_speaking(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Being asked to speak, and a yes to it. A no is told as a no, without a reason. Never in a letter."""
    found = Spokesperson.objects.visible_to(member).select_related("campaign")
    known = found.in_bulk({act.object_id for act in acts})
    people = actors(member, acts)
    told: dict[int, Words] = {}
    for act in acts:
        one = known.get(act.object_id)
        if one is None or act.actor not in people:
            continue
        asked = act.verb == verbs.ASKED_TO_SPEAK.code
        if asked and one.member_id != member.pk:
            continue
        told[act.pk] = Words(
            line=_line(act.verb) % {"name": people[act.actor].handle},
            page=reverse("speaker", args=[one.pk]) if asked else reverse("article", args=[one.rung_id]),
            title=one.campaign.title,
            text=one.topic if asked else "",
            over=asked and one.speaking != Speaking.ASKED,
        )
    return told


def _line(verb: str) -> str:
    if verb == verbs.ASKED_TO_SPEAK.code:
        return _("%(name)s asks whether you will speak for a campaign")
    if verb == verbs.SPEAKS.code:
        return _("%(name)s will speak for the campaign")
    return _("%(name)s does not speak for the campaign")
