"""What is forgotten, and that it cannot be found again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.campaigns.actions import petition_keys
from dugnad.campaigns.actions.forgetting import UNANSWERED_KEPT, forget
from dugnad.campaigns.actions.petition_keys import KEPT_AFTER_CLOSING, key_of
from dugnad.campaigns.enums import Phase, Purpose, Shown, Signed
from dugnad.campaigns.models import Campaign, Consent, PetitionKey, Signature
from dugnad.campaigns.queries.signing import counts
from dugnad.kit import networks
from tests.campaigns.signing.signers import make_signed, pend
from tests.cast import NOON

pytestmark = pytest.mark.django_db


def test_six_months_after_the_end_nobody_can_say_who_signed(petition: Campaign) -> None:
    signed = make_signed(petition, shown=Shown.WORDS, words="My brother.")
    key = key_of(petition.pk)
    Campaign.objects.filter(pk=petition.pk).update(phase=Phase.CLOSED, closed_at=NOON)

    forget(NOON + KEPT_AFTER_CLOSING - timedelta(days=1))
    signed.refresh_from_db()
    assert (signed.name, bytes(PetitionKey.objects.get().key)) == ("Eva Berg", key)

    forget(NOON + KEPT_AFTER_CLOSING)
    signed.refresh_from_db()
    assert (signed.name, signed.words, signed.mailbox, signed.supporter) == ("", "", "", None)
    assert not PetitionKey.objects.exists()
    assert not Consent.objects.filter(purpose=Purpose.SIGNATURE).exists()
    assert counts([petition.pk]) == {petition.pk: 1}
    petition_keys._known.clear()
    assert key_of(petition.pk) != key


def test_an_open_campaign_keeps_its_key(petition: Campaign) -> None:
    make_signed(petition)
    forget(NOON + 3 * KEPT_AFTER_CLOSING)
    assert PetitionKey.objects.count() == 1


def test_traces_go_after_a_week(petition: Campaign) -> None:
    signed = make_signed(petition)
    forget(NOON + networks.KEPT - timedelta(minutes=1))
    signed.refresh_from_db()
    assert (signed.network, signed.host) == ("net1", "example.org")
    forget(NOON + networks.KEPT)
    signed.refresh_from_db()
    assert (signed.network, signed.host, signed.name) == ("", "", "Eva Berg")


def test_what_nobody_confirmed_goes_after_two_weeks(petition: Campaign) -> None:
    pend(petition, words="Hush")
    forget(NOON + UNANSWERED_KEPT)
    kept = Signature.objects.get()
    assert (kept.name, kept.words, kept.sealed, kept.mailbox, kept.state) == ("", "", None, "", Signed.PENDING)
