from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import transaction
from django.test import Client

from dugnad.campaigns import acts, sharing
from dugnad.campaigns.actions import phases, starting
from dugnad.campaigns.actions.outcome import tell_outcome
from dugnad.campaigns.actions.starting import Words
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.queries import together
from dugnad.campaigns.queries.shares import share_of, shares_of, took_part
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Effort, Relation, Verb
from dugnad.people.models import Member
from dugnad.people.telling import telling, words_for
from tests.campaigns.making import make_campaign, make_open, make_rung
from tests.cast import NOON, again, make_member

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=40)
GATHERING = Verb("gathering-called", Effort.VOICE, Relation.NONE, "gathering")
WAS_THERE = Verb("was-there", Effort.WORK, Relation.NONE, "coming")
TASK_DONE = Verb("task-done", Effort.WORK, Relation.HELPS, "task")


def do(verb: Verb, by: Member, circle: Circle, cause: int) -> Act:
    """As other apps record what belongs to a campaign."""
    with transaction.atomic():
        return record(verb, by=by, about="x" * 16, circle=circle.pk, cause=cause, at=NOON)


def test_each_is_told_with_their_own_share(circle: Circle, alice: Member, bob: Member) -> None:
    campaign, dora = make_open(bob, circle), make_member("dora")
    gathering = do(GATHERING, bob, circle, campaign.act_id)
    for _time in range(2):
        do(TASK_DONE, alice, circle, campaign.act_id)
    do(WAS_THERE, alice, circle, gathering.pk)
    copy = starting.copy(
        by=again(bob), campaign=campaign, circle=circle, words=Words("Lund", "A bed."), form_key="l" * 16, at=NOON
    )
    do(TASK_DONE, dora, circle, copy.act_id)  # in the copy, not here
    assert share_of(alice.person_key, campaign) == {"task-done": 2, "was-there": 1}
    rungs = [make_rung(campaign, kind) for kind in (RungKind.TASK, RungKind.GATHERING)]
    done = together.tasks(rungs[:1]) | together.gatherings(rungs[1:])
    assert [done[rung.pk].words for rung in rungs] == ["1 has done a task.", "1 has come to a gathering."]
    assert took_part(campaign) == {alice.person_key, bob.person_key}
    assert shares_of([dora.person_key, ""], campaign) == {}
    assert shares_of([dora.person_key], copy) == {dora.person_key: {"task-done": 1}}
    tell_outcome(by=again(bob), campaign=campaign, outcome="The region pays for beds until twenty-one.", at=LATER)
    act = Act.objects.get(verb="outcome-told")
    entry = telling(act.verb)
    assert entry
    assert {hearer.member for hearer in entry.who([act])} == {alice.pk, bob.pk}
    told = words_for(again(alice), [act])[act.pk]
    assert told.text == "The region pays for beds until twenty-one."
    assert told.why == "Your share in it: you came to a gathering and you did 2 tasks."
    assert told.travels
    assert not told.over


def test_told_again_when_it_is_other_words(circle: Circle, bob: Member, charlie: Member) -> None:
    campaign = make_open(bob, circle)
    for words, times in (("It helped.", 1), ("It helped.", 1), ("It helped a little.", 2)):
        tell_outcome(by=again(bob), campaign=campaign, outcome=words)
        assert Act.objects.filter(verb="outcome-told").count() == times
    with pytest.raises(Refused):
        tell_outcome(by=again(charlie), campaign=campaign, outcome="It was me.")
    with pytest.raises(Refused, match="not open"):
        tell_outcome(by=again(bob), campaign=make_campaign(bob, circle), outcome="Already?")


def test_a_verb_is_named_once() -> None:
    with pytest.raises(sharing.AlreadyRegistered):
        sharing.register("was-there", str)
    assert sharing.in_words({acts.STARTED.code: 1}) == ""


def test_the_feed_says_what_has_happened(circle: Circle, bob: Member, client: Client) -> None:
    campaign = make_open(bob, circle, title="Beds & <more>", at=NOON)
    phases.deliver(by=again(bob), campaign=campaign, note="On paper.", at=LATER)
    response = client.get(f"/campaigns/{campaign.pk}/feed.atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(response.content)
    assert feed.findtext(f"{atom}title") == "Beds & <more>"
    entries = [(one.findtext(f"{atom}title"), one.findtext(f"{atom}summary")) for one in feed.iter(f"{atom}entry")]
    assert entries[0] == ("It was handed over", "On paper.")
    assert entries[1][0] == "The campaign was opened"
    assert client.get(f"/campaigns/{make_campaign(bob, circle).pk}/feed.atom").status_code == 404
