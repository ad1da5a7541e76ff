"""Noticing signatures that look forged. Nothing is thrown away for it: what is like them is held until somebody looks.

Three things are counted, over the signatures that waited for or got an answer to their letter:

- many addresses at one mail host that is not one of those half of the country has,
- many from one network,
- far more in ten minutes than in the day before. That is told, and holds nothing back: it is how a good day begins.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.actions.counting import recount_one
from dugnad.campaigns.acts import SIGNATURES_SETTLED, SIGNING_ALARM
from dugnad.campaigns.enums import Phase, Signed, Suspicion, Verdict
from dugnad.campaigns.models import Campaign, Signature, SigningAlarm
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member

EVERY = timedelta(seconds=20)
LATELY = timedelta(hours=1)
AT_ONE_HOST = 25
FROM_ONE_NETWORK = 20
AT_LEAST, TIMES = 100, 10
"""A burst: so many in ten minutes, and so many times as many as in ten minutes of the day before."""
BURST = timedelta(minutes=10)
QUIET = timedelta(days=1)
"""A burst is told once a day."""
WIDELY_USED = frozenset({
    "gmail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com",
    "icloud.com", "me.com", "mac.com", "aol.com", "proton.me", "protonmail.com",
    "gmx.net", "gmx.de", "web.de", "mail.com", "zoho.com", "fastmail.com",
    "tutanota.com", "riseup.net", "hotmail.se", "live.se", "outlook.se", "telia.com",
    "yahoo.se", "bredband.net", "comhem.se", "tele2.se", "spray.se",
})  # fmt: skip
COUNTING = (Signed.PENDING, Signed.CONFIRMED, Signed.HELD)

_looked: dict[str, datetime] = {}


def look_out(at: datetime) -> int:
    """Raise alarms where there is reason, every twenty seconds; how many were raised."""
    if at - _looked.get("at", at - EVERY) < EVERY:
        return 0
    _looked["at"] = at
    raised = 0
    for campaign in Campaign.objects.filter(phase=Phase.OPEN).select_related("act"):
        raised += look_at(campaign, at)
    return raised


def look_at(campaign: Campaign, at: datetime) -> int:
    """The same for one campaign, now."""
    lately = Signature.objects.filter(campaign=campaign, created_at__gt=at - LATELY, state__in=COUNTING).order_by()
    found = [
        (Suspicion.HOST, host, count) for host, count in _many(lately, "host", AT_ONE_HOST) if host not in WIDELY_USED
    ]
    found += [(Suspicion.NETWORK, network, count) for network, count in _many(lately, "network", FROM_ONE_NETWORK)]
    if (burst := _burst(campaign, at)) and not _told_of_burst(campaign, at):
        found.append((Suspicion.BURST, "", burst))
    return sum(_raise(campaign, *one, at=at) for one in found)


def _many(lately: Any, field: str, most: int) -> list[tuple[str, int]]:
    grouped = lately.exclude(**{field: ""}).values_list(field).annotate(n=Count("pk"))
    return [(value, count) for value, count in grouped.filter(n__gte=most).order_by("-n", field)[:50]]


def _burst(campaign: Campaign, at: datetime) -> int:
    these = Signature.objects.filter(campaign=campaign)
    lately = these.filter(created_at__gt=at - BURST).count()
    if lately < AT_LEAST:
        return 0
    before = these.filter(created_at__gt=at - BURST - timedelta(days=1), created_at__lte=at - BURST).count()
    return lately if lately > TIMES * before * BURST / timedelta(days=1) else 0


def _told_of_burst(campaign: Campaign, at: datetime) -> bool:
    last = SigningAlarm.objects.filter(campaign=campaign, suspicion=Suspicion.BURST).aggregate(last=Max("raised_at"))
    return last["last"] is not None and last["last"] > at - QUIET


@transaction.atomic
def _raise(campaign: Campaign, suspicion: Suspicion, about: str, count: int, *, at: datetime) -> bool:
    """An alarm, unless somebody has been told of the same, and those like it that counted since are held back."""
    same = SigningAlarm.objects.filter(campaign=campaign, suspicion=suspicion, about=about)
    if suspicion != Suspicion.BURST and same.exists():
        return False
    alarm = SigningAlarm(campaign=campaign, suspicion=suspicion, about=about, found=count, raised_at=at)
    if not SigningAlarm.objects.bulk_create([alarm], ignore_conflicts=True):
        return False
    _hold(alarm, at)
    record(
        SIGNING_ALARM,
        by=None,
        about=alarm.pk,
        circle=campaign.circle_id,
        cause=campaign.act_id,
        amount=count,
        audience=Audience.PRIVATE,
        at=at,
    )
    return True


def _hold(alarm: SigningAlarm, at: datetime) -> None:
    if alarm.suspicion == Suspicion.BURST:
        return
    counted = _like_it(alarm).filter(state=Signed.CONFIRMED, counted_at__gt=at - LATELY)
    counted.update(state=Signed.HELD, uncounted_at=at)


def _like_it(alarm: SigningAlarm) -> Any:
    field = "host" if alarm.suspicion == Suspicion.HOST else "network"
    return Signature.objects.filter(**{"campaign": alarm.campaign_id, field: alarm.about})


def settle(*, by: Member, alarm: SigningAlarm, verdict: Verdict, at: datetime | None = None) -> int:
    """An organiser has looked: the signatures that were held count, or do not. How many were let in.

    Raises `Refused` for those who do not organise the campaign, and when somebody else was quicker.
    """
    rules.organises.require(by, alarm.campaign)
    count = _settle(by, alarm, verdict, at or now())
    recount_one(alarm.campaign_id, at or now(), whole=True)
    return count


@transaction.atomic
def _settle(by: Member, alarm: SigningAlarm, verdict: Verdict, at: datetime) -> int:
    still = SigningAlarm.objects.filter(pk=alarm.pk, verdict=Verdict.OPEN)
    if verdict == Verdict.OPEN or still.update(verdict=verdict, settled_by=by, settled_at=at) != 1:
        raise Refused(_("Somebody else has looked at this already."))
    held = _like_it(alarm).filter(state=Signed.HELD) if alarm.suspicion != Suspicion.BURST else Signature.objects.none()
    let_in = 0
    if verdict == Verdict.GENUINE:
        let_in = _free(held, alarm.campaign_id).update(state=Signed.CONFIRMED, counted_at=at, uncounted_at=None)
    else:
        held.update(state=Signed.INVALIDATED)
    record(
        SIGNATURES_SETTLED,
        by=by,
        about=alarm.pk,
        circle=alarm.campaign.circle_id,
        cause=alarm.campaign.act_id,
        amount=let_in,
        audience=Audience.CIRCLE,
        at=at,
    )
    return let_in


def _free(held: Any, campaign: str) -> Any:
    """Of those, the ones no other alarm is about."""
    others = SigningAlarm.objects.filter(campaign=campaign).exclude(verdict=Verdict.GENUINE)
    hosts = others.filter(suspicion=Suspicion.HOST).values("about")
    networks = others.filter(suspicion=Suspicion.NETWORK).values("about")
    return held.exclude(host__in=hosts).exclude(network__in=networks)
