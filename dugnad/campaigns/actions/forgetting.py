"""What is forgotten of signatures, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from dugnad.campaigns.actions.petition_keys import destroy_keys
from dugnad.campaigns.enums import Signed, Suspicion, Verdict
from dugnad.campaigns.models import Signature, SigningAlarm
from dugnad.kit import networks

TRACES_KEPT = networks.KEPT
UNANSWERED_KEPT = timedelta(days=14)
"""A week longer than the link in the letter works."""


def forget(at: datetime) -> int:
    """Everything whose time is over at `at`; how many rows and keys that were."""
    return _traces(at) + _unanswered(at) + destroy_keys(at) + networks.forget(at)


def _traces(at: datetime) -> int:
    """Networks and mail hosts of signatures; of those that are held the host, so that somebody can still judge."""
    old = Signature.objects.filter(created_at__lte=at - TRACES_KEPT).exclude(network="")
    gone = old.update(network="")
    hosts = Signature.objects.filter(created_at__lte=at - TRACES_KEPT).exclude(host="").exclude(state=Signed.HELD)
    gone += hosts.update(host="")
    alarms = SigningAlarm.objects.filter(suspicion=Suspicion.NETWORK, raised_at__lte=at - 2 * TRACES_KEPT)
    return gone + alarms.exclude(verdict=Verdict.OPEN).exclude(about="").update(about="")


def _unanswered(at: datetime) -> int:
    """Names, words and addresses that nobody confirmed."""
    old = Signature.objects.filter(state=Signed.PENDING, created_at__lte=at - UNANSWERED_KEPT).exclude(sealed=None)
    return old.update(name="", words="", place=None, mailbox="", agreed=[], sealed=None)
