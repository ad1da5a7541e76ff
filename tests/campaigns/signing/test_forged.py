"""Thousands of forged signatures among a few real ones: what counts, what is held, what organisers see."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dugnad.campaigns.actions.alarms import look_at, settle
from dugnad.campaigns.actions.counting import recount_one
from dugnad.campaigns.enums import Signed, Suspicion, Verdict
from dugnad.campaigns.models import Campaign, Signature, SigningAlarm
from dugnad.campaigns.queries.signing import counts
from dugnad.campaigns.queries.signing_desk import desk
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.notify.models import Letter
from dugnad.people.models import Member
from tests.campaigns.signing.signers import make_signed, pend
from tests.cast import NOON, again, signed_in
from tests.notify.making import follow

pytestmark = pytest.mark.django_db
REAL = 20


def forge(petition: Campaign, many: int) -> None:
    """A quarter each without a mailbox, at one host, by plus-aliases, from one network; all within half an hour."""
    step = timedelta(minutes=30) / many
    for number in range(many):
        at, network = NOON + number * step, f"net{number}"
        try:
            _one(petition, number, network, at)
        except Refused:
            continue
        finally:
            if number % 40 == 0:
                look_at(petition, at)
    look_at(petition, NOON + timedelta(minutes=30))


def _one(petition: Campaign, number: int, network: str, at: datetime) -> None:
    match number % 4:
        case 0:
            pend(petition, f"made{number}@up{number}.example", network=network, at=at)
        case 1:
            make_signed(petition, f"n{number}@one-host.example", network=network, at=at)
        case 2:
            if (pending := pend(petition, f"eva+{number}@gmail.com", network=network, at=at)) is not None:
                from dugnad.campaigns.actions.confirming import confirm

                confirm(signature=pending, at=at)
        case _:
            make_signed(petition, f"n{number}@many{number}.example", network="the one", is_proven=False, at=at)


@pytest.mark.parametrize("many", [400, pytest.param(10_000, marks=pytest.mark.long)])
def test_forged_signatures_do_not_count(petition: Campaign, alice: Member, many: int) -> None:
    for number in range(REAL):
        make_signed(petition, f"real{number}@gmail.com", network=f"home{number}", at=NOON - timedelta(minutes=number))

    forge(petition, many)

    recount_one(petition.pk, NOON + timedelta(hours=1))
    assert counts([petition.pk]) == {petition.pk: REAL + 1}
    standing = Signature.objects.filter(campaign=petition)
    assert standing.filter(state=Signed.PENDING).count() == many // 4
    assert standing.filter(state=Signed.REPEATED).count() == 4
    held = standing.filter(state=Signed.HELD)
    assert held.filter(host="one-host.example").count() == many // 4
    assert 20 <= held.filter(network="the one").count() <= 3 * 12 + 12
    assert Letter.objects.count() == standing.count() < many
    seen = {(alarm.row.suspicion, alarm.held) for alarm in desk(petition).alarms}
    assert (Suspicion.HOST, many // 4) in seen
    follow(NOON + timedelta(hours=1))
    told = signed_in(alice).get("/inbox/").content.decode()
    assert "Signatures of a campaign want to be looked at" in told
    opened = signed_in(alice).get(f"/campaigns/{petition.pk}/sign/desk/").content.decode()
    assert "one-host.example" in opened
    assert "the one" not in opened


@pytest.fixture
def alarm(petition: Campaign) -> SigningAlarm:
    """Thirty from one workplace within an hour."""
    for number in range(30):
        make_signed(petition, f"n{number}@malmo.example", network=f"net{number}")
    assert look_at(petition, NOON) == 1
    return SigningAlarm.objects.get()


def test_an_alarm_is_raised_once_and_holds_what_comes_after(petition: Campaign, alarm: SigningAlarm) -> None:
    assert (alarm.suspicion, alarm.about, alarm.found) == (Suspicion.HOST, "malmo.example", 30)
    assert look_at(petition, NOON) == 0
    assert make_signed(petition, "later@malmo.example", network="other").state == Signed.HELD
    assert make_signed(petition, "later@lund.example", network="other").state == Signed.CONFIRMED
    assert Act.objects.get(verb="signing-alarm").actor == ""


def test_genuine_ones_are_let_in_and_come_in_from_then_on(
    petition: Campaign, alarm: SigningAlarm, alice: Member
) -> None:
    assert settle(by=again(alice), alarm=alarm, verdict=Verdict.GENUINE, at=NOON) == 30
    assert counts([petition.pk]) == {petition.pk: 30}
    assert make_signed(petition, "later@malmo.example", network="other").state == Signed.CONFIRMED
    assert look_at(petition, NOON) == 0


def test_forged_ones_stay_out_and_so_do_those_after_them(
    petition: Campaign, alarm: SigningAlarm, alice: Member
) -> None:
    assert settle(by=again(alice), alarm=alarm, verdict=Verdict.FORGED, at=NOON) == 0
    assert set(Signature.objects.values_list("state", flat=True)) == {Signed.INVALIDATED}
    assert make_signed(petition, "later@malmo.example", network="other").state == Signed.HELD
    with pytest.raises(Refused):
        settle(by=again(alice), alarm=alarm, verdict=Verdict.GENUINE, at=NOON)


def test_only_an_organiser_settles_it(alarm: SigningAlarm, bob: Member, charlie: Member) -> None:
    for somebody in (bob, charlie):
        with pytest.raises(Refused):
            settle(by=again(somebody), alarm=alarm, verdict=Verdict.GENUINE, at=NOON)
    assert signed_in(charlie).get(f"/campaigns/{alarm.campaign_id}/sign/desk/").status_code == 409


def test_a_host_that_everybody_uses_raises_none(petition: Campaign) -> None:
    for number in range(30):
        make_signed(petition, f"n{number}@gmail.com", network=f"net{number}")
    assert look_at(petition, NOON) == 0


def test_a_good_day_is_told_once_and_holds_nothing_back(petition: Campaign) -> None:
    Signature.objects.bulk_create(
        Signature(campaign=petition, state=Signed.CONFIRMED, created_at=NOON, counted_at=NOON) for _each in range(100)
    )
    assert (look_at(petition, NOON), look_at(petition, NOON + timedelta(hours=2))) == (1, 0)
    assert SigningAlarm.objects.get().suspicion == Suspicion.BURST
    assert not Signature.objects.exclude(state=Signed.CONFIRMED).exists()
