from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.actions.circle import change
from dugnad.circles.actions.invitation import accept, invite, revoke, take_up
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import enter, leave
from dugnad.circles.actions.tending import step_down
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Openness, Progress
from dugnad.circles.models import Application, Circle, Invitation, InvitationUse, Membership, Vouch
from dugnad.circles.queries.invitations import by_token, hash_of
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import LONG_AGO, NOON, again, make_circle, make_member, make_steward


def membership(circle: Circle, member: Member) -> Membership:
    return Membership.objects.get(circle=circle, member=member)


def test_only_a_hash_is_kept(circle: Circle, alice: Member) -> None:
    link, token = invite(by=alice, circle=circle, note="Come in.", at=NOON)
    assert len(token) >= 32
    kept = [str(value) for row in Invitation.objects.values() for value in row.values()]
    assert token not in kept
    assert link.token_hash == hash_of(token)
    assert (link.act.verb, link.act.audience, link.expires_at) == ("invited", "private", NOON + timedelta(days=7))


def test_a_stewards_link_leads_in(circle: Circle, alice: Member, charlie: Member) -> None:
    link, _ = invite(by=alice, circle=circle, at=NOON)
    invited = link.act_id
    accept(by=charlie, invitation=link, norms=1, at=NOON)
    mine = membership(circle, charlie)
    assert (mine.brought_by, mine.act.toward, mine.act.cause_id) == (alice, alice.person_key, invited)
    use = InvitationUse.objects.get()
    assert (use.member, use.ended_at, use.act.verb, use.act.cause_id) == (
        charlie,
        NOON,
        "invitation-followed",
        invited,
    )
    assert Invitation.objects.get().uses_left == 0


def test_any_members_link_leads_into_an_open_circle(alice: Member, bob: Member, charlie: Member) -> None:
    circle = make_circle(alice, openness=Openness.OPEN)
    enter(circle=circle, member=bob, at=NOON)
    link, _ = invite(by=bob, circle=circle, at=NOON)
    accept(by=charlie, invitation=link, norms=1, at=NOON)
    assert membership(circle, charlie).brought_by == bob


