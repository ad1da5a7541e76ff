"""Marks as they are shown beside a name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.people.marks import Shown
from dugnad.professions.models import Mark, Terms
from dugnad.professions.queries.counting import words_given


def of_members(members: Collection[str], at: datetime) -> dict[str, tuple[Shown, ...]]:
    """By id of the member, the marks that stand at this moment. Two queries; one if there is none."""
    rows = list(
        Mark.objects.standing(at)
        .filter(member__in=members)
        .select_related("skill")
        .annotate(given=words_given(0))
        .order_by("pk")
    )
    if not rows:
        return {}
    scopes = dict(Terms.objects.filter(skill__in={row.skill_id for row in rows}).values_list("skill_id", "scope"))
    found: dict[str, tuple[Shown, ...]] = {}
    for row in rows:
        if row.skill_id in scopes:
            one = Shown(row.skill.name, says(row, vars(row)["given"]), scopes[row.skill_id])
            found[row.member_id] = (*found.get(row.member_id, ()), one)
    return found


def says(mark: Mark, given: int) -> str:
    """ "vouched for by two of the profession, until March 2027" """
    assert mark.expires_at is not None
    facts = {"until": date_format(localtime(mark.expires_at), "F Y"), "n": given}
    if mark.first:
        return _("named as one of the first, until %(until)s") % facts
    said = ngettext(
        "vouched for by %(n)d member of the profession, until %(until)s",
        "vouched for by %(n)d members of the profession, until %(until)s",
        given,
    )
    return said % facts
