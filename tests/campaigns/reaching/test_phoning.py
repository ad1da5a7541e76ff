from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dugnad.campaigns.actions import phoning
from dugnad.campaigns.actions.preparing import prepare_calls
from dugnad.campaigns.enums import CallResult, Phase, RungKind, SentKind
from dugnad.campaigns.models import Campaign, PhoneCall, Sent
from dugnad.campaigns.queries import phoning as queries
from dugnad.circles.models import Circle
from dugnad.kit.ids import new_key
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.people.models import Member
from tests.campaigns.making import make_open, make_target
from tests.campaigns.reaching.making import rung_of
from tests.cast import NOON, signed_in


def make_phone(alice: Member, circle: Circle, phase: Phase = Phase.OPEN) -> Campaign:
    campaign = make_open(alice, circle, RungKind.PHONE, phase=phase)
    campaign.targets.update(phone="046-12 34 56", hours="9 to 11")
    return campaign


def call(by: Member, campaign: Campaign, result: CallResult = CallResult.PROMISED, key: str = "") -> PhoneCall:
    return phoning.tell(
        by=by,
        rung=rung_of(campaign, RungKind.PHONE),
        target=campaign.targets.all()[0],
        result=result,
        note="She will ask the board.",
        form_key=key or new_key(),
        at=NOON,
    )


def test_a_call_is_counted_for_its_target_and_names_nobody(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_phone(alice, circle)
    call(bob, campaign)
    call(bob, campaign, CallResult.NO_ANSWER)
    act = Act.objects.filter(verb="phoned").order_by("id")[0]
    assert (act.actor, act.audience, act.cause_id) == (bob.person_key, Audience.PRIVATE, campaign.act_id)
    assert list(Sent.objects.values_list("kind", flat=True)) == [SentKind.CALL] * 2
    rung = rung_of(campaign, RungKind.PHONE)
    (office,) = queries.offices(rung, None, NOON)
    assert (office.calls, office.results, office.dial) == (
        2,
        [("No answer", 1), ("They promised something", 1)],
        "046123456",
    )
    assert queries.progress([rung])[rung.pk].words.startswith("2 calls have been made.")


def test_the_same_form_twice_is_one_call(circle: Circle, alice: Member, bob: Member) -> None:
    campaign, key = make_phone(alice, circle), new_key()
    assert call(bob, campaign, key=key) == call(bob, campaign, key=key)
    assert PhoneCall.objects.count() == 1


def test_two_do_not_call_at_once(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_phone(alice, circle)
    rung, target = rung_of(campaign, RungKind.PHONE), campaign.targets.get()

    def take(by: Member, minutes: int) -> bool:
        return phoning.take_line(by=by, rung=rung, target=target, at=NOON + timedelta(minutes=minutes))

    assert [take(alice, 0), take(bob, 1), take(alice, 2), take(bob, 31), take(bob, 32)] == [
        True,
        False,
        True,
        False,
        True,
    ]
    (office,) = queries.offices(rung, alice, NOON + timedelta(minutes=40))
    assert office.busy_until == NOON + timedelta(minutes=62)
    assert queries.offices(rung, bob, NOON + timedelta(minutes=40))[0].busy_until is None
    call(bob, campaign)
    assert queries.offices(rung, alice, NOON + timedelta(minutes=40))[0].busy_until is None


def test_a_closed_campaign_takes_no_calls(circle: Circle, alice: Member, bob: Member) -> None:
    with pytest.raises(Refused, match="not open for that"):
        call(bob, make_phone(alice, circle, phase=Phase.CLOSED))


def test_a_draft_is_not_called_for_by_outsiders(circle: Circle, alice: Member, charlie: Member) -> None:
    campaign = make_phone(alice, circle, phase=Phase.DRAFT)
    rung = rung_of(campaign, RungKind.PHONE)
    with pytest.raises(Refused):
        call(charlie, campaign)
    with pytest.raises(Refused):
        prepare_calls(by=charlie, rung=rung, script="x")
    assert signed_in(charlie).get(f"/phone/{rung.pk}/").status_code == 404


def test_one_tap_each_on_a_phone(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_phone(alice, circle)
    rung, target, browser = rung_of(campaign, RungKind.PHONE), campaign.targets.get(), signed_in(bob)
    prepare_calls(by=alice, rung=rung, script="I am a neighbour.", at=NOON)
    assert "I call there now" in browser.get(f"/phone/{rung.pk}/").content.decode()
    path = f"/phone/{rung.pk}/{target.pk}/"
    assert browser.post(f"{path}line/")["Location"] == path
    page = browser.get(path).content.decode()
    assert 'href="tel:046123456"' in page
    assert "I am a neighbour." in page
    assert "Somebody calls there just now" in signed_in(alice).get(f"/phone/{rung.pk}/").content.decode()
    assert browser.post(path, {"note": "Busy"}).status_code == 422
    said = {"result": "message", "note": "", "form_key": new_key()}
    assert browser.post(path, said)["Location"] == f"/phone/{rung.pk}/"
    assert PhoneCall.objects.get().result == CallResult.MESSAGE


def test_a_stranger_gets_the_number_and_notes_nothing(circle: Circle, alice: Member) -> None:
    campaign = make_phone(alice, circle)
    path = f"/phone/{rung_of(campaign, RungKind.PHONE).pk}/{campaign.targets.get().pk}/"
    assert "046-12 34 56" in Client().get(path).content.decode()
    Client().post(path, {"result": "promised", "form_key": new_key()})
    Client().post(f"{path}line/")
    assert PhoneCall.objects.count() == 0


def test_notes_are_for_the_caller_and_organisers(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    campaign = make_phone(alice, circle)
    call(bob, campaign)
    path = f"/phone/{rung_of(campaign, RungKind.PHONE).pk}/calls/"
    seen = [("ask the board" in signed_in(one).get(path).content.decode()) for one in (alice, bob, charlie)]
    assert seen == [True, True, False]


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_ask_as_much_for_one_as_for_three(
    circle: Circle, alice: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    campaign = make_phone(alice, circle)
    for number in range(count - 1):
        make_target(alice, campaign, name=f"Office {number}", phone="123")
    for _each in range(count):
        call(alice, campaign)
    browser, path = signed_in(alice), f"/phone/{rung_of(campaign, RungKind.PHONE).pk}/"
    browser.get("/")
    with django_assert_num_queries(10):
        assert browser.get(path).content.decode().count("<h2") == count + 1
    with django_assert_num_queries(6):
        assert browser.get(f"{path}calls/").content.decode().count("ask the board") == count
