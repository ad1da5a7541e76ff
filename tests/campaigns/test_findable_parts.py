"""What campaigns write is found by those who read it, and no longer than they do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dugnad.campaigns.actions import letters, phases, pledging, preparing, replies, rungs, targets, updates
from dugnad.campaigns.actions.clippings import Print, clip
from dugnad.campaigns.actions.rungs import Step
from dugnad.campaigns.actions.starting import Words, copy
from dugnad.campaigns.actions.targets import Reach
from dugnad.campaigns.enums import Phase, ReplyKind, RungKind
from dugnad.campaigns.models import Campaign, Clipping, Reply, Rung
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.circles.searching import find
from dugnad.kit.fulltext.models import Entry
from dugnad.kit.ids import new_key
from dugnad.people.models import Member
from tests.campaigns.making import make_open
from tests.campaigns.reaching.making import make_letter, rung_of
from tests.cast import NOON, again, make_circle, signed_in

pytestmark = pytest.mark.django_db


def found(member: Member, words: str = "kryptonite") -> set[str]:
    return {hit.found.path for hit in find(again(member), words)}


def paste(by: Member, campaign: Campaign, text: str = "Kryptonite is harmless.") -> Reply:
    to = campaign.targets.get()
    return replies.paste(by=again(by), target=to, kind=ReplyKind.OTHER, text=text, form_key=new_key(), at=NOON)


def printed(by: Member, campaign: Campaign, title: str = "The kryptonite files") -> Clipping:
    one = Print(title, "The Post", timezone.localdate())
    return clip(by=again(by), rung=rung_of(campaign, RungKind.ARTICLE), printed=one, form_key=new_key())


def add(by: Member, campaign: Campaign, kind: RungKind = RungKind.SIGN) -> Rung:
    return rungs.add_rung(by=again(by), campaign=campaign, kind=kind, step=Step("Ban kryptonite"))


def test_a_reply_is_found_while_it_is_shown(circle: Circle, bob: Member, charlie: Member) -> None:
    campaign = make_open(bob, circle)
    target = campaign.targets.get()
    reply = replies.take_in(target=target, text="Kryptonite", sender="x@y.example", key="1", at=NOON)
    assert reply
    assert (found(bob), found(charlie)) == (set(), set())
    replies.publish(by=again(bob), reply=reply, kind=ReplyKind.ANSWERED, text="No kryptonite here.")
    assert found(charlie) == {f"/campaigns/{campaign.pk}/#reply-{reply.pk}"}
    assert f'id="reply-{reply.pk}"' in signed_in(charlie).get(f"/campaigns/{campaign.pk}/").content.decode()
    targets.edit_target(by=again(bob), target=target, reach=Reach("The county"))
    assert [hit.found.title for hit in find(again(charlie), "county kryptonite")] == ["The county"]
    replies.put_aside(by=again(bob), reply=reply)
    assert found(charlie) == set()
    assert not Entry.objects.filter(object_id=reply.pk).exists()


def test_a_step_is_found_with_what_is_prepared_for_it(circle: Circle, bob: Member, charlie: Member) -> None:
    campaign = make_open(bob, circle, RungKind.WRITE, RungKind.PHONE, RungKind.PLEDGE)
    write, phone, pledge = (rung_of(campaign, kind) for kind in (RungKind.WRITE, RungKind.PHONE, RungKind.PLEDGE))
    bob = again(bob)
    preparing.prepare_letters(by=bob, rung=write, subject="", facts="Two in three.", points="Kryptonite burns.")
    preparing.prepare_calls(by=bob, rung=phone, script="Ask about kryptonite.")
    until = timezone.now() + timedelta(days=3)
    pledging.set_terms(by=bob, rung=pledge, promise="carry no kryptonite", needed=2, until=until)
    assert found(charlie) == {f"/write/{write.pk}/", f"/phone/{phone.pk}/", f"/pledges/{pledge.pk}/"}
    assert found(charlie, "two in three") == {f"/write/{write.pk}/"}
    pledging.set_terms(by=bob, rung=pledge, promise="stand outside", needed=2, until=until)
    rungs.edit_rung(by=bob, rung=phone, step=Step("Ring them"))
    preparing.prepare_calls(by=bob, rung=phone, script="Ask about beds.")
    assert found(charlie) == {f"/write/{write.pk}/"}
    assert found(charlie, "ring beds") == {f"/phone/{phone.pk}/"}


def test_of_a_draft_its_circle_finds_it_and_everybody_from_the_opening(
    circle: Circle, bob: Member, charlie: Member
) -> None:
    campaign = make_open(bob, circle, RungKind.ARTICLE, phase=Phase.DRAFT)
    add(bob, campaign)
    printed(bob, campaign)
    assert (len(found(bob)), found(charlie)) == (2, set())
    assert set(Entry.objects.values_list("scope", flat=True)) == {circle.pk}
    phases.open_up(by=again(bob), campaign=campaign)
    assert found(charlie) == found(bob)
    assert len(found(charlie)) == 2


def test_an_update_is_found_when_it_is_out(circle: Circle, bob: Member, charlie: Member) -> None:
    campaign = make_open(bob, circle)
    out, stopped = (
        updates.write(by=again(bob), campaign=campaign, title=title, text="Of **kryptonite**.", form_key=title, at=NOON)
        for title in ("News", "Mistaken")
    )
    updates.hold_back(by=again(bob), update=stopped)
    assert found(bob) == set()
    for one in (out, stopped):
        updates.let_out(update=one, at=NOON + updates.PAUSE)
    assert found(charlie) == {f"/updates/{out.pk}/"}
    assert signed_in(charlie).get(f"/updates/{out.pk}/").status_code == 200


def test_what_was_printed_is_found_after_its_embargo(circle: Circle, bob: Member, charlie: Member) -> None:
    campaign = make_open(bob, circle, RungKind.ARTICLE)
    one = printed(bob, campaign)
    path = f"/articles/{one.rung_id}/"
    assert (found(charlie), found(charlie, "the post kryptonite")) == ({path}, {path})
    Clipping.objects.update(embargo_until=timezone.localdate() + timedelta(days=1))
    assert (found(charlie), found(bob)) == (set(), {path})


def test_what_people_wrote_to_a_target_is_not_searched(circle: Circle, bob: Member, charlie: Member) -> None:
    campaign = make_open(bob, circle, RungKind.WRITE)
    letter = make_letter(bob, campaign, own="Kryptonite took the bus that my brother rode to school.", sent=True)
    letters.show(letter=letter, shown=True)
    assert (found(bob), found(charlie)) == (set(), set())


def test_a_copy_brings_its_own_steps(circle: Circle, bob: Member) -> None:
    first = make_open(bob, circle, RungKind.WRITE)
    add(bob, first)
    made = copy(by=again(bob), campaign=first, circle=circle, words=Words("Here", "The same"), form_key="1")
    assert found(bob) == {f"/campaigns/{one.pk}/sign/" for one in (first, made)}


def test_the_name_of_a_hidden_circle_is_told_to_nobody_outside(alice: Member, bob: Member, charlie: Member) -> None:
    hidden = make_circle(alice, bob, openness=Openness.HIDDEN, name="The quiet ones")
    campaign = make_open(bob, hidden, RungKind.ARTICLE)
    add(bob, campaign)
    printed(bob, campaign)
    paste(bob, campaign)
    assert [hit.found.circle for hit in find(again(charlie), "kryptonite")] == [""] * 3
    assert [hit.found.circle for hit in find(again(alice), "kryptonite")] == ["The quiet ones"] * 3


@pytest.mark.parametrize("times", [1, 3])
def test_as_many_questions_for_three_of_each(
    circle: Circle, bob: Member, times: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    campaign = make_open(bob, circle, RungKind.ARTICLE)
    for turn in range(times):
        add(bob, campaign)
        printed(bob, campaign)
        paste(bob, campaign)
        updates.write(
            by=again(bob), campaign=campaign, title="Kryptonite", text=".", form_key=str(turn), at=NOON - updates.PAUSE
        )
    for one in campaign.updates.all():
        updates.let_out(update=one, at=NOON)
    member = again(bob)
    with django_assert_num_queries(10):
        assert len(find(member, "kryptonite")) == 4 * times
