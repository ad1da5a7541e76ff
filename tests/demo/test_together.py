"""What the people of the story decide together, as those who come to look find it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from dugnad.asks.models import Answer
from dugnad.circles.models import Circle
from dugnad.demo.build import build
from dugnad.demo.people import PASSPHRASE
from dugnad.demo.together import case, export, votes, words
from dugnad.elections.enums import Phase
from dugnad.elections.models import Ballot, Election
from dugnad.elections.shut import unkept, why_not_in
from dugnad.kit.clock import now
from dugnad.ledger import audit
from dugnad.people.models import Member
from dugnad.professions.models import Mark
from dugnad.quorum.enums import WAITING
from dugnad.quorum.models import Proposal
from dugnad.quorum.queries.counted import count
from dugnad.record.actions.signing import sign_head
from dugnad.record.models import Entry, Head
from dugnad.safety import enums
from dugnad.safety.models import Appeal, Case, LogEntry


@pytest.fixture(scope="module")
def at(gazetteer: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """When the story ends."""
    moment = now()
    with django_db_blocker.unblock(), transaction.atomic():
        build(progress=lambda line: None, at=moment)
        yield moment
        transaction.set_rollback(True)


def page(handle: str, path: str) -> str:
    """What a visitor who enters as `handle` reads there."""
    client = Client()
    assert client.login(handle=handle, password=PASSPHRASE)
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def status(handle: str, path: str) -> int:
    client = Client()
    client.login(handle=handle, password=PASSPHRASE)
    return client.get(path).status_code


def test_two_stewards_decided_a_case_and_others_look_at_it_anew(at: datetime, db: None) -> None:
    found = Case.objects.get()
    assert found.phase == enums.Phase.APPEALED
    assert set(found.decisions.get().voices.values_list("by__handle", flat=True)) == {"amina", "karin"}
    appeal = Appeal.objects.get()
    said = dict(appeal.jurors.values_list("member__handle", "word"))
    assert said == {"sara": "", "maja": "", "farid": enums.Word.OVERTURN}
    hidden = Answer.objects.get(author__handle="oskar", ask__title__startswith="Skolan vill skriva ut")
    assert hidden.text not in page("maja", reverse("ask", args=[hidden.ask_id]))
    assert LogEntry.objects.get().decision == found.decisions.get()


def test_whoever_is_called_reads_the_appeal_and_nobody_else(at: datetime, db: None) -> None:
    appeal = Appeal.objects.get()
    path = reverse("appeal", args=[appeal.pk])
    assert case.APPEALED in page("sara", path)
    assert [status(handle, path) for handle in ("leila", "jonas", "nour")] == [404, 404, 404]


def test_one_election_is_over_and_in_one_a_visitor_can_vote(at: datetime, db: None) -> None:
    over, running = Election.objects.order_by("opened_at")
    assert (over.phase(at), running.phase(at)) == (Phase.CLOSED, Phase.VOTING)
    elected = set(over.outcomes.filter(elected=True).values_list("member__handle", flat=True))
    assert elected == {"marita", "hanna_s"}
    assert over.voters == len(votes.OVER.votes)
    assert votes.RUNNING.stand["klara"] in page("sara", reverse("election", args=[running.pk]))
    assert not Ballot.objects.filter(election=running, voter__handle__in=["sara", "karin", "leila"]).exists()


def test_no_door_is_shut_because_nobody_was_seen(at: datetime, db: None) -> None:
    assert not unkept(at)
    assert [why_not_in(circle, at) for circle in Circle.objects.all()] == [""] * Circle.objects.count()


def test_lawyers_have_vouched_for_lawyers(at: datetime, db: None) -> None:
    standing = set(Mark.objects.standing(at).values_list("member__handle", flat=True))
    assert standing == {*words.FIRST, "cecilia", "joanna"}
    waiting = Mark.objects.get(member__handle="klara")
    shown = page("leila", reverse("profession", args=[waiting.skill_id]))
    assert "klara" in shown
    assert words.SCOPE in shown


def test_a_copy_waits_for_the_second_signature_and_the_two_days(at: datetime, db: None) -> None:
    proposal = Proposal.objects.get()
    counted = count(proposal, at)
    assert (len(counted.approving), counted.needed) == (1, 2)
    assert timedelta(0) < proposal.created_at + WAITING - at < WAITING
    assert export.WHY in page("karin", reverse("proposal", args=[proposal.pk]))


def test_the_record_holds_it_and_a_head_is_signed_over_it(at: datetime, db: None) -> None:
    verbs = set(Entry.objects.values_list("act__verb", flat=True))
    assert {"election-closed", "elected", "quorum-proposed", "quorum-approved"} <= verbs
    assert Head.objects.get().size == Entry.objects.count() > 20
    assert sign_head(at=at) is None
    acts = list(Entry.objects.order_by("index").values_list("act", flat=True))
    assert acts == sorted(acts)
    assert page("nour", reverse("record")).count("<li") > 5


def test_the_ledger_agrees_with_all_of_it(at: datetime, db: None) -> None:
    assert audit.problems() == []
    assert not Member.objects.filter(handle="oskar", is_active=False).exists()
