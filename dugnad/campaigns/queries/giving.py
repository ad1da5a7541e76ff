"""The open ledger of a campaign: what everybody may see of what was given and spent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.campaigns import money
from dugnad.campaigns.enums import GiftKind, GiverShown
from dugnad.campaigns.ladder import Progress
from dugnad.campaigns.models import Campaign, Gift, Rung, Spending
from dugnad.campaigns.models.doing import Person
from dugnad.methods.hidden_sums import Entry, HiddenSum, hidden_sum

TOGETHER = 10
"""Hidden amounts go into the sum by at least so many people at a time."""


@dataclass(frozen=True)
class Total:
    """One currency: what was given and shows, what hidden gifts add as far as it may be told, and what was spent."""

    currency: str
    shown: int
    hidden: HiddenSum
    spent: int

    @property
    def given(self) -> str:
        return money.said(self.shown + self.hidden.amount, self.currency)

    @property
    def used(self) -> str:
        return money.said(self.spent, self.currency)

    @property
    def left(self) -> str:
        return money.said(self.shown + self.hidden.amount - self.spent, self.currency)


@dataclass(frozen=True)
class Line:
    """One gift as this reader may see it. `name` is empty for somebody; `amount` says money or things."""

    pk: str
    name: str
    amount: str
    where: str
    at: datetime
    hidden: bool
    mine: bool
    received: bool
    struck: str


def sums(campaign: Campaign) -> list[Total]:
    """By currency, in order of its code. Three queries."""
    money_given = Gift.objects.filter(campaign=campaign, kind=GiftKind.MONEY).order_by()
    open_ones = money_given.filter(struck_at=None).exclude(shown=GiverShown.HIDDEN)
    shown = dict(open_ones.values_list("currency").annotate(total=Sum("amount")))
    hidden = _hidden(money_given.filter(shown=GiverShown.HIDDEN))
    entries = Spending.objects.filter(request__campaign=campaign).order_by()
    spent = dict(entries.values_list("request__currency").annotate(total=Sum("amount")))
    return [
        Total(one, shown.get(one) or 0, hidden_sum(hidden.get(one, ()), fewest=TOGETHER), spent.get(one) or 0)
        for one in sorted({*shown, *hidden, *spent})
    ]


def _hidden(gifts: QuerySet[Gift]) -> dict[str, Sequence[Entry]]:
    """What hidden gifts add and, struck out, take away again, by currency, in the order in which it happened."""
    found: dict[str, list[tuple[datetime, str, Entry]]] = defaultdict(list)
    facts = gifts.values_list("pk", "person_key", "giver", "amount", "currency", "given_at", "struck_at")
    for pk, person, giver, known, currency, given_at, struck_at in facts:
        amount = known or 0  # money always has one: a constraint holds it
        who = f"{person}/{giver.casefold()}"
        found[currency].append((given_at, pk, Entry(who, amount)))
        if struck_at:
            found[currency].append((struck_at, pk, Entry(who, -amount)))
    return {
        currency: [entry for _at, _pk, entry in sorted(rows, key=lambda row: row[:2])]
        for currency, rows in found.items()
    }


def unseen(campaign: Campaign) -> tuple[int, int]:
    """How many gifts of money, and of things, are hidden altogether. One query."""
    hidden = Gift.objects.filter(campaign=campaign, struck_at=None, shown=GiverShown.HIDDEN)
    counts = hidden.aggregate(
        money=Count("pk", filter=Q(kind=GiftKind.MONEY)), things=Count("pk", filter=Q(kind=GiftKind.THINGS))
    )
    return counts["money"], counts["things"]


def gifts_for(person: Person | None, campaign: Campaign, *, organises: bool) -> QuerySet[Gift]:
    """The gifts of which this reader may see a line: organisers all, others those that show and their own."""
    gifts = Gift.objects.filter(campaign=campaign).select_related("member", "supporter")
    if organises:
        return gifts
    own = Q(person_key=person.person_key) if person else Q(pk__in=[])
    return gifts.filter(~Q(shown=GiverShown.HIDDEN) | own)


def lines(gifts: Iterable[Gift], person: Person | None, *, organises: bool) -> list[Line]:
    """Each gift as this reader may see it."""
    return [_line(gift, person, organises) for gift in gifts]


def _line(gift: Gift, person: Person | None, organises: bool) -> Line:
    mine = person is not None and gift.person_key == person.person_key
    named = gift.shown == GiverShown.NAMED or organises or mine
    said = gift.things if gift.amount is None else money.said(gift.amount, gift.currency)
    return Line(
        pk=gift.pk,
        name=(gift.giver or gift.name) if named else "",
        amount=said,
        where=gift.where if named else "",
        at=gift.given_at,
        hidden=gift.shown == GiverShown.HIDDEN,
        mine=mine,
        received=gift.received_at is not None,
        struck=(gift.struck_because or _("a mistake")) if gift.struck_at else "",
    )


def progress(rungs: Sequence[Rung]) -> dict[str, Progress]:
    """For the ladder: how many gifts. One query."""
    standing = Gift.objects.filter(campaign__in={rung.campaign_id for rung in rungs}, struck_at=None).order_by()
    counts = dict(standing.values_list("campaign").annotate(n=Count("pk")))
    return {rung.pk: Progress(n := counts.get(rung.campaign_id, 0), _words(n)) for rung in rungs}


def _words(count: int) -> str:
    if not count:
        return _("Nothing has been given yet.")
    return ngettext("%(count)d gift so far.", "%(count)d gifts so far.", count) % {"count": count}
