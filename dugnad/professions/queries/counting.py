"""How many words stand for a mark."""

from __future__ import annotations

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from dugnad.professions.models import Word


def words_given(ahead: int) -> Coalesce:
    """For marks: how many words were given for the present round, or with `ahead=1` for the next."""
    words = Word.objects.filter(mark=OuterRef("pk"), withdrawn_at=None).annotate(of=OuterRef("round") + ahead)
    rows = words.filter(round=F("of")).order_by().values("mark").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)
