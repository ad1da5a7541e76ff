"""Many people who sign without an account, written at once: the same rows and acts as `sign` and `confirm` make.

Their acts wait for their moment, so that the ledger stays in order of time. tests/demo/test_crowd.py
compares the tables with those the actions make.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

from dugnad.campaigns.actions.agreeing import SHOWS
from dugnad.campaigns.actions.petition_keys import key_of
from dugnad.campaigns.acts import SIGNED
from dugnad.campaigns.enums import Purpose, Shown, Signed
from dugnad.campaigns.hashing import hash_of_mailbox, keyed
from dugnad.campaigns.models import Campaign, Consent, Signature, Supporter
from dugnad.kit.ids import new_id, new_key
from dugnad.kit.inserting import insert_many
from dugnad.ledger.models import Audience
from dugnad.ledger.recording_many import Pad, Slip
from dugnad.people.addresses import Address, read
from dugnad.people.models import Place


@dataclass(frozen=True)
class Signer:
    """Somebody who sends the form at `sent_at` and answers the letter at `at`."""

    name: str
    email: str
    sent_at: datetime
    at: datetime
    place: Place | None = None
    words: str = ""
    shown: Shown = Shown.PRIVATE
    language: str = "en"
    updates: bool = False


@dataclass
class _Signed:
    """The rows that one signer makes."""

    supporter: Supporter
    signature: Signature
    consents: Sequence[Consent]


class Crowd:
    """Signers whose rows are written, and whose acts wait for their moment."""

    def __init__(self) -> None:
        self.pad = Pad()
        self._waiting: list[tuple[datetime, int, str, Campaign, Slip]] = []
        self._turn = count()

    def sign(self, campaign: Campaign, signers: Iterable[Signer]) -> list[Supporter]:
        """Write who they are and that they signed; in the order of the moments at which they did."""
        key, cause = key_of(campaign.pk), Slip()
        cause.id = campaign.act_id
        made = [_rows(campaign, key, signer) for signer in sorted(signers, key=lambda signer: signer.at)]
        insert_many(one.supporter for one in made)
        insert_many(one.signature for one in made)
        insert_many(row for one in made for row in one.consents)
        for one in made:
            moment = one.signature.confirmed_at
            assert moment is not None
            heappush(self._waiting, (moment, next(self._turn), one.supporter.person_key, campaign, cause))
        return [one.supporter for one in made]

    @property
    def next_at(self) -> datetime | None:
        """When the next one signs; None: nobody waits."""
        return self._waiting[0][0] if self._waiting else None

    def record_next(self, pad: Pad) -> None:
        """Tell `pad` of the next signature."""
        at, _turn, person, campaign, cause = heappop(self._waiting)
        pad.record(
            SIGNED,
            at=at,
            by=person,
            about=campaign.pk,
            circle=campaign.circle_id,
            cause=cause,
            audience=Audience.PRIVATE,
        )

    def up_to(self, moment: datetime) -> None:
        """Record what was signed before `moment`, in the transaction that is open."""
        while (at := self.next_at) is not None and at < moment:
            self.record_next(self.pad)
        self.pad.flush()


def _rows(campaign: Campaign, key: bytes, signer: Signer) -> _Signed:
    address = read(signer.email)
    supporter = _supporter(signer, address)
    agreed = [(Purpose.UPDATES, str(Purpose.UPDATES.label))] if signer.updates else []
    holds = [*agreed, *((one, str(one.label)) for one in (Purpose.SIGNATURE, *SHOWS[signer.shown]))]
    signature = Signature(
        id=new_id(),
        campaign=campaign,
        mailbox=keyed(key, address.mailbox),
        name=signer.name,
        place=signer.place,
        words=signer.words,
        shown=signer.shown,
        language=signer.language,
        state=Signed.CONFIRMED,
        agreed=[[purpose, "", words] for purpose, words in agreed],
        host=address.host,
        supporter=supporter,
        created_at=signer.sent_at,
        confirmed_at=signer.at,
        counted_at=signer.at,
    )
    consents = [
        Consent(supporter=supporter, campaign=campaign, purpose=purpose, text=words, given_at=signer.at)
        for purpose, words in holds
    ]
    return _Signed(supporter, signature, consents)


def _supporter(signer: Signer, address: Address) -> Supporter:
    return Supporter(
        id=new_id(),
        person_key=new_key(),
        address_hash=hash_of_mailbox(address.mailbox),
        email=address.to,
        name=signer.name,
        place=signer.place,
        language=signer.language,
        came_at=signer.at,
        confirmed_at=signer.at,
    )
