"""Putting one's name to a demand by e-mail. `confirming` holds what follows when the letter is answered.

Whether somebody has signed is not looked up before that, so whoever gives somebody else's address learns nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.campaigns.actions.petition_keys import key_of
from dugnad.campaigns.actions.signing_letters import letter_to_confirm
from dugnad.campaigns.enums import ALLOWED, Feature, Phase, Purpose, Shown
from dugnad.campaigns.hashing import keyed
from dugnad.campaigns.models import Campaign, Signature
from dugnad.campaigns.queries.signing import lately
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.kit.seal import seal
from dugnad.people import letters
from dugnad.people.addresses import Address
from dugnad.people.models import Place

LETTERS_A_DAY = 5
"""To one mailbox, about one campaign. Whoever asks for more gets the same answer, and no letter."""
PER = timedelta(minutes=10)
PROVEN, UNPROVEN = 60, 12
"""Signatures from one network in that time, for browsers that did their piece of work and those that did not."""
NOWHERE = 25
"""Times as many where no network is known: those who come over Tor share one."""


@dataclass(frozen=True)
class Agreement:
    """What was ticked, in the words that stood there. `partner`: whom, for that purpose."""

    purpose: Purpose
    words: str
    partner: str = ""


@dataclass(frozen=True)
class Given:
    """What a signer writes of themselves."""

    name: str
    place: Place | None = None
    words: str = ""
    shown: Shown = Shown.PRIVATE
    language: str = "en"
    agreed: tuple[Agreement, ...] = ()


@dataclass(frozen=True)
class From:
    """Where a form came from: the hash of its network (`dugnad.kit.networks`), and whether the browser did its work."""

    network: str = ""
    is_proven: bool = False


def sign(
    *, campaign: Campaign, given: Given, address: Address, sent: From = From(), at: datetime | None = None
) -> None:
    """Keep a signature until its letter is answered, and send the letter. The answer is the same for everybody.

    Raises `Refused` when the campaign takes no signatures, and when too many came from one network.
    """
    at = at or now()
    require_open(campaign)
    mailbox = keyed(key_of(campaign.pk), address.mailbox)
    of_network, of_mailbox = lately(campaign.pk, sent.network, mailbox, after=at - PER, day=at - timedelta(days=1))
    if of_network >= (PROVEN if sent.is_proven else UNPROVEN) * (1 if sent.network else NOWHERE):
        raise Refused(
            _("Many signatures have come from your network within a few minutes. Send it again in ten minutes;"
              " what you wrote is still here.")
        )  # fmt: skip
    if of_mailbox >= LETTERS_A_DAY:
        return
    row = _pending(campaign, given, address, mailbox, sent, at)
    post = letters.prepare([letter_to_confirm(row, campaign, address)], at=at)
    with transaction.atomic():
        row.save(force_insert=True)
        post()


def require_open(campaign: Campaign) -> None:
    """Raises `Refused` when `campaign` takes no signatures."""
    if Feature.SIGN not in ALLOWED[Phase(campaign.phase)]:
        raise Refused(_("This campaign takes no signatures now."))


def _pending(campaign: Campaign, given: Given, address: Address, mailbox: str, sent: From, at: datetime) -> Signature:
    pk = new_id()
    return Signature(
        id=pk,
        campaign_id=campaign.pk,
        mailbox=mailbox,
        sealed=seal(address.to, about=pk),
        network=sent.network,
        host=address.host[:120],
        created_at=at,
        **facts(given),
    )


def facts(given: Given) -> dict[str, Any]:
    """The columns of a signature that its signer writes."""
    return {
        "name": given.name,
        "place": given.place,
        "words": given.words,
        "shown": given.shown,
        "language": given.language,
        "agreed": [[one.purpose, one.partner, one.words] for one in given.agreed],
    }
