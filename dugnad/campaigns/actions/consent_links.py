"""A fresh link to one's consents, for whoever gives their address. Nobody learns whether it is known here."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from dugnad.campaigns.hashing import hash_of_mailbox
from dugnad.campaigns.links import consents_path
from dugnad.campaigns.models import Consent, Supporter
from dugnad.kit.clock import now
from dugnad.kit.ids import new_key
from dugnad.kit.limits import spend
from dugnad.people.addresses import Address
from dugnad.people.letters import Outside, Part, post

MOST, IN = 3, timedelta(hours=1)


@transaction.atomic
def send_link(*, address: Address, at: datetime | None = None) -> None:
    """Write to `address`, if somebody there agreed to something. The answer is the same if not, and if too often."""
    at = at or now()
    if not spend(f"consents {address.mailbox}", most=MOST, per=IN, at=at):
        return
    supporter = Supporter.objects.filter(address_hash=hash_of_mailbox(address.mailbox)).first()
    if supporter is None or not Consent.objects.filter(supporter=supporter).exists():
        return
    with translation.override(supporter.language):
        post([_letter(supporter, supporter.email or address.to)], at=at)


def _letter(supporter: Supporter, to: str) -> Outside:
    parts = (
        Part(_("Somebody, we think you, asked to see what you have agreed to here.")),
        Part(_("See it, and take back what you like"), consents_path(supporter)),
        Part(_("The link works for 60 days. If it was not you who asked, you need do nothing.")),
    )
    subject = _("What you have agreed to")
    return Outside(to, supporter.language, subject, parts, key=f"consents:{new_key()}")
