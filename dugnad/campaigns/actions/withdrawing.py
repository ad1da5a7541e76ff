"""Taking one's name back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.campaigns.actions.agreeing import record_signing
from dugnad.campaigns.actions.consents import forget_needless
from dugnad.campaigns.actions.signing_letters import letter_key
from dugnad.campaigns.acts import SIGNATURE_WITHDRAWN
from dugnad.campaigns.enums import Purpose, Signed
from dugnad.campaigns.models import Consent, Signature
from dugnad.kit.clock import now
from dugnad.people import letters


@transaction.atomic
def withdraw(*, signature: Signature, at: datetime | None = None) -> None:
    """A name is taken back: it does not count any more, and is erased. Twice is once. For whoever holds the link."""
    at = at or now()
    if not leave(signature, at):
        return
    given = Consent.objects.filter(supporter=signature.supporter_id, campaign=signature.campaign_id)
    falls = (Purpose.SIGNATURE, Purpose.SHOWN, Purpose.WORDS_SHOWN)
    given.filter(purpose__in=falls, taken_back_at=None).update(taken_back_at=at)
    if signature.supporter_id:
        forget_needless([signature.supporter_id])


def leave(signature: Signature, at: datetime) -> bool:
    """Erase it, in the transaction that runs; whether it stood until now."""
    standing = Signature.objects.filter(pk=signature.pk).exclude(state=Signed.WITHDRAWN)
    gone = standing.update(state=Signed.WITHDRAWN, uncounted_at=at, name="", words="", place=None, mailbox="",
                           network="", host="", sealed=None, agreed=[])  # fmt: skip
    letters.recall([letter_key(signature.pk)], at=at)
    if gone == 1 and signature.supporter is not None:
        record_signing(SIGNATURE_WITHDRAWN, signature.supporter, signature.campaign, at)
    return gone == 1


def taken_back(consent: Consent, at: datetime) -> None:
    """The consent to be counted is taken back, wherever: so is the signature."""
    standing = Signature.objects.filter(campaign=consent.campaign_id, supporter=consent.supporter_id)
    for signature in standing.exclude(state=Signed.WITHDRAWN).select_related("campaign", "supporter"):
        leave(signature, at)
