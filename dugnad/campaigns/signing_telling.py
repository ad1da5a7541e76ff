"""Who hears that something about the signatures wants to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.acts import PAPER_ENTERED, SIGNING_ALARM
from dugnad.campaigns.enums import Verdict
from dugnad.campaigns.models import Organiser, PaperSheet, SigningAlarm
from dugnad.circles.enums import Role
from dugnad.circles.models import Membership
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Hearer, Pace, Words, register


def connect() -> None:
    """Called once, when the app is ready."""
    register(SIGNING_ALARM, who=_those_who_run(SigningAlarm, Pace.AT_ONCE), words=of_alarms)
    register(PAPER_ENTERED, who=_those_who_run(PaperSheet, Pace.DIGEST), words=of_sheets)


def _those_who_run(model: Any, pace: Pace) -> Any:
    """The organisers, and the stewards where there are none. Three queries."""

    def who(acts: Sequence[Act]) -> Iterable[Hearer]:
        of = dict(model.objects.filter(pk__in={act.object_id for act in acts}).values_list("pk", "campaign_id"))
        running = list(Organiser.objects.filter(campaign__in=set(of.values())).values_list("campaign_id", "member_id"))
        tending = Membership.objects.filter(circle__in={act.circle for act in acts}, role=Role.STEWARD)
        stewards = list(tending.values_list("circle_id", "member_id"))
        for act in acts:
            some = [member for campaign, member in running if campaign == of.get(act.object_id)]
            some = some or [member for circle, member in stewards if circle == act.circle]
            yield from (Hearer(act, str(member), pace) for member in some)

    return who


def of_alarms(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """For those who organise; without a word about whom it concerns."""
    line = _("Signatures of a campaign want to be looked at")
    return _of(SigningAlarm, member, acts, line, over=lambda alarm: alarm.verdict != Verdict.OPEN)


def of_sheets(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """For whoever can compare them with the paper."""
    line = _("Names from paper wait for a second pair of eyes")
    return _of(PaperSheet, member, acts, line, over=lambda sheet: sheet.verdict != Verdict.OPEN)


def _of(model: Any, member: Member, acts: Sequence[Act], line: str, over: Any) -> dict[int, Words]:
    run_by = rules.organises.which(member)
    found = model.objects.filter(pk__in={act.object_id for act in acts}).select_related("campaign")
    campaigns = {one.campaign_id for one in found}
    mine = set(found.model.campaign.field.related_model.objects.filter(run_by, pk__in=campaigns).values_list("pk"))
    known = {one.pk: one for one in found if (one.campaign_id,) in mine}
    return {
        act.pk: Words(
            line=line,
            page=reverse("sign_desk", args=[known[act.object_id].campaign_id]),
            title=known[act.object_id].campaign.title,
            over=over(known[act.object_id]),
        )
        for act in acts
        if act.object_id in known
    }
