"""Who signed, as a supporter, and what they agreed to with it."""

from __future__ import annotations

from datetime import datetime

from dugnad.campaigns.enums import Purpose, Shown
from dugnad.campaigns.hashing import hash_of, hash_of_mailbox
from dugnad.campaigns.models import Campaign, Consent, Signature, Supporter
from dugnad.kit.prepared import Prepared
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.addresses import Address
from dugnad.people.models import Member

SHOWS: dict[Shown, tuple[Purpose, ...]] = {
    Shown.PRIVATE: (),
    Shown.NAME: (Purpose.SHOWN,),
    Shown.WORDS: (Purpose.SHOWN, Purpose.WORDS_SHOWN),
}


def supporter_at(address: Address, signature: Signature, at: datetime) -> Supporter:
    """The supporter of this mailbox, which has just been confirmed; made if there is none."""
    hashed = hash_of_mailbox(address.mailbox)
    known = Supporter.objects.filter(address_hash=hashed)
    found: list[Supporter] = _at.objects(hashed=hashed)
    if not found:
        fresh = Supporter(
            address_hash=hashed,
            email=address.to,
            name=signature.name,
            place_id=signature.place_id,
            language=signature.language,
            came_at=at,
            confirmed_at=at,
        )
        Supporter.objects.bulk_create([fresh], ignore_conflicts=True)
    else:
        known.update(email=address.to, name=signature.name)
        known.filter(confirmed_at=None).update(confirmed_at=at)
    found = _at.objects(hashed=hashed)
    return found[0]


_at = Prepared(lambda hashed: Supporter.objects.filter(address_hash=hashed))


def agree(signature: Signature, supporter: Supporter, *, signs: bool, at: datetime) -> None:
    """Keep what was agreed to. What holds already stays as it is."""
    agreed = [(Purpose(purpose), partner, words) for purpose, partner, words in signature.agreed]
    if signs:
        agreed.append((Purpose.SIGNATURE, "", str(Purpose.SIGNATURE.label)))
        agreed += [(purpose, "", str(purpose.label)) for purpose in SHOWS[Shown(signature.shown)]]
    Consent.objects.bulk_create(
        [
            Consent(supporter=supporter, campaign_id=signature.campaign_id, purpose=purpose, partner=partner,
                    text=words[:1_000], given_at=at)
            for purpose, partner, words in agreed
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def member_supporter(by: Member, email: str, name: str, at: datetime) -> Supporter:
    """The supporter that `by` is, made if there is none: it bears their person key. `email` is confirmed, or empty."""
    if known := Supporter.objects.filter(member=by).first():
        return known
    hashed = hash_of(email) if email else hash_of_mailbox(f"member {by.person_key}")
    if Supporter.objects.filter(address_hash=hashed, member=None).update(member=by) == 1:
        return Supporter.objects.get(member=by)
    return Supporter.objects.create(
        person_key=by.person_key, address_hash=hashed, email=email, name=name, member=by, came_at=at, confirmed_at=at
    )


def record_signing(verb: Verb, by: Member | Supporter, campaign: Campaign, at: datetime) -> None:
    """Privately, whatever the signer shows."""
    record(
        verb,
        by=by,
        about=campaign.pk,
        circle=campaign.circle_id,
        cause=campaign.act_id,
        audience=Audience.PRIVATE,
        at=at,
    )
