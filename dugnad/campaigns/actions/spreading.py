"""From an update to letters: a parcel for each who may be written to, and one letter for what waits for somebody.

All of it in pieces, each a transaction that leaves a mark of how far it came: a worker that dies goes on there, and
two that work at once do nothing twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Case, Value, When
from django.utils import translation

from dugnad.campaigns.enums import UpdateKind, UpdateState
from dugnad.campaigns.models import Campaign, Consent, Parcel, Supporter, Update, UpdateLetter
from dugnad.campaigns.queries import readers as queries
from dugnad.campaigns.queries.shares import Shares, shares_of
from dugnad.campaigns.update_letters import KEY, Told, key_of, letter_to
from dugnad.people import letters
from dugnad.people.letters import Outside

SPREAD_PIECE = 1_000
"""Supporters that get a parcel in one transaction."""
LETTER_PIECE = 100
"""Parcels that become letters in one transaction."""
WEEK = timedelta(days=7)
IN_ALL = 2
"""Letters a supporter gets in a week from all campaigns together; from each campaign it is one."""


class _Overtaken(Exception):
    """Another worker was a moment earlier: it has done this piece."""


def spread(*, update: str, at: datetime) -> bool:
    """Give the next piece of those who may be written to a parcel. False when there is nobody left."""
    try:
        with transaction.atomic():
            return _spread(update, at)
    except _Overtaken:
        return True


def _spread(update_id: str, at: datetime) -> bool:
    update = Update.objects.get(pk=update_id)
    if update.state != UpdateState.OUT or update.spread_at is not None:
        return False
    behind = queries.readers(update.campaign_id, at).filter(pk__gt=update.reached).order_by("pk")
    piece = list(behind.values_list("pk", flat=True)[:SPREAD_PIECE])
    parcels = [Parcel(update=update, supporter_id=pk, due_at=at) for pk in piece]
    Parcel.objects.bulk_create(parcels, ignore_conflicts=True)
    here = Update.objects.filter(pk=update.pk, reached=update.reached, spread_at=None)
    moved = here.update(reached=piece[-1]) if piece else here.update(spread_at=at)
    if moved != 1:
        raise _Overtaken
    return bool(piece)


def send(*, at: datetime) -> int:
    """Put what is due for the next handful of supporters into letters, or put it off. For how many; 0: nothing is due.

    Raises `dugnad.people.letters.NobodySends`.
    """
    supporters = queries.due(at, LETTER_PIECE)
    if supporters:
        try:
            with transaction.atomic():
                _send(supporters, at)
        except _Overtaken:
            pass
    return len(supporters)


@dataclass
class _Piece:
    """What has been decided for a handful of supporters."""

    letters: list[UpdateLetter] = field(default_factory=list)
    outside: list[Outside] = field(default_factory=list)
    packed: dict[str, list[int]] = field(default_factory=dict)
    later: dict[datetime, list[int]] = field(default_factory=dict)
    unwanted: list[int] = field(default_factory=list)


def _send(supporters: Collection[str], at: datetime) -> None:
    parcels = queries.waiting_for(supporters, at)  # before what went lately: who has taken a parcel has also sent it
    campaigns = {one.update.campaign_id: one.update.campaign for one in parcels}
    caps = _Caps(queries.lately(supporters, at - WEEK))
    holding = queries.standing(supporters, campaigns)
    shares = _shares(parcels)
    written = queries.written_before(supporters)
    piece = _Piece()
    for supporter, group in groupby(parcels, key=lambda one: one.supporter):
        going = _going(list(group), holding, caps, piece)
        if going:
            told = [_told(one, holding, shares) for one in going]
            _pack(supporter, going, told, piece, first=supporter.pk not in written, at=at)
    _write(piece, at)


def _going(
    parcels: Sequence[Parcel], holding: dict[tuple[str, str], Consent], caps: _Caps, piece: _Piece
) -> list[Parcel]:
    """Those that leave now. The others are put off, or not wanted any more."""
    going = []
    for parcel in parcels:
        campaign = parcel.update.campaign_id
        until = caps.until(parcel.supporter_id, campaign)
        if (parcel.supporter_id, campaign) not in holding or not parcel.supporter.email:
            piece.unwanted.append(parcel.pk)
        elif until is not None:
            piece.later.setdefault(until, []).append(parcel.pk)
        else:
            going.append(parcel)
    return going


class _Caps:
    """Until when somebody is not written to again, from what they were sent within a week."""

    def __init__(self, lately: Sequence[tuple[str, str, str, datetime]]) -> None:
        self._by_campaign: dict[tuple[str, str], datetime] = {}
        self._letters: dict[str, dict[str, datetime]] = {}
        for supporter, campaign, letter, at in lately:
            pair = (supporter, campaign)
            self._by_campaign[pair] = max(at, self._by_campaign.get(pair, at))
            self._letters.setdefault(supporter, {})[letter] = at

    def until(self, supporter: str, campaign: str) -> datetime | None:
        """The moment from which a letter may go, None: now."""
        moments = sorted(self._letters.get(supporter, {}).values())
        waits = [moments[-IN_ALL] + WEEK] if len(moments) >= IN_ALL else []
        if (last := self._by_campaign.get((supporter, campaign))) is not None:
            waits.append(last + WEEK)
        return max(waits, default=None)


def _shares(parcels: Sequence[Parcel]) -> dict[str, Shares]:
    """What everybody did, by campaign, for those whose outcome is told: a query for each such campaign."""
    ended: dict[str, tuple[Campaign, set[str]]] = {}
    for one in parcels:
        if one.update.kind == UpdateKind.OUTCOME:
            known = ended.setdefault(one.update.campaign_id, (one.update.campaign, set()))
            known[1].add(one.supporter.person_key)
    return {pk: shares_of(keys, campaign) for pk, (campaign, keys) in ended.items()}


def _told(parcel: Parcel, holding: dict[tuple[str, str], Consent], shares: dict[str, Shares]) -> Told:
    campaign = parcel.update.campaign_id
    share: Mapping[str, int] = shares.get(campaign, {}).get(parcel.supporter.person_key, {})
    return Told(parcel.update, holding[parcel.supporter_id, campaign], share)


def _pack(
    supporter: Supporter, parcels: Sequence[Parcel], told: Sequence[Told], piece: _Piece, *, first: bool, at: datetime
) -> None:
    letter = UpdateLetter(supporter=supporter, at=at)
    with translation.override(supporter.language):
        piece.outside.append(letter_to(supporter, letter, told, first=first))
    piece.letters.append(letter)
    piece.packed[letter.pk] = [one.pk for one in parcels]


def _write(piece: _Piece, at: datetime) -> None:
    UpdateLetter.objects.bulk_create(piece.letters)
    packed = [pk for some in piece.packed.values() for pk in some]
    if packed:
        whens = [When(pk__in=some, then=Value(letter)) for letter, some in piece.packed.items()]
        taken = Parcel.objects.filter(pk__in=packed, letter=None).update(letter=Case(*whens))
        if taken != len(packed):
            raise _Overtaken
        letters.post(piece.outside, at=at)
    for until, some in piece.later.items():
        Parcel.objects.filter(pk__in=some, letter=None).update(due_at=until)
    Parcel.objects.filter(pk__in=piece.unwanted, letter=None).delete()


def unpack(consent: Consent, at: datetime) -> None:
    """`consent` was taken back: nothing of its campaign reaches them any more, as far as it has not left.

    A letter that waits in the outbox is taken back; what else was in it is put into another.
    """
    theirs = Parcel.objects.filter(supporter=consent.supporter_id)
    of_campaign = theirs.filter(update__campaign=consent.campaign_id)
    of_campaign.filter(letter=None).delete()
    lately = of_campaign.filter(letter__at__gt=at - WEEK).values_list("letter", flat=True)
    for letter in set(lately):
        if letter is not None and letters.recall([key_of(letter)], at=at):
            of_campaign.filter(letter=letter).delete()
            theirs.filter(letter=letter).update(letter=None, due_at=at)
            UpdateLetter.objects.filter(pk=letter).delete()


def nobody_there(key: str, *, at: datetime) -> None:
    """A letter met nobody: nothing more goes to that supporter for a long time."""
    if key.startswith(KEY):
        UpdateLetter.objects.filter(pk=key.removeprefix(KEY), refused_at=None).update(refused_at=at)


def forget(before: datetime) -> int:
    """Remove what was sent before this moment: who had which letter is needed for the links in it, and no longer."""
    return UpdateLetter.objects.filter(at__lt=before).delete()[0] + _stale(before)


def _stale(before: datetime) -> int:
    return Parcel.objects.filter(update__out_at__lt=before).delete()[0]