def test_another_members_link_is_their_word(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    link, _ = invite(by=bob, circle=circle, note="She is good.", at=NOON)
    accept(by=charlie, invitation=link, norms=1, at=NOON)
    word, application = Vouch.objects.get(), Application.objects.get()
    assert (word.by, word.for_member, word.words, word.act.cause_id) == (bob, charlie, "She is good.", link.act_id)
    assert (application.member, application.progress, application.norms_accepted) == (charlie, Progress.WAITING, 1)
    vouch(by=alice, circle=circle, for_member=charlie, at=NOON)
    assert membership(circle, charlie).brought_by == bob


def test_the_second_members_link_lets_in(circle: Circle, bob: Member, charlie: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora, at=NOON - timedelta(days=30))
    for by in (bob, dora):
        link, _ = invite(by=by, circle=circle, at=NOON)
        accept(by=charlie, invitation=link, norms=1, at=NOON)
    assert membership(circle, charlie).standing == "active"
    assert Application.objects.get().progress == Progress.ADMITTED


def test_a_link_of_one_circle_does_not_lead_into_another(circle: Circle, alice: Member, charlie: Member) -> None:
    other = make_circle(alice, name="Another")
    link, _ = invite(by=alice, circle=circle, at=NOON)
    accept(by=charlie, invitation=link, norms=1, at=NOON)
    assert not other.memberships.filter(member=charlie).exists()


def test_a_link_works_as_often_as_it_was_made_for(circle: Circle, alice: Member, charlie: Member) -> None:
    link, token = invite(by=alice, circle=circle, at=NOON)
    accept(by=charlie, invitation=link, norms=1, at=NOON)
    dora = make_member("dora")
    before = Act.objects.count()
    with pytest.raises(Refused, match="does not work any more"):
        accept(by=dora, invitation=link, norms=1, at=NOON)
    with pytest.raises(Refused, match="already in"):
        accept(by=charlie, invitation=link, norms=1, at=NOON)
    assert (Act.objects.count(), by_token(token, dora, NOON)) == (before, None)


def test_one_use_for_each_however_often_they_follow_it(circle: Circle, alice: Member, charlie: Member) -> None:
    link, _ = invite(by=alice, circle=circle, uses=5, at=NOON)
    first = take_up(by=charlie, invitation=link, at=NOON)
    assert take_up(by=charlie, invitation=link, at=NOON) == first
    assert Invitation.objects.get().uses_left == 4


def test_whoever_took_a_link_up_in_time_may_come_in_later(circle: Circle, alice: Member, charlie: Member) -> None:
    link, token = invite(by=alice, circle=circle, days=1, at=NOON)
    take_up(by=charlie, invitation=link, at=NOON)
    late = NOON + timedelta(days=3)
    assert (by_token(token, charlie, late), by_token(token, None, late)) == (link, None)
    accept(by=charlie, invitation=link, norms=1, at=late)
    assert membership(circle, charlie).joined_at == late


def test_a_link_expires(circle: Circle, alice: Member, charlie: Member) -> None:
    link, token = invite(by=alice, circle=circle, days=1, at=NOON)
    assert by_token(token, None, NOON + timedelta(days=1, seconds=-1)) == link
    assert by_token(token, None, NOON + timedelta(days=1)) is None
    with pytest.raises(Refused, match="does not work any more"):
        accept(by=charlie, invitation=link, norms=1, at=NOON + timedelta(days=1))
    assert not InvitationUse.objects.exists()


def test_a_link_is_taken_back_by_its_maker_or_a_steward(circle: Circle, alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora, at=NOON - timedelta(days=60))
    links = [invite(by=bob, circle=circle, at=NOON)[0] for _ in range(2)]
    with pytest.raises(Refused, match="Only the stewards"):
        revoke(by=dora, invitation=links[0], at=NOON)
    revoke(by=bob, invitation=links[0], at=NOON)
    revoke(by=alice, invitation=links[1], at=NOON)
    assert [link.act.verb for link in Invitation.objects.all()] == ["invitation-revoked"] * 2
    with pytest.raises(Refused, match="already"):
        revoke(by=bob, invitation=links[0], at=NOON)


def test_a_link_taken_back_lets_nobody_in_who_is_not(circle: Circle, alice: Member, charlie: Member) -> None:
    link, token = invite(by=alice, circle=circle, at=NOON)
    take_up(by=charlie, invitation=link, at=NOON)
    revoke(by=alice, invitation=link, at=NOON)
    assert by_token(token, charlie, NOON) is None
    with pytest.raises(Refused, match="does not work any more"):
        accept(by=charlie, invitation=Invitation.objects.get(), norms=1, at=NOON)
    assert circle.memberships.count() == 2


@pytest.mark.parametrize("going", ["leaves", "is kept out"])
def test_links_die_with_the_standing_of_their_maker(
    circle: Circle, alice: Member, bob: Member, charlie: Member, going: str
) -> None:
    link, token = invite(by=bob, circle=circle, at=NOON)
    if going == "leaves":
        leave(by=bob, circle=circle, at=NOON)
    else:
        ban(by=alice, membership=membership(circle, bob), told="No.", at=NOON)
    assert by_token(token, None, NOON) is None
    with pytest.raises(Refused, match="does not work any more"):
        accept(by=charlie, invitation=Invitation.objects.get(pk=link.pk), norms=1, at=NOON)


def test_a_link_for_a_second_steward(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    soon = LONG_AGO + timedelta(days=10)
    link, _ = invite(by=alice, circle=circle, for_steward=True, at=soon)
    second, _ = invite(by=alice, circle=circle, for_steward=True, at=soon)
    accept(by=charlie, invitation=link, norms=1, at=soon)
    assert membership(circle, charlie).role == "steward"
    dora = make_member("dora")
    accept(by=dora, invitation=second, norms=1, at=soon)
    assert membership(circle, dora).role == "member"  # somebody else tends it by now
    with pytest.raises(Refused, match="a matter for several"):
        invite(by=alice, circle=circle, for_steward=True, at=soon)
    with pytest.raises(Refused, match="Only a steward"):
        invite(by=bob, circle=circle, for_steward=True, at=NOON)


def test_a_steward_who_stepped_down_makes_no_steward(circle: Circle, alice: Member, bob: Member) -> None:
    soon = LONG_AGO + timedelta(days=10)
    _, token = invite(by=alice, circle=circle, for_steward=True, at=soon)
    make_steward(bob, circle, at=soon)
    assert by_token(token, None, soon) is not None
    step_down(by=alice, circle=circle, at=soon)
    assert by_token(token, None, soon) is None


def test_newcomers_invite_into_open_circles_only(circle: Circle, alice: Member) -> None:
    dora = make_member("dora")
    enter(circle=circle, member=dora, at=NOON)
    with pytest.raises(Refused, match="new here yourself"):
        invite(by=dora, circle=circle, at=NOON)
    assert not Invitation.objects.exists()


def test_links_are_limited(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    with pytest.raises(Refused, match="so many people"):
        invite(by=bob, circle=circle, uses=25, at=NOON)
    with pytest.raises(Refused, match="Only members"):
        invite(by=charlie, circle=circle, at=NOON)
    for _ in range(10):
        invite(by=bob, circle=circle, days=1, at=NOON)
    with pytest.raises(Refused, match="many links"):
        invite(by=bob, circle=circle, at=NOON)
    assert invite(by=bob, circle=circle, at=NOON + timedelta(days=1))
    assert invite(by=alice, circle=circle, uses=25, at=NOON)


def test_kept_out_stays_out(circle: Circle, alice: Member, bob: Member) -> None:
    ban(by=alice, membership=membership(circle, bob), told="No.", at=NOON)
    link, _ = invite(by=alice, circle=circle, at=NOON)
    with pytest.raises(Refused, match="keep you out"):
        accept(by=again(bob), invitation=link, norms=1, at=NOON)
    assert Invitation.objects.get().uses_left == 1


def test_norms_that_changed_are_read_again(circle: Circle, alice: Member, charlie: Member) -> None:
    invite(by=alice, circle=circle, at=NOON)
    change(by=alice, circle=circle, basis=circle.act_id, norms="Be kind.", at=NOON)
    with pytest.raises(Refused, match="changed while you read"):
        accept(by=charlie, invitation=Invitation.objects.get(), norms=1, at=NOON)
    assert not InvitationUse.objects.exists()
