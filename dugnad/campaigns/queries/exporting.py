"""What a list of supporters holds when it goes out: those whose consent covers it, and nothing it does not need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from dugnad.campaigns.enums import Purpose
from dugnad.campaigns.models import Campaign, Consent, Export

EXPORTED = (Purpose.UPDATES, Purpose.PARTNER, Purpose.SPOKESPERSON, Purpose.SHOWN)
"""Purposes for which somebody may be on a list. That a name counts is nobody's business elsewhere."""


@dataclass(frozen=True)
class Kind:
    """A list there can be: for this purpose, and this partner. `count` people are on it now."""

    purpose: Purpose
    partner: str
    count: int
    gone: int

    @property
    def code(self) -> str:
        return f"{self.purpose}:{self.partner}"


def holding(campaign: Campaign, purpose: str, partner: str) -> QuerySet[Consent]:
    """The consents that cover a list now, of people whose address proved theirs or who came with a list."""
    given = Consent.objects.filter(campaign=campaign, purpose=purpose, partner=partner, taken_back_at=None)
    known = given.filter(Q(supporter__confirmed_at__isnull=False) | Q(imported__isnull=False))
    return known if purpose == Purpose.SHOWN else known.exclude(supporter__email="")


def gone(campaign: Campaign, purpose: str, partner: str) -> QuerySet[Consent]:
    """Those that were on such a list before, and were taken back since: whoever has it has to delete these."""
    lists = Export.objects.filter(campaign=campaign, purpose=purpose, partner=partner)
    was_on = lists.filter(at__gte=OuterRef("given_at"), at__lt=OuterRef("taken_back_at"))
    back = Consent.objects.filter(campaign=campaign, purpose=purpose, partner=partner, taken_back_at__isnull=False)
    return back.filter(Exists(was_on))


def kinds(campaign: Campaign) -> list[Kind]:
    """The lists somebody is on, or was."""
    pairs = Consent.objects.filter(campaign=campaign, purpose__in=EXPORTED).order_by("purpose", "partner")
    return [
        Kind(
            Purpose(purpose),
            partner,
            holding(campaign, purpose, partner).count(),
            gone(campaign, purpose, partner).count(),
        )
        for purpose, partner in pairs.values_list("purpose", "partner").distinct()
    ]


def table(export: Export) -> Iterator[list[object]]:
    """The list as rows: who is to be deleted first, by number alone, then those who agreed."""
    campaign, purpose, partner = export.campaign, export.purpose, export.partner
    yield [_("number"), _("what to do"), _("name"), _("place"), _("e-mail"), _("agreed on"), _("to these words")]
    for pk in gone(campaign, purpose, partner).order_by("pk").values_list("pk", flat=True).iterator():
        yield [pk, _("delete"), "", "", "", "", ""]
    with_address = purpose != Purpose.SHOWN
    rows = holding(campaign, purpose, partner).select_related("supporter__place").order_by("pk")
    for one in rows.iterator(chunk_size=1_000):
        who = one.supporter
        place = who.place.label if who.place else ""
        yield [
            one.pk, _("keep"), who.name, place, who.email if with_address else "", _day(one.given_at), one.text,
        ]  # fmt: skip


def _day(then: datetime) -> str:
    return then.date().isoformat()


def exports_of(campaign: Campaign) -> QuerySet[Export]:
    """Who took out which list, and what for: the latest first."""
    return campaign.exports.select_related("by").annotate(by_handle=F("by__handle")).order_by("-at", "-pk")
