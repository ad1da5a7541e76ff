"""The pages of pledges, gifts, next steps and the funnel, as people use them without scripts."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dugnad.campaigns import pledge_links
from dugnad.campaigns.actions.stepping import tell_why
from dugnad.campaigns.enums import GiverShown, PledgeState, RungKind, WhyShown
from dugnad.campaigns.models import Gift, Pledge, Rung, SpendingRequest, Why
from dugnad.campaigns.queries.funnel import Loss, bars, funnel_of, sentence
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.people.models import Member
from tests.campaigns.pledging.making import (
    browser_of,
    make_eva,
    make_gift,
    make_giving,
    make_pledge,
    make_pledging,
)
from tests.cast import again, signed_in

pytestmark = pytest.mark.django_db
QUERIES = {"pledges/%s/": 11, "pledges/%s/pledgers/": 9, "giving/%s/": 12}


def text(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


@pytest.fixture
def rung(alice: Member, circle: Circle) -> Rung:
    return make_pledging(alice, circle, needed=2, at=now(), until=now().replace(year=now().year + 1))


def test_pledging_and_taking_back_without_an_account(rung: Rung) -> None:
    browser = browser_of(make_eva(), rung.campaign)
    page = browser.get(f"/pledges/{rung.pk}/")
    assert "0 of 2 have pledged so far" in text(page)
    sent = browser.post(f"/pledges/{rung.pk}/pledge/", {"wording": "1"})
    assert (sent.status_code, sent["Location"]) == (302, f"/campaigns/{rung.campaign_id}/next/")
    assert "1 more, and everybody is bound" not in text(browser.get(sent["Location"]))
    assert "You have pledged." in text(browser.get(f"/pledges/{rung.pk}/"))
    browser.post(f"/pledges/{rung.pk}/take-back/")
    assert Pledge.objects.get().state == PledgeState.TAKEN_BACK


def test_the_piece_that_an_open_page_fetches(rung: Rung, alice: Member, bob: Member) -> None:
    for person in (alice, bob):
        make_pledge(person, rung, at=now())
    piece = signed_in(bob).get(f"/pledges/{rung.pk}/", {"news": f"standing.{rung.pk}"})
    assert piece.content.decode().startswith('<section id="standing"')
    assert "Enough have pledged." in text(piece)
    ladder = signed_in(bob).get(f"/campaigns/{rung.campaign_id}/", {"news": f"standing.{rung.pk}"})
    assert "2 were needed and 2 have pledged: everybody is bound." in text(ladder)
    assert "<html" not in ladder.content.decode()


def test_kept_by_ones_own_word_and_seen_by_an_organiser(rung: Rung, alice: Member, bob: Member) -> None:
    for person in (alice, bob):
        make_pledge(person, rung, at=now())
    signed_in(bob).post(f"/pledges/{rung.pk}/kept/", {"kept": "yes"})
    organiser = signed_in(alice)
    assert "says: kept" in text(organiser.get(f"/pledges/{rung.pk}/pledgers/"))
    organiser.post(f"/pledges/by/{Pledge.objects.get(member=bob).pk}/confirm/")
    seen = text(Client().get(f"/pledges/{rung.pk}/"))
    assert "1 of 2 says they kept it." in seen
    assert "Organisers saw it of 1." in seen


def test_a_letter_brings_a_supporter_back(rung: Rung) -> None:
    path = pledge_links.path_of(make_pledge(make_eva(), rung, at=now()))
    browser = Client()
    assert "Are you Eva?" in text(browser.get(path))
    assert "You have pledged." not in text(browser.get(f"/pledges/{rung.pk}/"))
    browser.post(path)
    assert "You have pledged." in text(browser.get(f"/pledges/{rung.pk}/"))


def test_a_stranger_is_told_what_to_do_first(rung: Rung) -> None:
    assert "sign the campaign and confirm your address" in text(Client().get(f"/pledges/{rung.pk}/"))
    refused = Client().post(f"/pledges/{rung.pk}/pledge/", {"wording": "1"})
    assert (refused.status_code, Pledge.objects.count()) == (409, 0)


def test_the_terms_are_written_by_organisers(rung: Rung, alice: Member, bob: Member) -> None:
    terms = {"promise": "sit down", "needed": "1", "until": "2020-01-01"}
    wrong = signed_in(alice).post(f"/pledges/{rung.pk}/terms/", terms)
    assert wrong.status_code == 422
    assert "sit down" in wrong.content.decode()
    assert signed_in(bob).get(f"/pledges/{rung.pk}/terms/").status_code == 409


def test_writing_down_a_gift_and_what_others_see(alice: Member, bob: Member, circle: Circle) -> None:
    rung = make_giving(alice, circle)
    browser = signed_in(bob)
    form = browser.get(f"/giving/{rung.pk}/give/").content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', form)
    assert key
    facts = {"kind": "money", "amount": "250", "currency": "SEK", "shown": GiverShown.HIDDEN, "form_key": key[1]}
    wrong = browser.post(f"/giving/{rung.pk}/give/", facts | {"amount": "2.505"})
    assert (wrong.status_code, "2.505" in wrong.content.decode()) == (422, True)
    assert browser.post(f"/giving/{rung.pk}/give/", facts).status_code == 302
    assert Gift.objects.get().amount == 25_000
    assert "250" in text(signed_in(bob).get(f"/giving/{rung.pk}/"))
    stranger = text(Client().get(f"/giving/{rung.pk}/"))
    assert "1 gift of money does not show its amount." in stranger
    assert "250" not in stranger


def test_a_request_is_voted_on(alice: Member, bob: Member, charlie: Member, circle: Circle) -> None:
    rung = make_giving(alice, circle)
    facts = {"purpose": "A bus", "amount": "500", "currency": "SEK", "days": "7", "form_key": "k" * 16}
    sent = signed_in(bob).post(f"/giving/{rung.pk}/ask/", facts)
    page = sent["Location"]
    signed_in(alice).post(f"{page}vote/", {"vote": "yes"})
    assert "1 has voted." in text(signed_in(bob).get(page))
    assert "You said: Yes." in text(signed_in(alice).get(page))
    assert signed_in(charlie).get(page).status_code == 404
    assert signed_in(bob).post(f"{page}vote/", {"vote": "maybe"}).status_code == 409
    assert SpendingRequest.objects.get().amount == 50_000


def test_why_and_then_the_next_step(rung: Rung, charlie: Member) -> None:
    browser = signed_in(charlie)
    page = f"/campaigns/{rung.campaign_id}/"
    assert "Why does this matter to you?" in text(browser.get(f"{page}next/"))
    assert browser.post(f"{page}why/tell/", {"text": "", "shown": WhyShown.PRIVATE}).status_code == 422
    browser.post(f"{page}why/tell/", {"text": "My brother", "shown": WhyShown.PRIVATE})
    assert "Why does this matter to you?" not in text(browser.get(f"{page}next/"))
    assert Why.objects.get().text == "My brother"
    assert "My brother" not in text(Client().get(f"{page}why/"))


@pytest.mark.parametrize("where", QUERIES)
def test_as_many_queries_for_one_as_for_three(alice: Member, bob: Member, circle: Circle, where: str) -> None:
    counts = []
    for number in (1, 3):
        kind = RungKind.GIVE if "giving" in where else RungKind.PLEDGE
        make = make_giving if kind == RungKind.GIVE else make_pledging
        made = make(alice, circle, title=f"With {number}")
        for place in range(number):
            person = make_eva(f"{number}-{place}@example.org")
            if kind == RungKind.GIVE:
                make_gift(person, made, shown=GiverShown.NAMED)
            else:
                make_pledge(person, made, shown=True)
        browser = signed_in(again(alice))
        browser.get(f"/{where % made.pk}")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"/{where % made.pk}").status_code == 200
        counts.append(len(queries))
    assert counts == [QUERIES[where]] * 2


def test_as_many_queries_for_one_reason_as_for_three(rung: Rung, alice: Member) -> None:
    path = f"/campaigns/{rung.campaign_id}/why/"
    browser = signed_in(alice)
    browser.get(path)
    for number in range(3):
        person = make_eva(f"{number}@example.org")
        tell_why(by=person, campaign=rung.campaign, text="A warm room", shown=WhyShown.NAMED, at=now())
        with CaptureQueriesContext(connection) as queries:
            assert text(browser.get(path)).count("A warm room") == number + 1
        assert len(queries) == 8


def test_the_funnel_is_for_organisers_and_says_nothing_of_few(rung: Rung, alice: Member, bob: Member) -> None:
    make_pledge(bob, rung, at=now())
    assert signed_in(bob).get(f"/campaigns/{rung.campaign_id}/funnel/").status_code == 409
    page = text(signed_in(alice).get(f"/campaigns/{rung.campaign_id}/funnel/"))
    assert "Too early to say" in page
    assert "Fewer than ten came too lately" in page
    assert funnel_of(rung.campaign, now()).too_new is None


def test_the_loss_in_a_sentence() -> None:
    loss = Loss(214, ((RungKind.WRITE, 61), (RungKind.PHONE, 4), (RungKind.TASK, 0)))
    said = "Of 214 who signed here, 61 have written, fewer than 10 have phoned, none took a task."
    assert sentence(loss) == said
    assert sentence(Loss(9, ((RungKind.WRITE, 9),))) == ""


def test_the_loss_in_bars() -> None:
    loss = Loss(50_000, ((RungKind.WRITE, 30), (RungKind.PHONE, 4), (RungKind.TASK, 0)))
    found = [(bar.name, bar.said, bar.length) for bar in bars(loss)]
    assert found == [
        ("Sign", "50,000", 50_000),
        ("Write a letter", "30", 30),
        ("Make a call", "fewer than 10", 0),
        ("Take a task", "none", 0),
    ]
    assert bars(Loss(9, ((RungKind.WRITE, 9),))) == []
