"""After something was done for a campaign elsewhere (a gathering, a task, an article), its next step is offered."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dugnad.campaigns.enums import PitchState, RungKind
from dugnad.campaigns.models import Campaign
from dugnad.campaigns.things import thing_of
from dugnad.circles.models import Circle
from dugnad.gatherings.enums import Word
from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.work.actions import holding, units
from tests.campaigns.making import make_open
from tests.campaigns.reaching.test_articles import pitch
from tests.cast import again, signed_in
from tests.gatherings.making import comes, tomorrow
from tests.work.making import make_job, make_task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_kinds")]


@pytest.fixture
def campaign(circle: Circle, alice: Member) -> Campaign:
    return make_open(alice, circle, RungKind.WRITE, RungKind.ARTICLE)


def leads_on(client: Client, campaign: Campaign, name: str, key: str) -> bool:
    page = client.get(reverse(name, args=[key]))
    assert page.status_code == 200
    return f'href="{reverse("next_step", args=[campaign.pk])}"' in page.content.decode()


def test_whoever_comes_to_a_gathering_is_led_on(campaign: Campaign, circle: Circle, alice: Member, bob: Member) -> None:
    made = tomorrow(alice, circle, thing=thing_of(campaign))
    assert not leads_on(signed_in(bob), campaign, "gathering", made.pk)
    comes(bob, made, word=Word.MAYBE)
    assert not leads_on(signed_in(bob), campaign, "gathering", made.pk)
    comes(bob, made)
    assert leads_on(signed_in(bob), campaign, "gathering", made.pk)
    assert not leads_on(signed_in(alice), campaign, "gathering", made.pk)


def test_whoever_did_a_task_is_led_on(campaign: Campaign, circle: Circle, alice: Member, bob: Member) -> None:
    task = make_task(alice, circle, thing=thing_of(campaign))
    holding.claim(by=again(bob), task=task, at=now())
    assert not leads_on(signed_in(bob), campaign, "task", task.pk)
    task.refresh_from_db()
    holding.finish(by=again(bob), task=task, minutes=20, at=now())
    assert leads_on(signed_in(bob), campaign, "task", task.pk)
    assert not leads_on(signed_in(alice), campaign, "task", task.pk)


def test_whoever_did_a_unit_is_led_on(campaign: Campaign, circle: Circle, alice: Member, bob: Member) -> None:
    job = make_job(alice, circle, thing=thing_of(campaign))
    (unit,) = units.take(by=again(bob), task=job, at=now())
    assert not leads_on(signed_in(bob), campaign, "task_units", job.pk)
    units.finish_unit(by=again(bob), unit=unit, at=now())
    assert leads_on(signed_in(bob), campaign, "task_units", job.pk)


def test_whoever_brings_a_clipping_is_led_on(campaign: Campaign, bob: Member) -> None:
    rung = campaign.rungs.get(kind=RungKind.ARTICLE)
    form = {"title": "Where they sleep", "outlet": "The paper", "printed_on": now().date(), "form_key": "c" * 16}
    sent = signed_in(bob).post(reverse("clipping_new", args=[rung.pk]), form)
    assert (sent.status_code, sent.headers["Location"]) == (302, reverse("next_step", args=[campaign.pk]))


def test_whoever_sends_an_article_is_led_on(campaign: Campaign, bob: Member) -> None:
    one = pitch(bob, campaign)
    pages = {}
    for to in (PitchState.WRITTEN, PitchState.SENT):
        pages[to] = signed_in(bob).post(reverse("pitch_move", args=[one.pk]), {"to": to}).headers["Location"]
    assert pages == {
        PitchState.WRITTEN: reverse("pitch", args=[one.pk]),
        PitchState.SENT: reverse("next_step", args=[campaign.pk]),
    }
