"""What stewards and operators are told of doors that closed, of words that rest, and of circles that were slowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.circles import acts as verbs
from dugnad.circles import rules
from dugnad.circles.models import Circle, Membership
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.rules import keeps_running
from dugnad.people.telling import Words


def of_circles(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """For those who tend the circles. One query, and those of the rules."""
    known = Circle.objects.visible_to(member).in_bulk({act.circle for act in acts})
    found = ((act, known[act.circle]) for act in acts if act.circle in known)
    return {act.pk: _words(act, circle) for act, circle in found if rules.tends.can(member, circle)}


def _words(act: Act, circle: Circle) -> Words:
    page = reverse("circle_pace", args=[circle.pk])
    if act.verb == verbs.SHUT.code:
        line = _("So many people joined at once that the circle has closed its door. Look at it, and open it again")
        return Words(line=line, page=page, title=circle.name, over=circle.shut_at is None)
    line = _("Far more is written than usual, so the circle goes slowly for an hour")
    return Words(line=line, page=page, title=circle.name)


def of_words_that_rest(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """For those who tend the circles: whose word rests since people below them were kept out. Two queries."""
    tended = Membership.objects.filter(rules.tends_its_circle.which(member))
    theirs = tended.filter(circle__in={act.circle for act in acts}, member__person_key__in={act.toward for act in acts})
    rows = {(one.circle_id, one.member.person_key): one for one in theirs.select_related("member", "circle")}
    return {
        act.pk: Words(
            line=_("The word of %(name)s rests: two people who came in below them were kept out")
            % {"name": rows[act.circle, act.toward].member.handle},
            page=reverse("circle_member", args=[rows[act.circle, act.toward].pk]),
            title=rows[act.circle, act.toward].circle.name,
        )
        for act in acts
        if (act.circle, act.toward) in rows
    }


def of_the_entrance(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """For operators, who open it again, and for the stewards of open circles."""
    runs = keeps_running.can(member, None)
    line = _("So many people made accounts at once that nobody can make one without an invitation for now")
    page = reverse("entrance") if runs else reverse("circles")
    return {act.pk: Words(line=line, page=page) for act in acts}
