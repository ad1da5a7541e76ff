"""What the clock does with campaigns. Each part adds its own."""

from __future__ import annotations

from datetime import timedelta

from dugnad.campaigns import due, mailing
from dugnad.campaigns.actions import forgetting, forgetting_letters, receipts
from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic


@periodic(every=timedelta(minutes=1))
def bring_updates() -> None:
    """Let out updates whose pause is over, and put them into letters, piece by piece."""
    mailing.go_on(now())


@periodic(every=timedelta(hours=6))
def forget_supporters() -> None:
    """Erase addresses that no consent needs, and who had which letter long ago."""
    mailing.sweep(now())


@periodic(every=timedelta(minutes=10))
def forget_lists() -> None:
    """Erase lists of supporters that nobody brought in within an hour."""
    mailing.sweep_lists(now())


@periodic(every=timedelta(minutes=1))
def lapse_pledges() -> None:
    """Tell everybody that nobody is bound by a pledge whose date has passed below its number."""
    due.lapse_pledges(now())


@periodic(every=timedelta(minutes=5))
def decide_spending() -> None:
    """Count the votes on requests to spend whose days are over."""
    due.decide_spending(now())


@periodic(every=timedelta(minutes=15))
def publish_receipts() -> None:
    """Publish the receipts of the signatures that count, where there are others than before."""
    receipts.publish_all(now())


@periodic(every=timedelta(hours=6))
def forget_signers() -> None:
    """Destroy the keys of petitions whose time is over, and forget networks, mail hosts and what nobody confirmed."""
    forgetting.forget(now())


@periodic(every=timedelta(hours=6))
def forget_letters() -> None:
    """Erase drafts that nobody confirmed, and the words of those without an account half a year after the closing."""
    forgetting_letters.forget(now())
