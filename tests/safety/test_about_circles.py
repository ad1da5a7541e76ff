"""What a circle says of itself is decided by people whom the lot calls, and who do not tend it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import telling
from dugnad.safety import jobs
from dugnad.safety.actions.appealing import appeal, say
from dugnad.safety.actions.deciding import propose, second
from dugnad.safety.enums import Measure, Phase, Word
from dugnad.safety.models import Appeal, Case, Decision, Drawn, LogEntry
from dugnad.safety.queries.deciders import deciders
from tests.cast import again, make_circle, make_member, signed_in
from tests.safety.making import World, proposal, the_case

REPORT = {"norm": "other", "words": "Its purpose holds somebody's address.", "attached": "on"}


@pytest.fixture
def others(world: World, charlie: Member) -> list[Member]:
    """Stewards of four other circles; charlie, who tends nothing, has been here for long."""
    people = [make_member(handle) for handle in ("hanna", "ivan", "jon", "kim")]
    for one in people:
        make_circle(one, name=f"Circle of {one.handle}")
    Member.objects.filter(pk=charlie.pk).update(joined_at=now() - timedelta(days=90))
    return people


def report(world: World, by: Member | None = None) -> Case:
    """As fia would."""
    client = signed_in(by or world.fia)
    path = f"/report/circle/{world.circle.pk}/"
    assert "chosen by lot" in client.get(path).content.decode()
    assert client.post(path, REPORT).status_code == 302
    return the_case()


def drawn() -> list[Member]:
    return [one.member for one in Drawn.objects.select_related("member").order_by("pk")]


def hide(world: World) -> Decision:
    """Two of those who were called see it the same way."""
    first, next_one, *_more = drawn()
    hiding = proposal(Measure.HIDE, hides_kind="circle", hides_id=world.circle.pk)
    decision = propose(by=again(first), case=the_case(), proposal=hiding, at=now())
    found = Decision.objects.select_related("case__circle", "case__person").get(pk=decision.pk)
    second(by=again(next_one), decision=found, at=now())
    return Decision.objects.select_related("case__circle", "case__person").get(pk=decision.pk)


def test_three_who_do_not_tend_it_are_called_and_nobody_else(world: World, others: list[Member]) -> None:
    case = report(world)
    assert len(drawn()) == 3
    assert {one.handle for one in drawn()} <= {one.handle for one in others}
    assert set(deciders(case)) == set(drawn())
    for steward in (world.alice, world.dora, world.erik):
        assert signed_in(steward).get(f"/cases/{case.pk}/").status_code == 404
    assert signed_in(world.fia).get(f"/cases/{case.pk}/").status_code == 404
    page = signed_in(drawn()[0]).get(f"/cases/{case.pk}/").content.decode()
    assert "Its purpose holds somebody&#x27;s address." in page
    report(world, by=world.gerd)
    assert len(drawn()) == 3, "a second report calls nobody more"


def test_they_are_told_and_its_stewards_are_not(world: World, others: list[Member]) -> None:
    report(world)
    for verb, heard in (("called-to-decide", {one.pk for one in drawn()}), ("case-opened", set())):
        entry = telling(verb)
        assert entry is not None
        assert {one.member for one in entry.who(list(Act.objects.filter(verb=verb)))} == heard


def test_members_are_called_where_no_other_steward_is(world: World, charlie: Member) -> None:
    Member.objects.filter(pk__in=[charlie.pk, world.gerd.pk]).update(joined_at=now() - timedelta(days=90))
    Member.objects.filter(pk__in=[world.bob.pk, world.fia.pk]).update(joined_at=now())
    report(world)
    assert {one.handle for one in drawn()} == {"charlie", "gerd"}


def test_a_hidden_circle_is_shown_to_none_but_its_own(world: World, others: list[Member]) -> None:
    Circle.objects.filter(pk=world.circle.pk).update(openness="hidden")
    Member.objects.exclude(pk=world.fia.pk).update(joined_at=now() - timedelta(days=90))
    report(world)
    assert {one.handle for one in drawn()} == {"bob", "gerd"}


def test_two_of_them_hide_it_from_all_but_its_members(world: World, others: list[Member]) -> None:
    outsider, path = make_member("lena"), f"/circles/{world.circle.pk}/"
    assert signed_in(outsider).get(path).status_code == 200
    report(world)
    decision = hide(world)
    assert signed_in(outsider).get(path).status_code == 404
    assert world.circle.name not in signed_in(outsider).get("/circles/").content.decode()
    assert signed_in(world.fia).get(path).status_code == 200
    assert LogEntry.objects.get().circle == world.circle
    entry = telling("measure-in-force")
    assert entry is not None
    heard = {one.member for one in entry.who(list(Act.objects.filter(verb="measure-in-force")))}
    assert heard == {world.alice.pk, world.dora.pk, world.erik.pk, world.fia.pk}
    assert "You wrote down an address." in signed_in(world.dora).get(f"/decisions/{decision.pk}/").content.decode()
    assert signed_in(world.gerd).get(f"/decisions/{decision.pk}/").status_code == 404


def test_an_open_circle_that_is_put_away_is_not_read(world: World, others: list[Member]) -> None:
    Circle.objects.filter(pk=world.circle.pk).update(openness="open")
    report(world)
    hide(world)
    outsider = make_member("lena")
    assert not Circle.objects.visible_to(again(outsider)).filter(pk=world.circle.pk).exists()
    assert signed_in(outsider).get(f"/circles/{world.circle.pk}/").status_code == 404


def test_its_stewards_ask_for_another_look_by_others(world: World, others: list[Member]) -> None:
    report(world)
    decision = hide(world)
    voices = set(decision.voices.values_list("by", flat=True))
    asked = appeal(by=again(world.alice), decision=decision, words="We have taken it out.")
    jurors = [one.member for one in asked.jurors.select_related("member")]
    assert jurors
    assert not {one.pk for one in jurors} & {*voices, world.alice.pk, world.dora.pk, world.erik.pk}
    for juror in jurors:
        assert signed_in(juror).get(f"/appeals/{asked.pk}/").status_code == 200
        found = Appeal.objects.select_related("decision__case__circle", "decision__case__person").get(pk=asked.pk)
        if found.settled_at is None:
            say(by=again(juror), appeal=found, word=Word.OVERTURN)
    assert the_case().phase == Phase.CLOSED
    assert signed_in(make_member("lena")).get(f"/circles/{world.circle.pk}/").status_code == 200


def test_who_is_called_and_does_nothing_keeps_nobody_waiting(world: World, others: list[Member]) -> None:
    report(world)
    assert jobs.fill_seats(now()) == 0
    Drawn.objects.update(at=now() - timedelta(days=15))
    assert jobs.fill_seats(now()) >= 1
    assert set(deciders(the_case())) == set(drawn())
