"""The outbox, for whoever keeps the machine running. Nothing here tells who is written to, or what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from dugnad.notify.enums import Post
from dugnad.notify.models import Letter, MailStall

SHOWN = 50
LATELY = timedelta(days=1)


@dataclass(frozen=True)
class Outbox:
    """`late` counts those that were due for five minutes; `trying` were put off, `failed` wait for a hand."""

    waiting: int
    late: int
    sent: int
    stall: MailStall | None
    trying: list[Letter]
    failed: list[Letter]


def outbox(at: datetime) -> Outbox:
    """Five queries."""
    waiting = Letter.objects.filter(post=Post.WAITING)
    counted = dict(
        Letter.objects.filter(created_at__gt=at - LATELY).order_by().values_list("post").annotate(n=Count("pk"))
    )
    return Outbox(
        waiting=waiting.count(),
        late=waiting.filter(due_at__lte=at - timedelta(minutes=5)).count(),
        sent=counted.get(Post.SENT, 0),
        stall=MailStall.objects.first(),
        trying=list(waiting.filter(tries__gt=0).exclude(said="").defer("sealed").order_by("due_at", "pk")[:SHOWN]),
        failed=list(Letter.objects.filter(post=Post.FAILED).defer("sealed").order_by("-created_at", "pk")[:SHOWN]),
    )
