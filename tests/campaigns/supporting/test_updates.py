from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dugnad.campaigns import happened, mailing
from dugnad.campaigns.actions import consents, spreading, updates
from dugnad.campaigns.actions.outcome import tell_outcome
from dugnad.campaigns.actions.updates import PAUSE
from dugnad.campaigns.acts import DELIVERED
from dugnad.campaigns.enums import Purpose, UpdateState
from dugnad.campaigns.models import Campaign, Consent, Parcel, Update, UpdateLetter
from dugnad.campaigns.supporting import Outcomes
from dugnad.circles.models import Circle
from dugnad.kit.ids import new_key
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.notify.models import Letter
from dugnad.notify.outside import opened
from dugnad.notify.passages import Composed
from dugnad.people.models import Member
from tests.campaigns.making import make_open
from tests.campaigns.supporting.making import WORDS, agree, make_crowd, make_supporter
from tests.cast import NOON, again, signed_in

DAY = timedelta(days=1)


@pytest.fixture
def campaign(alice: Member, circle: Circle) -> Campaign:
    return make_open(alice, circle)


def write(by: Member, campaign: Campaign, title: str = "The council met", at: datetime = NOON) -> Update:
    text = "They **listened**.\n\n- Come on [Friday](https://x.example/f)\n- Bring a chair"
    return updates.write(by=again(by), campaign=campaign, title=title, text=text, form_key=new_key(), at=at)


def go_out(by: Member, campaign: Campaign, title: str = "The council met", at: datetime = NOON) -> Update:
    update = write(by, campaign, title, at - PAUSE)
    mailing.go_on(at)
    return update


def letters() -> list[Composed]:
    found = [opened(one) for one in Letter.objects.filter(sort="later").order_by("created_at", "pk")]
    return sorted(found, key=lambda one: one.to)


def subjects() -> list[tuple[str, str]]:
    return sorted((one.to.partition("@")[0], one.subject) for one in letters())


def test_an_update_waits_then_leaves_to_those_who_agreed(alice: Member, campaign: Campaign) -> None:
    make_crowd(campaign, 2)
    agree(make_supporter("signed@mail.example"), campaign, Purpose.SIGNATURE)
    agree(make_supporter("unproven@mail.example", confirmed=False), campaign)
    update = write(alice, campaign)

    mailing.go_on(NOON + PAUSE - timedelta(seconds=1))
    assert subjects() == []

    mailing.go_on(NOON + PAUSE)

    assert subjects() == [("person0", "The council met"), ("person1", "The council met")]
    act = Act.objects.get(verb="update-sent")
    assert (act.actor, act.object_id, act.cause_id) == (alice.person_key, update.pk, campaign.act_id)


def test_what_stands_in_the_letter(alice: Member, campaign: Campaign) -> None:
    make_crowd(campaign, 1)
    go_out(alice, campaign)

    (letter,) = letters()
    said = [passage.text for passage in letter.passages]
    assert said[:5] == [
        campaign.title,
        "The council met",
        "They listened.",
        "– Come on Friday (https://x.example/f)",
        "– Bring a chair",
    ]
    assert WORDS in said
    assert "/updates/stop/" in letter.stop


def test_stopped_in_the_pause_it_goes_to_nobody(alice: Member, campaign: Campaign) -> None:
    make_crowd(campaign, 1)
    update = write(alice, campaign)

    updates.hold_back(by=again(alice), update=update, at=NOON)
    mailing.go_on(NOON + DAY)

    assert (subjects(), Act.objects.filter(verb="update-sent").count()) == ([], 0)
    with pytest.raises(Refused):
        updates.hold_back(by=again(alice), update=update, at=NOON)


def test_only_organisers_write_and_stop(bob: Member, charlie: Member, alice: Member, campaign: Campaign) -> None:
    waiting = write(alice, campaign)
    for member in (bob, charlie):
        with pytest.raises(Refused):
            write(member, campaign)
        assert signed_in(member).get(f"/campaigns/{campaign.pk}/updates/new/").status_code == 404
        assert signed_in(member).post(f"/updates/{waiting.pk}/hold-back/").status_code == 404
        assert signed_in(member).get(f"/updates/{waiting.pk}/").status_code == 404


