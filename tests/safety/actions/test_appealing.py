from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Standing
from dugnad.circles.models import Membership
from dugnad.kit.refusal import Refused
from dugnad.ledger import audit
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from dugnad.safety.actions.appealing import appeal, say
from dugnad.safety.enums import Measure, Outcome, Phase, State, Word
from dugnad.safety.jobs import close_cases, empty_cases, settle_appeals
from dugnad.safety.models import Appeal, Decision, LogEntry, Report
from tests.cast import NOON, again, make_member
from tests.safety.making import World, make_world, place, proposed, reported, seconded, the_case

DAY = timedelta(days=1)


def decided(world: World, measure: Measure = Measure.KEEP_OUT) -> Decision:
    """By alice and dora, for a week."""
    reported(world)
    seconded(world.dora, proposed(world.alice, measure, days=7 if measure == Measure.KEEP_OUT else 0))
    return Decision.objects.select_related("case__circle", "case__person").get()


def appealed(world: World, decision: Decision, **facts: object) -> Appeal:
    appeal(by=again(world.bob), decision=decision, words="It was mine.", at=NOON, **facts)  # type: ignore[arg-type]  # lot
    return Appeal.objects.select_related("decision__case__circle", "decision__case__person").get()


def jurors(one: Appeal) -> list[Member]:
    return [juror.member for juror in one.jurors.select_related("member").order_by("pk")]


def test_nobody_who_decided_or_reported_looks_at_it(world: World) -> None:
    """Erik tends and had no part, so he is first; gerd is the only member left to draw."""
    panel = jurors(appealed(world, decided(world)))
    assert panel == [world.erik, world.gerd]
    assert not {world.alice, world.dora, world.fia, world.bob} & set(panel)


def test_newcomers_and_those_kept_apart_are_not_drawn(world: World) -> None:
    new = make_member("new")
    enter(circle=world.circle, member=new, at=NOON - 29 * DAY)
    block(by=again(world.gerd), other=world.bob)
    assert jurors(appealed(world, decided(world))) == [world.erik]


def test_three_are_drawn_where_there_are_more(world: World) -> None:
    for number in range(6):
        enter(circle=world.circle, member=make_member(f"member{number}"), at=NOON - 40 * DAY)
    asked: list[int] = []

    def lot(among: object, most: int) -> list[Member]:
        asked.append(most)
        return list(among)[:most]  # type: ignore[call-overload, no-any-return]  # a list of members

    assert len(jurors(appealed(world, decided(world), lot=lot))) == 3
    assert asked == [3, 2]


def test_more_than_half_settle_it(world: World) -> None:
    one = appealed(world, decided(world))
    say(by=again(world.erik), appeal=one, word=Word.KEEP, at=NOON)
    assert Appeal.objects.get().outcome == Outcome.WAITING
    with pytest.raises(Refused, match="already"):
        say(by=again(world.erik), appeal=one, word=Word.OVERTURN, at=NOON)
    say(by=again(world.gerd), appeal=one, word=Word.KEEP, at=NOON)
    assert (Appeal.objects.get().outcome, the_case().phase) == (Outcome.UPHELD, Phase.CLOSED)
    assert place(world.circle, world.bob).standing == Standing.BANNED


def test_as_many_on_both_sides_lift_it(world: World) -> None:
    one = appealed(world, decided(world))
    say(by=again(world.erik), appeal=one, word=Word.KEEP, at=NOON)
    say(by=again(world.gerd), appeal=one, word=Word.OVERTURN, at=NOON)
    assert (Decision.objects.get().state, place(world.circle, world.bob).standing) == (
        State.OVERTURNED,
        Standing.ACTIVE,
    )
    assert [line.event for line in LogEntry.objects.order_by("at", "id")] in (
        ["decided", "overturned"],
        ["overturned", "decided"],
    )


@pytest.mark.parametrize("word", Word)
def test_each_row_has_an_act_about_itself(world: World, word: Word) -> None:
    one = appealed(world, decided(world))
    assert audit.problems() == []
    for juror in jurors(one):
        if Appeal.objects.get().outcome == Outcome.WAITING:
            say(by=again(juror), appeal=one, word=word, at=NOON)
    assert Appeal.objects.get().outcome != Outcome.WAITING
    assert audit.problems() == []


def test_only_those_who_are_called_say_something(world: World) -> None:
    one = appealed(world, decided(world))
    for member in (world.alice, world.dora, world.fia, world.bob):
        with pytest.raises(Refused, match="called"):
            say(by=again(member), appeal=one, word=Word.KEEP, at=NOON)
    Membership.objects.filter(member=world.gerd).update(standing="left")
    with pytest.raises(Refused, match="called"):
        say(by=again(world.gerd), appeal=one, word=Word.KEEP, at=NOON)


def test_once_in_time_and_by_the_one_concerned(world: World) -> None:
    decision = decided(world, Measure.WARN)
    with pytest.raises(Refused, match="about"):
        appeal(by=again(world.gerd), decision=decision, words="x", at=NOON)
    with pytest.raises(Refused, match="too long ago"):
        appeal(by=again(world.bob), decision=decision, words="x", at=NOON + 31 * DAY)
    appealed(world, decision)
    with pytest.raises(Refused, match="already"):
        appeal(by=again(world.bob), decision=decision, words="x", at=NOON)


def test_where_nobody_is_left_to_ask(alice: Member, bob: Member) -> None:
    world = make_world(alice, bob, stewards=2)
    decision = decided(world, Measure.WARN)
    Membership.objects.filter(member__in=[world.erik, world.gerd]).update(standing="left")
    with pytest.raises(Refused, match="Nobody is left"):
        appeal(by=again(world.bob), decision=decision, words="x", at=NOON)


@pytest.mark.parametrize(("words", "outcome"), [([], "overturned"), (["keep"], "upheld"), (["overturn"], "overturned")])
def test_after_two_weeks_the_words_there_are_decide(world: World, words: list[str], outcome: str) -> None:
    one = appealed(world, decided(world))
    for member, word in zip((world.erik,), words, strict=False):
        say(by=again(member), appeal=one, word=Word(word), at=NOON)
    assert settle_appeals(NOON + 13 * DAY) == 0
    assert settle_appeals(NOON + 14 * DAY) == 1
    assert Appeal.objects.get().outcome == outcome


def test_a_case_is_closed_and_emptied_in_time(world: World) -> None:
    decided(world, Measure.WARN)
    close_cases(NOON + 30 * DAY)
    assert the_case().phase == Phase.CLOSED
    empty_cases(NOON + 119 * DAY)
    assert Report.objects.get().words
    empty_cases(NOON + 120 * DAY)
    gone = Report.objects.get()
    assert (gone.words, gone.text, gone.title, gone.by) == ("", "", "", None)
    assert the_case().emptied_at is not None


def test_trust_lost_by_a_pause_comes_back_with_an_appeal(world: World) -> None:
    reported(world)
    seconded(world.dora, proposed(world.alice, Measure.PAUSE, days=7))
    theirs = place(world.circle, world.bob)
    assert (theirs.trust_since, theirs.trust_told) == (NOON, "You wrote down an address.")
    one = appealed(world, Decision.objects.select_related("case__circle", "case__person").get())
    for member in (world.erik, world.gerd):
        say(by=again(member), appeal=one, word=Word.OVERTURN, at=NOON)
    theirs = place(world.circle, world.bob)
    assert (theirs.trust_since, theirs.trust_told, theirs.paused_until) == (None, "", None)
