"""Deleting what was written around asks and offers when its circle keeps it no longer. The acts stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.asks.actions.pictures import remove
from dugnad.asks.models import Answer, Ask, AskPicture, LivingAnswer, Offer, Revision
from dugnad.kit import fulltext
from dugnad.protection.retention import register


def connect() -> None:
    """Called once, when the app is ready."""
    register("asks", delete_asks)
    register("offers", delete_offers)
    register("living-answers", delete_living)
    register("living-answers-before", delete_revisions)


def delete_asks(circle: str, before: datetime, most: int) -> int:
    """Asks with everything that hangs on them; an answer is never older than its ask."""
    over = list(Ask.objects.filter(circle=circle, created_at__lt=before).values_list("pk", flat=True)[:most])
    files = [str(one.file.name) for one in AskPicture.objects.filter(ask__in=over)]
    fulltext.drop_all("answer", list(Answer.objects.filter(ask__in=over).values_list("pk", flat=True)))
    fulltext.drop_all("ask", over)
    Ask.objects.filter(pk__in=over).delete()
    transaction.on_commit(lambda: remove(files))
    return len(over)


def delete_offers(circle: str, before: datetime, most: int) -> int:
    """Offers with their times and the places that were taken in them."""
    over = list(Offer.objects.filter(circle=circle, created_at__lt=before).values_list("pk", flat=True)[:most])
    fulltext.drop_all("offer", over)
    Offer.objects.filter(pk__in=over).delete()
    return len(over)


def delete_living(circle: str, before: datetime, most: int) -> int:
    """Pages of what worked that nobody has written anew or found still true since then."""
    pages = LivingAnswer.objects.filter(circle=circle, checked_at__lt=before)
    over = list(pages.values_list("pk", flat=True)[:most])
    fulltext.drop_all("living-answer", over)
    LivingAnswer.objects.filter(pk__in=over).delete()
    return len(over)


def delete_revisions(circle: str, before: datetime, most: int) -> int:
    """How such a page stood before it was written anew."""
    old = Revision.objects.filter(living__circle=circle, at__lt=before)
    over = list(old.values_list("pk", flat=True)[:most])
    return Revision.objects.filter(pk__in=over).delete()[0]