def test_one_a_week_from_a_campaign_and_what_waits_comes_together(alice: Member, campaign: Campaign) -> None:
    make_crowd(campaign, 1)
    for day, title in enumerate(("First", "Second", "Third")):
        go_out(alice, campaign, title, NOON + day * DAY)
    assert subjects() == [("person0", "First")]

    mailing.go_on(NOON + 7 * DAY - timedelta(seconds=1))
    assert len(letters()) == 1
    mailing.go_on(NOON + 7 * DAY)

    assert subjects() == [("person0", "First"), ("person0", "Third, and 1 more")]
    texts = [passage.text for passage in letters()[1].passages]
    assert texts.index("Second") < texts.index("Third")


def test_two_a_week_in_all(alice: Member, circle: Circle) -> None:
    three = [make_open(alice, circle, title=title) for title in ("A", "B", "C")]
    eva = make_supporter("eva@mail.example")
    for day, campaign in enumerate(three):
        agree(eva, campaign)
        go_out(alice, campaign, f"From {campaign.title}", NOON + day * DAY)
    assert [subject for _to, subject in subjects()] == ["From A", "From B"]

    mailing.go_on(NOON + 7 * DAY)

    assert [subject for _to, subject in subjects()] == ["From A", "From B", "From C"]


def test_taken_back_it_reaches_nobody_even_from_the_outbox(alice: Member, circle: Circle) -> None:
    first, second = (make_open(alice, circle, title=title) for title in ("A", "B"))
    eva = make_supporter("eva@mail.example")
    consent, _other = agree(eva, first), agree(eva, second)
    write(alice, first, "From A", NOON - PAUSE - timedelta(minutes=1))
    write(alice, second, "From B", NOON - PAUSE)
    mailing.go_on(NOON)
    assert [one.subject for one in letters()] == ["From B, and 1 more"]

    consents.take_back(consent=consent, at=NOON + timedelta(minutes=1))
    mailing.go_on(NOON + timedelta(minutes=2))

    waiting = Letter.objects.filter(sort="later", post="waiting")
    assert [opened(one).subject for one in waiting] == ["From B"]
    assert Letter.objects.filter(sort="later", post="dropped", sealed=None).count() == 1


def test_taken_back_between_the_parcel_and_the_letter(alice: Member, campaign: Campaign) -> None:
    (eva,) = make_crowd(campaign, 1)
    update = write(alice, campaign, at=NOON - PAUSE)
    updates.let_out(update=update, at=NOON)
    assert spreading.spread(update=update.pk, at=NOON)
    Consent.objects.filter(supporter=eva).update(taken_back_at=NOON)

    spreading.send(at=NOON)

    assert (subjects(), Parcel.objects.count()) == ([], 0)


def test_one_click_stops_letters_like_this_one(alice: Member, campaign: Campaign) -> None:
    (eva,) = make_crowd(campaign, 1)
    signature = agree(eva, campaign, Purpose.SIGNATURE)
    go_out(alice, campaign)
    path = "/updates/stop/" + letters()[0].stop.split("/updates/stop/")[1]
    browser = Client(enforce_csrf_checks=True)

    assert browser.get(path).status_code == 200
    assert Consent.objects.filter(supporter=eva, taken_back_at=None).count() == 2
    assert browser.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200

    assert list(Consent.objects.filter(supporter=eva, taken_back_at=None)) == [signature]


class Killed(BaseException):
    """The process is gone: nothing that catches errors may catch it."""


