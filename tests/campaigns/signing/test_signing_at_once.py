"""Many at the same moment, on both databases."""

from __future__ import annotations

import pytest

from dugnad.campaigns.actions.confirming import confirm
from dugnad.campaigns.actions.petition_keys import _known, key_of
from dugnad.campaigns.enums import Signed
from dugnad.campaigns.models import Campaign, Consent, Signature, Supporter
from dugnad.ledger.models import Act
from tests.at_once import at_once
from tests.campaigns.making import make_open
from tests.campaigns.signing.signers import pend
from tests.cast import NOON, make_circle, make_member

pytestmark = pytest.mark.django_db(transaction=True)


def open_petition() -> Campaign:
    steward = make_member("steward")
    return make_open(steward, make_circle(steward))


def test_fifty_confirmations_of_one_link_count_once() -> None:
    pending = pend(open_petition())
    assert pending is not None

    def confirming() -> object:
        return confirm(signature=Signature.objects.select_related("campaign").get(pk=pending.pk), at=NOON).state

    assert at_once([confirming] * 50) == [Signed.CONFIRMED] * 50
    assert (Act.objects.filter(verb="signed").count(), Supporter.objects.count(), Consent.objects.count()) == (1, 1, 1)


def test_of_twenty_links_of_one_mailbox_one_counts() -> None:
    petition = open_petition()
    pending = [pend(petition, f"eva+{number}@example.org", network=f"n{number}") for number in range(5)]

    def confirming(one: Signature | None) -> object:
        assert one is not None
        return lambda: confirm(signature=Signature.objects.select_related("campaign").get(pk=one.pk), at=NOON).state

    results = at_once([confirming(one) for one in pending for _each in range(4)])  # type: ignore[misc]  # see above
    assert results.count(Signed.CONFIRMED) == 4
    assert Signature.objects.filter(state=Signed.CONFIRMED).count() == 1
    assert Signature.objects.filter(state=Signed.REPEATED).count() == 4
    assert Act.objects.filter(verb="signed").count() == 1


def test_one_key_is_made() -> None:
    petition = open_petition()
    _known.clear()
    assert len(set(at_once([lambda: key_of(petition.pk)] * 8))) == 1
