"""The authority's ledger: for each target what was sent, acknowledged and answered, and for how long it is silent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Max, Min, Sum

from dugnad.campaigns.enums import ReplyKind, ReplyState, SentKind
from dugnad.campaigns.models import Campaign, Reply, Sent, Target


@dataclass(frozen=True)
class Account:
    """Where it stands with one target. `first_at` and `last_at`: of all that was sent; None: nothing was.

    `silent_days` are the whole days since the first of it, as long as there is no answer; `overdue` says whether that
    is longer than they should take, `due_at` the moment from which it is.
    """

    target: Target
    sent: Mapping[str, int] = field(default_factory=dict)
    first_at: datetime | None = None
    last_at: datetime | None = None
    delivered_at: datetime | None = None
    acknowledged_at: datetime | None = None
    answered_at: datetime | None = None
    due_at: datetime | None = None
    silent_days: int | None = None
    overdue: bool = False

    @property
    def letters(self) -> int:
        return self.sent.get(SentKind.LETTER, 0)

    @property
    def calls(self) -> int:
        return self.sent.get(SentKind.CALL, 0)


@dataclass(frozen=True)
class _Sending:
    kinds: dict[str, int]
    first_at: datetime
    last_at: datetime
    delivered_at: datetime | None


def accounts(campaign: Campaign, at: datetime) -> list[Account]:
    """One for each target, in their order, as everybody may see it. Three queries."""
    targets = list(campaign.targets.select_related("answers_for"))
    sendings = _sendings(campaign)
    shown = Reply.objects.filter(campaign=campaign, state=ReplyState.SHOWN)
    replies = list(shown.values_list("target_id", "kind", "came_at"))
    until = min(at, campaign.closed_at) if campaign.closed_at else at
    return [_account(target, sendings.get(target.pk), replies, until) for target in targets]


def _sendings(campaign: Campaign) -> dict[str, _Sending]:
    rows = Sent.objects.filter(campaign=campaign).order_by().values("target_id", "kind")
    found: dict[str, _Sending] = {}
    for row in rows.annotate(count=Sum("count"), first=Min("at"), last=Max("at")):
        before = found.get(row["target_id"])
        delivered = row["first"] if row["kind"] == SentKind.DELIVERY else None
        found[row["target_id"]] = _Sending(
            kinds={**(before.kinds if before else {}), row["kind"]: row["count"]},
            first_at=min(row["first"], before.first_at) if before else row["first"],
            last_at=max(row["last"], before.last_at) if before else row["last"],
            delivered_at=delivered or (before.delivered_at if before else None),
        )
    return found


def _account(
    target: Target, sending: _Sending | None, replies: Collection[tuple[str, str, datetime]], until: datetime
) -> Account:
    came = {kind: [at for to, one, at in replies if to == target.pk and one == kind] for kind in ReplyKind.values}
    acknowledged = min(came[ReplyKind.ACKNOWLEDGED] + came[ReplyKind.ANSWERED], default=None)
    answered = min(came[ReplyKind.ANSWERED], default=None)
    if sending is None:
        return Account(target, acknowledged_at=acknowledged, answered_at=answered)
    due = sending.first_at + timedelta(days=target.respond_within)
    return Account(
        target=target,
        sent=sending.kinds,
        first_at=sending.first_at,
        last_at=sending.last_at,
        delivered_at=sending.delivered_at,
        acknowledged_at=acknowledged,
        answered_at=answered,
        due_at=due,
        silent_days=None if answered else max(0, (until - sending.first_at).days),
        overdue=answered is None and until >= due,
    )
