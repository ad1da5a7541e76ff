"""Bringing in a list of people who agreed, elsewhere, to be written to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.acts import SUPPORTERS_IMPORTED
from dugnad.campaigns.enums import Purpose
from dugnad.campaigns.hashing import hash_of_mailbox
from dugnad.campaigns.list_rows import Person, Rows, Without, Wrong
from dugnad.campaigns.models import Campaign, Consent, Import, ImportDraft, ImportedConsent, Supporter
from dugnad.kit.among import Among
from dugnad.kit.clock import now
from dugnad.kit.folding import fold
from dugnad.kit.ids import new_id, new_ids
from dugnad.kit.refusal import Refused
from dugnad.kit.seal import Unreadable, seal, unseal
from dugnad.ledger.recording import record
from dugnad.people.models import Member, PlaceName

KEPT = timedelta(hours=1)
"""How long a list waits to be looked through."""
MOST_DRAFTS = 3
"""Lists that one member looks through at a time; an older one goes."""
LARGEST = 11 * 1024 * 1024
"""Bytes of one file: a request holds no more than twelve million."""
SHOWN_WRONG = 100
PIECE = 1_000

Progress = Callable[[int], None]


@dataclass
class Looked:
    """What bringing in would do. `people` come in, `known` of them are here already; `wrong` are the first of
    `wrongs` cells that cannot be right; `without` did not agree; `twice` are rows about somebody named before.
    """

    rows: int = 0
    people: int = 0
    known: int = 0
    without: int = 0
    twice: int = 0
    wrongs: int = 0
    taken_back: int = 0
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def left_out(self) -> int:
        """Rows nothing comes of."""
        return self.rows - self.people


def look(*, campaign: Campaign, rows: Rows, progress: Progress = lambda done: None) -> Looked:
    """What would come in and what not, without bringing it in. Raises `Refused` for what is no such list."""
    looked, refusing = _count(rows, progress)
    for piece in _pieces(_wanted(rows, refusing)):
        known = _known(campaign, piece)
        looked.people += len(piece) - len(known.taken_back)
        looked.taken_back += len(known.taken_back)
        looked.known += len(known.supporters.keys() - known.taken_back)
    looked.twice = looked.rows - looked.people - looked.without - looked.wrongs - looked.taken_back
    return looked


def _count(rows: Rows, progress: Progress) -> tuple[Looked, set[str]]:
    """Rows of each sort, and the mailboxes that say no somewhere in the list: then it is no."""
    looked, refusing = Looked(), set[str]()
    for found in rows():
        looked.rows += 1
        if isinstance(found, Wrong):
            looked.wrongs += 1
            if len(looked.wrong) < SHOWN_WRONG:
                looked.wrong.append(found)
        elif isinstance(found, Without):
            looked.without += 1
            refusing.add(found.mailbox)
        if looked.rows % PIECE == 0:
            progress(looked.rows)
    return looked, refusing


def _wanted(rows: Rows, refusing: Iterable[str]) -> Iterator[Person]:
    """Everybody who agreed, once."""
    seen = set(refusing)
    for found in rows():
        if isinstance(found, Person) and found.mailbox not in seen:
            seen.add(found.mailbox)
            yield found


def _pieces(people: Iterator[Person]) -> Iterator[dict[str, Person]]:
    """By hash of the mailbox, so many at a time."""
    while piece := list(islice(people, PIECE)):
        yield {hash_of_mailbox(person.mailbox): person for person in piece}


@dataclass(frozen=True)
class _Known:
    """Who of a piece is here already, by hash; who agreed here before; and who took that back, which holds."""

    supporters: Mapping[str, Supporter]
    agreed: frozenset[str]
    taken_back: frozenset[str]


def _known(campaign: Campaign, piece: Mapping[str, Person]) -> _Known:
    supporters = {one.address_hash: one for one in Supporter.objects.filter(address_hash__in=Among(piece))}
    if not supporters:
        return _Known({}, frozenset(), frozenset())
    hashes = {one.pk: hashed for hashed, one in supporters.items()}
    given = Consent.objects.filter(supporter__in=Among(hashes), campaign=campaign, purpose=Purpose.UPDATES)
    said = list(given.values_list("supporter", "taken_back_at"))
    agreed = frozenset(hashes[pk] for pk, taken_back in said if taken_back is None)
    return _Known(supporters, agreed, frozenset(hashes[pk] for pk, _at in said) - agreed)


@dataclass(frozen=True)
class Source:
    """Where a list comes from: the name of its file, and the words its people agreed to there."""

    name: str
    words: str


def bring_in(
    *,
    by: Member,
    campaign: Campaign,
    rows: Rows,
    source: Source,
    form_key: str,
    at: datetime | None = None,
    progress: Progress = lambda done: None,
) -> Import:
    """All who agreed, in one transaction: all of them, or nobody. The same list confirmed twice comes in once.

    Nobody is a signature by it, and nobody who took a consent back here is given it again. Raises `Refused` for those
    who do not organise the campaign, and for a list of which nobody agreed.
    """
    rules.organises.require(by, campaign)
    at = at or now()
    looked, refusing = _count(rows, lambda done: None)
    try:
        with transaction.atomic():
            if already := Import.objects.filter(form_key=form_key).first():
                return already
            brought = _People(campaign, source, new_id(), at)
            for piece in _pieces(_wanted(rows, refusing)):
                brought.write(piece)
                progress(brought.count)
            return _note(by, brought, looked.rows, form_key)
    except IntegrityError as error:
        raise Refused(
            _("Somebody on the list signed or followed at this very moment. Nothing has come in: try again.")
        ) from error


def _note(by: Member, brought: _People, rows: int, form_key: str) -> Import:
    """Last, when it is known how many came: what refers to it is checked when the transaction ends."""
    if not brought.count:
        raise Refused(_("Nobody on this list can come in."))
    campaign, count = brought.campaign, brought.count
    act = record(SUPPORTERS_IMPORTED, by=by, about=campaign.pk, circle=campaign.circle_id, amount=count, at=brought.at)
    return Import.objects.create(
        id=brought.import_id,
        act=act,
        campaign=campaign,
        by=by,
        at=brought.at,
        name=brought.source.name[:140],
        words=brought.source.words,
        brought=count,
        left_out=rows - count,
        form_key=form_key,
    )


class _People:
    """Writes people, a piece at a time, in the transaction that runs."""

    def __init__(self, campaign: Campaign, source: Source, import_id: str, at: datetime) -> None:
        self.campaign, self.source, self.import_id, self.at = campaign, source, import_id, at
        self.count = 0

    def write(self, piece: Mapping[str, Person]) -> None:
        """Supporters for those who are new, and a consent for each who has none yet and did not take one back."""
        known = _known(self.campaign, piece)
        wanted = {hashed: person for hashed, person in piece.items() if hashed not in known.taken_back}
        fresh = {hashed: person for hashed, person in wanted.items() if hashed not in known.supporters}
        places = _places(person.place for person in fresh.values())
        ids = dict(zip(fresh, new_ids(len(fresh)), strict=True))
        Supporter.objects.bulk_create(
            [self._supporter(ids[hashed], hashed, person, places) for hashed, person in fresh.items()]
        )
        self._reach_again(known, wanted)
        ids |= {hashed: one.pk for hashed, one in known.supporters.items()}
        self._agree({ids[hashed]: person for hashed, person in wanted.items() if hashed not in known.agreed})
        self.count += len(wanted)

    def _supporter(self, pk: str, hashed: str, person: Person, places: Mapping[str, int]) -> Supporter:
        return Supporter(
            id=pk,
            address_hash=hashed,
            email=person.to,
            name=person.name,
            place_id=places.get(fold(person.place)),
            language=person.language,
            came_at=self.at,
        )

    def _reach_again(self, known: _Known, wanted: Mapping[str, Person]) -> None:
        """Those whose address no consent needed until now."""
        erased = [one for hashed, one in known.supporters.items() if not one.email and hashed in wanted]
        for one in erased:
            one.email, one.name = wanted[one.address_hash].to, one.name or wanted[one.address_hash].name
        Supporter.objects.bulk_update(erased, ["email", "name"])

    def _agree(self, people: Mapping[str, Person]) -> None:
        given = [
            Consent(
                supporter_id=supporter,
                campaign=self.campaign,
                purpose=Purpose.UPDATES,
                text=self.source.words,
                given_at=person.agreed_at,
            )
            for supporter, person in people.items()
        ]
        Consent.objects.bulk_create(given)
        ImportedConsent.objects.bulk_create([ImportedConsent(consent=one, source_id=self.import_id) for one in given])


def _places(names: Iterable[str]) -> dict[str, int]:
    """The places that are meant, by folded name: the one of that name in our country, else in the world, if it is one
    alone. One query.
    """
    rows = PlaceName.objects.filter(folded__in=Among({fold(name) for name in names if name}))
    home: dict[str, set[int]] = {}
    anywhere: dict[str, set[int]] = {}
    for folded, place, country in rows.values_list("folded", "place_id", "place__country"):
        anywhere.setdefault(folded, set()).add(place)
        if country == settings.CONFIG.country:
            home.setdefault(folded, set()).add(place)
    meant = anywhere | home
    return {folded: next(iter(places)) for folded, places in meant.items() if len(places) == 1}


@transaction.atomic
def keep(*, by: Member, campaign: Campaign, name: str, text: str, at: datetime | None = None) -> ImportDraft:
    """Keep a list, sealed, for `by` to look through. Raises `Refused` for those who do not organise the campaign."""
    rules.organises.require(by, campaign)
    at = at or now()
    mine = ImportDraft.objects.filter(member=by).order_by("-made_at", "-pk")
    ImportDraft.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[MOST_DRAFTS - 1 :])).delete()
    pk = new_id()
    return ImportDraft.objects.create(
        id=pk, campaign=campaign, member=by, name=name[:140], sealed=seal(text, about=pk), made_at=at
    )


def text_of(draft: ImportDraft) -> str:
    """The list as it was sent. Raises `Refused` when it cannot be opened any more."""
    try:
        return unseal(draft.sealed, about=draft.pk)
    except Unreadable as error:
        raise Refused(_("This list cannot be opened any more. Send it again.")) from error


@transaction.atomic
def throw_away(*, draft: ImportDraft) -> None:
    """It does not come in."""
    draft.delete()


def sweep_drafts(at: datetime) -> int:
    """Remove lists nobody brought in within their time at `at`; how many."""
    return ImportDraft.objects.filter(made_at__lt=at - KEPT).delete()[0]
