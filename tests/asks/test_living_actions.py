from __future__ import annotations

from datetime import date, timedelta

import pytest

from dugnad.asks.actions import living as actions
from dugnad.asks.actions.asking import Need, ask
from dugnad.asks.actions.living import Page
from dugnad.asks.enums import LivingState, State
from dugnad.asks.models import Ask, Kind, LivingAnswer
from dugnad.asks.queries import living as queries
from dugnad.circles.actions.membership import enter
from dugnad.circles.enums import Standing
from dugnad.circles.models import Circle, Membership
from dugnad.kit import fulltext
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from tests.cast import NOON, again

TODAY = NOON.date()
PAGE = Page("Turning 18", "Ask for a written decision.", "Sweden", TODAY + timedelta(days=180))


@pytest.fixture
def helped(circle: Circle, bob: Member) -> Ask:
    kind = Kind.objects.create(id="legal", names={"en": "Legal"})
    need = ask(by=bob, circle=circle, need=Need(kind=kind, title="He turned 18"), form_key="a1", at=NOON)
    Ask.objects.filter(pk=need.pk).update(state=State.HELPED)
    need.refresh_from_db()
    return need


def distilled(by: Member, need: Ask, page: Page = PAGE) -> LivingAnswer:
    return actions.distil(by=by, ask=need, page=page, credited=[], form_key="l1", at=NOON)


def test_the_asker_distils_and_the_circle_finds_it(helped: Ask, alice: Member, bob: Member) -> None:
    living = distilled(bob, helped)
    assert list(queries.about(alice, helped)) == [living]
    assert [hit.object_id for hit in fulltext.match("written", kinds=["living-answer"], scopes=[helped.circle_id])] == [
        living.pk
    ]
    assert [author.shown_as for author in living.authors.all()] == ["bob"]
    assert distilled(bob, helped) == living


def test_only_what_is_resolved_and_only_by_asker_or_steward(helped: Ask, alice: Member, charlie: Member) -> None:
    with pytest.raises(Refused):
        distilled(charlie, helped)
    Ask.objects.filter(pk=helped.pk).update(state=State.OPEN)
    helped.refresh_from_db()
    with pytest.raises(Refused, match="First say"):
        distilled(alice, helped)
    assert LivingAnswer.objects.count() == 0


def test_outsiders_see_nothing(helped: Ask, bob: Member, charlie: Member) -> None:
    distilled(bob, helped)
    assert list(LivingAnswer.objects.visible_to(again(charlie))) == []
    assert list(LivingAnswer.objects.visible_to(None)) == []


def test_a_revision_keeps_what_it_said_before(helped: Ask, alice: Member, bob: Member) -> None:
    living = distilled(bob, helped)
    truer = Page("Turning 18", "Ask for it within three weeks.", "Sweden", PAGE.review_on)
    actions.revise(by=alice, living=living, page=truer, version=1, at=NOON)
    assert [revision.text for revision in living.revisions.order_by("version")] == [PAGE.text, truer.text]
    assert [author.shown_as for author in living.authors.order_by("id")] == ["bob", "alice"]
    with pytest.raises(Refused, match="Somebody else"):
        actions.revise(by=bob, living=living, page=PAGE, version=1, at=NOON)


def test_due_pages_ask_for_another_look(helped: Ask, alice: Member, bob: Member) -> None:
    living = distilled(bob, helped)
    later = PAGE.review_on
    assert list(queries.due(alice, TODAY)) == []
    assert list(queries.due(alice, later)) == [living]
    actions.confirm(by=alice, living=living, review_on=later + timedelta(days=90), at=NOON)
    assert list(queries.due(alice, later)) == []
    with pytest.raises(Refused, match="still to come"):
        actions.confirm(by=alice, living=living, review_on=date(2020, 1, 1), at=NOON)


def test_those_who_wrote_it_hear_of_it_while_they_read_it(
    helped: Ask, alice: Member, bob: Member, charlie: Member
) -> None:
    distilled(bob, helped)
    enter(circle=helped.circle, member=charlie, at=NOON)
    due = {member.handle: len(queries.due(again(member), PAGE.review_on)) for member in (alice, bob, charlie)}
    assert due == {"alice": 1, "bob": 1, "charlie": 0}  # a steward, an author, and one who only reads it
    Membership.objects.filter(circle=helped.circle, member=bob).update(standing=Standing.LEFT)
    assert queries.due(again(bob), PAGE.review_on) == []


def test_a_retired_page_is_not_shown_to_those_about_to_ask(helped: Ask, alice: Member, bob: Member) -> None:
    living = distilled(bob, helped)
    actions.retire(by=alice, living=living, at=NOON)
    living.refresh_from_db()
    assert living.state == LivingState.RETIRED
    assert list(queries.current(alice)) == []
    assert fulltext.match("written", kinds=["living-answer"], scopes=[helped.circle_id]) == []
    with pytest.raises(Refused, match="already"):
        actions.retire(by=alice, living=living, at=NOON)
