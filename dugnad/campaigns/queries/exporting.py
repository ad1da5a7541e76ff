"""What a list of supporters holds when it goes out: those whose consent covers it, and nothing it does not need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
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

    @property
    def name(self) -> str:
        return list_name(self.purpose, self.partner)


def list_name(purpose: str, partner: str) -> str:
    """What such a list is called, in the language that is active."""
    match purpose:
        case Purpose.PARTNER:
            return _("For %(partner)s: who may be written to by them") % {"partner": partner}
        case Purpose.SPOKESPERSON:
            return _("Who may be asked to speak for the campaign")
        case Purpose.SHOWN:
            return _("Names that may be shown, without addresses")
    return _("Who may be written to by the campaign")


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
    given = Consent.objects.filter(campaign=campaign, purpose__in=EXPORTED).order_by("purpose", "partner")
    found = [
        Kind(
            Purpose(purpose),
            partner,
            holding(campaign, purpose, partner).count(),
            gone(campaign, purpose, partner).count(),
        )
        for purpose, partner in given.values_list("purpose", "partner").distinct()
    ]
    return [one for one in found if one.count or one.gone]


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


@dataclass(frozen=True)
class Taken:
    """A list that went out, as the circle sees it. `by` is empty for somebody who has left."""

    name: str
    reason: str
    by: str
    at: datetime
    count: int


def exports_of(campaign: Campaign, most: int) -> list[Taken]:
    """Who took out which list, and what for: the latest first. One query."""
    rows = campaign.exports.select_related("by").order_by("-at", "-pk")[:most]
    return [
        Taken(list_name(one.purpose, one.partner), one.reason, one.by.handle if one.by else "", one.at, one.count)
        for one in rows
    ]
