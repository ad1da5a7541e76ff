"""Many people who sign without an account, written at once: the same rows and acts as `sign` and `confirm` make.

Their acts wait for their moment, so that the ledger stays in order of time. tests/demo/test_crowd.py
compares the tables with those the actions make.
"""

from __future__ import annotations

from collections.abc import Iterable
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
from dugnad.kit.inserting import insert_many, maker
from dugnad.ledger.models import Audience
from dugnad.ledger.recording_many import Pad, Slip
from dugnad.people.addresses import read
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
        rows = _Rows(campaign, key)
        for signer in sorted(signers, key=lambda signer: signer.at):
            supporter = rows.add(signer)
            heappush(self._waiting, (signer.at, next(self._turn), supporter.person_key, campaign, cause))
        return rows.write()

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


class _Rows:
    """The rows that signers make."""

    def __init__(self, campaign: Campaign, key: bytes) -> None:
        self.key = key
        self.supporters: list[Supporter] = []
        self.signatures: list[Signature] = []
        self.consents: list[Consent] = []
        self._supporter = maker(Supporter)
        self._signature = maker(Signature, campaign_id=campaign.pk, state=Signed.CONFIRMED)
        self._consent = maker(Consent, campaign_id=campaign.pk)
        self._words = {purpose: str(purpose.label) for purpose in Purpose}

    def add(self, signer: Signer) -> Supporter:
        """Those of one more."""
        address, place, moment = read(signer.email), signer.place.pk if signer.place else None, signer.at
        about = {"name": signer.name, "place_id": place, "language": signer.language}
        supporter = self._supporter(
            id=new_id(),
            person_key=new_key(),
            address_hash=hash_of_mailbox(address.mailbox),
            email=address.to,
            came_at=moment,
            confirmed_at=moment,
            **about,
        )
        self.supporters.append(supporter)
        self.signatures.append(
            self._signature(
                id=new_id(),
                mailbox=keyed(self.key, address.mailbox),
                words=signer.words,
                shown=signer.shown,
                agreed=[[Purpose.UPDATES, "", self._words[Purpose.UPDATES]]] if signer.updates else [],
                host=address.host,
                supporter_id=supporter.id,
                created_at=signer.sent_at,
                confirmed_at=moment,
                counted_at=moment,
                **about,
            )
        )
        self._agree(signer, supporter)
        return supporter

    def _agree(self, signer: Signer, supporter: Supporter) -> None:
        for purpose in ((Purpose.UPDATES,) if signer.updates else ()) + (Purpose.SIGNATURE, *SHOWS[signer.shown]):
            self.consents.append(
                self._consent(
                    id=new_id(),
                    supporter_id=supporter.id,
                    purpose=purpose,
                    text=self._words[purpose],
                    given_at=signer.at,
                )
            )

    def write(self) -> list[Supporter]:
        """Write all of them; the supporters."""
        insert_many(self.supporters)
        insert_many(self.signatures)
        insert_many(self.consents)
        return self.supporters