def test_killed_in_the_middle_nobody_is_left_out_and_nobody_hears_twice(
    alice: Member, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_crowd(campaign, 12)
    monkeypatch.setattr(spreading, "SPREAD_PIECE", 5)
    monkeypatch.setattr(spreading, "LETTER_PIECE", 4)
    write(alice, campaign, at=NOON - PAUSE)
    inside, count = spreading.letters.post, 0

    def dying(*given: object, **named: object) -> None:
        nonlocal count
        count += 1
        inside(*given, **named)  # type: ignore[arg-type]  # handed on as it came
        if count in {2, 3}:
            raise Killed

    monkeypatch.setattr(spreading.letters, "post", dying)
    for _life in range(3):
        try:
            mailing.go_on(NOON)
        except Killed:
            continue

    assert [to for to, _subject in subjects()] == sorted(f"person{number}" for number in range(12))
    assert UpdateLetter.objects.count() == 12
    assert Update.objects.get().spread_at == NOON


def test_a_spread_that_another_worker_has_done_changes_nothing(alice: Member, campaign: Campaign) -> None:
    make_crowd(campaign, 3)
    update = go_out(alice, campaign)

    assert not spreading.spread(update=update.pk, at=NOON)
    assert not updates.let_out(update=update, at=NOON)
    mailing.go_on(NOON)

    assert len(letters()) == 3


def test_nobody_there_is_not_written_to_again(alice: Member, campaign: Campaign) -> None:
    make_crowd(campaign, 2)
    go_out(alice, campaign)
    spreading.nobody_there(str(Letter.objects.filter(sort="later").order_by("pk")[0].key), at=NOON)

    go_out(alice, campaign, "Next", NOON + 8 * DAY)

    assert len(letters()) == 3


def test_the_outcome_goes_out_with_each_persons_share(alice: Member, campaign: Campaign) -> None:
    eva, _nils = make_crowd(campaign, 2)
    record(DELIVERED, by=eva, about=campaign.pk, circle=campaign.circle_id, cause=campaign.act_id, at=NOON)
    tell_outcome(by=again(alice), campaign=campaign, outcome="There are beds until 21.", at=NOON)
    act = Act.objects.get(verb="outcome-told")
    for _twice in range(2):
        Outcomes().handle([act])

    mailing.go_on(NOON + PAUSE)

    with_share = [[p.text for p in one.passages if "share" in p.text] for one in letters()]
    assert with_share == [["Your share in it: you handed it over. Thank you."], []]
    assert Act.objects.get(verb="update-sent").cause_id == act.pk


def test_the_page_has_it_and_so_has_the_feed(alice: Member, campaign: Campaign) -> None:
    update = go_out(alice, campaign)
    stranger = Client()

    assert "<strong>listened</strong>" in stranger.get(f"/updates/{update.pk}/").content.decode()
    assert "The council met" in stranger.get(f"/campaigns/{campaign.pk}/updates/").content.decode()
    assert [one.path for one in happened.of(campaign) if one.key.startswith("update")] == [f"/updates/{update.pk}/"]


def test_an_organiser_sees_the_letter_before_it_waits(alice: Member, campaign: Campaign) -> None:
    browser, path = signed_in(alice), f"/campaigns/{campaign.pk}/updates/new/"
    facts = {"title": "News", "text": "It **moves**.", "form_key": new_key()}

    seen = browser.post(path, {**facts, "do": "look"}).content.decode()
    assert "It moves." in seen
    assert Update.objects.count() == 0

    for _twice in range(2):
        assert browser.post(path, {**facts, "do": "send"}).status_code == 302
    assert Update.objects.get().state == UpdateState.WAITING
    assert browser.post(path, {**facts, "text": ""}).status_code == 422


def test_as_many_queries_for_one_update_as_for_three(alice: Member, campaign: Campaign) -> None:
    counts = []
    for titles in (("A",), ("B", "C")):
        for title in titles:
            write(alice, campaign, title)
        browser = signed_in(alice)
        with CaptureQueriesContext(connection) as made:
            browser.get(f"/campaigns/{campaign.pk}/updates/")
        counts.append(len(made))

    assert counts[0] == counts[1]
