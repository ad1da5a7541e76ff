from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.campaigns.actions import letters, sending_letters
from dugnad.campaigns.actions.forgetting_letters import forget
from dugnad.campaigns.actions.preparing import prepare_letters
from dugnad.campaigns.enums import LetterState, Phase, RungKind, SentKind, Way
from dugnad.campaigns.models import Letter, Sent, Supporter
from dugnad.campaigns.queries import aiming, meter
from dugnad.campaigns.queries import letters as queries
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.notify.models import Letter as Outgoing
from dugnad.notify.outside import opened
from dugnad.people.models import Member, Place
from tests.campaigns.making import make_open, make_target
from tests.campaigns.reaching.making import OWN, make_letter, rung_of
from tests.cast import NOON, make_member

POINT = "The bus carries forty people every single day."
LATER = NOON + timedelta(minutes=9)


def place(pk: int, name: str, region: str, north: float, east: float) -> Place:
    return Place.objects.create(
        id=pk, name=name, folded=name.lower(), country="SE", region=region, latitude=north, longitude=east
    )


def test_a_member_writes_and_it_goes_at_once(circle: Circle, alice: Member, bob: Member) -> None:
    letter = make_letter(bob, make_open(alice, circle, RungKind.WRITE))
    assert letter.state == LetterState.DRAFT
    sending_letters.send(letter=letter, way=Way.PLATFORM, at=LATER)
    assert (letter.state, letter.sent_at) == (LetterState.SENT, LATER)
    acts = list(Act.objects.filter(object_type="campaign-letter").order_by("id"))
    assert [act.verb for act in acts] == ["letter-written", "letter-sent"]
    assert {act.audience for act in acts} == {Audience.PRIVATE}
    assert acts[1].cause_id == acts[0].pk == letter.act_id
    assert list(Sent.objects.values_list("kind", "count", "act")) == [(SentKind.LETTER, 1, acts[1].pk)]
    out = opened(Outgoing.objects.get(key=f"letter:{letter.pk}"))
    assert (out.to, out.subject, out.reply_to) == ("region@skane.example", "A bed past eighteen", "")
    assert [part.text for part in out.passages] == [OWN, "bob"]


def test_it_leaves_once_and_stays_as_it_was(circle: Circle, alice: Member, bob: Member) -> None:
    letter = make_letter(bob, make_open(alice, circle, RungKind.WRITE), sent=True)
    with pytest.raises(Refused):
        sending_letters.send(letter=Letter.objects.get(pk=letter.pk), way=Way.PAPER, at=LATER + timedelta(days=30))
    with pytest.raises(Refused, match="stays as it was"):
        letters.reword(letter=letter, wording=letters.Wording("x", "y", "z", letter.target), at=LATER)
    with pytest.raises(Refused, match="stays as it was"):
        letters.discard(letter=letter)
    assert Sent.objects.count() == 1


def test_one_letter_a_week_to_each_target(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_open(alice, circle, RungKind.WRITE)
    make_letter(bob, campaign, sent=True)
    second = make_letter(bob, campaign, own="And another thing I have seen at night.")
    with pytest.raises(Refused, match="this week already"):
        sending_letters.send(letter=second, way=Way.OWN_MAIL, at=LATER)
    second.refresh_from_db()
    assert second.state == LetterState.DRAFT
    sending_letters.send(letter=second, way=Way.OWN_MAIL, at=LATER + timedelta(days=14))


def test_without_an_account_it_waits_for_its_writer(circle: Circle, alice: Member) -> None:
    letter = make_letter("Eva.Berg@example.org", make_open(alice, circle, RungKind.WRITE), sent=True)
    assert (letter.state, letter.act_id) == (LetterState.WAITING, None)
    assert Act.objects.filter(object_type="campaign-letter").count() == 0
    asked = opened(Outgoing.objects.get(key__startswith="letter-asked:"))
    assert asked.to == "Eva.Berg@example.org"
    assert "/letter/confirm/" in asked.passages[1].href
    for _twice in range(2):
        letter, supporter = sending_letters.confirm(letter=Letter.objects.get(pk=letter.pk), at=LATER)
    assert (letter.state, letter.email, supporter.confirmed_at) == (LetterState.SENT, "", LATER)
    assert Act.objects.get(verb="letter-sent").actor == supporter.person_key
    assert Outgoing.objects.filter(key=f"letter:{letter.pk}").count() == Sent.objects.count() == 1


def test_one_mailbox_is_one_supporter(circle: Circle, alice: Member) -> None:
    campaign = make_open(alice, circle, RungKind.WRITE)
    make_target(alice, campaign, name="The mayor", email="mayor@lund.example")
    for number, address in enumerate(("eva@example.org", "EVA+bus@example.org")):
        letter = make_letter(address, campaign)
        letter.target = campaign.targets.all()[number]
        letter.save()
        sending_letters.send(letter=letter, way=Way.PAPER, at=NOON)
        sending_letters.confirm(letter=Letter.objects.get(pk=letter.pk), at=LATER)
    assert Supporter.objects.count() == 1


def test_own_words_first_and_not_only_points(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_open(alice, circle, RungKind.WRITE)
    with pytest.raises(Refused, match="of your own"):
        make_letter(bob, campaign, own="Dear council!")
    prepare_letters(by=alice, rung=rung_of(campaign), subject="The bus", facts="", points=POINT, at=NOON)
    letter = make_letter(bob, campaign)
    wording = letters.Wording("The bus", OWN, "Bob", letter.target, points=[POINT, "Not a point of theirs"])
    assert letters.reword(letter=letter, wording=wording, at=LATER).text == f"{OWN}\n\n{POINT}"
    letters.reword(letter=letter, wording=letters.Wording("The bus", POINT, "Bob", letter.target), at=LATER)
    with pytest.raises(Refused, match="prepared by others"):
        sending_letters.send(letter=letter, way=Way.PAPER, at=LATER)


def test_the_meter_sees_copies_and_not_the_points(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_open(alice, circle, RungKind.WRITE)
    prepare_letters(by=alice, rung=rung_of(campaign), subject="", facts="", points=POINT, at=NOON)
    make_letter(alice, campaign, own=f"{OWN}\n{POINT}", sent=True)
    copy = meter.measured(make_letter(bob, campaign, own=f"{OWN}\n{POINT}"))
    assert (copy.like.repeated, copy.like.copies, copy.kind) == (2, 1, "warn")
    assert copy.words[0].startswith("2 of your 2 own sentences stand in other letters too")
    other = meter.measured(make_letter(bob, campaign, own=f"I drive a taxi and see them in the dark.\n{POINT}"))
    assert (other.like.repeated, other.like.copies) == (0, 0)


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.CLOSED])
def test_no_letters_outside_the_open_phases(circle: Circle, alice: Member, bob: Member, phase: Phase) -> None:
    campaign = make_open(alice, circle, RungKind.WRITE, phase=phase)
    with pytest.raises(Refused, match="takes no more letters"):
        make_letter(bob, campaign)


def test_a_draft_outlives_the_closing_and_does_not_leave(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_open(alice, circle, RungKind.WRITE)
    letter = make_letter(bob, campaign)
    type(campaign).objects.filter(pk=campaign.pk).update(phase=Phase.CLOSED)
    with pytest.raises(Refused, match="takes no more letters"):
        sending_letters.send(letter=Letter.objects.get(pk=letter.pk), way=Way.PAPER, at=LATER)
    assert Letter.objects.get(pk=letter.pk).text == OWN


def test_only_organisers_prepare(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    rung = rung_of(make_open(alice, circle, RungKind.WRITE))
    for outside in (bob, charlie):
        with pytest.raises(Refused):
            prepare_letters(by=outside, rung=rung, subject="", facts="", points="")


def test_texts_are_for_writer_and_organisers(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    campaign = make_open(alice, circle, RungKind.WRITE)
    letter = make_letter(charlie, campaign)
    other = make_member("dora")

    def readers() -> list[str]:
        people: list[Member | None] = [alice, bob, charlie, other, None]
        return [p.handle if p else "-" for p in people if Letter.objects.visible_to(p).filter(pk=letter.pk)]

    assert readers() == ["charlie"]
    sending_letters.send(letter=letter, way=Way.PAPER, at=LATER)
    assert readers() == ["alice", "charlie"]
    letters.show(letter=letter, shown=True)
    assert readers() == ["alice", "bob", "charlie", "dora", "-"]


def test_the_right_target_for_a_place(circle: Circle, alice: Member) -> None:
    lund, eslov = place(1, "Lund", "Skåne", 55.70, 13.19), place(2, "Eslöv", "Skåne", 55.84, 13.30)
    kiruna, boden = place(3, "Kiruna", "Norrbotten", 67.85, 20.22), place(4, "Boden", "Norrbotten", 65.82, 21.69)
    campaign = make_open(alice, circle, RungKind.WRITE)
    for where in (lund, kiruna):
        make_target(alice, campaign, name=where.name, answers_for=where)

    def order(of: Place | None) -> list[str]:
        return [aim.target.name for aim in aiming.aims(campaign, of)]

    assert order(lund) == ["Lund", "Region Skåne", "Kiruna"]
    assert order(eslov) == ["Lund", "Region Skåne", "Kiruna"]
    assert order(boden) == ["Kiruna", "Region Skåne", "Lund"]
    assert order(None) == ["Region Skåne", "Lund", "Kiruna"]
    chosen = aiming.first(aiming.aims(campaign, boden))
    assert chosen is not None
    assert chosen.name == "Kiruna"


def test_what_is_forgotten_and_what_stays(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_open(alice, circle, RungKind.WRITE)
    make_letter("eva@example.org", campaign)
    mine, hers = make_letter(bob, campaign, sent=True), make_letter("ina@example.org", campaign, sent=True)
    sending_letters.confirm(letter=hers, at=NOON)
    assert forget(NOON + timedelta(days=29)) == 0
    assert forget(NOON + timedelta(days=30)) == 1
    assert set(Letter.objects.values_list("pk", flat=True)) == {mine.pk, hers.pk}
    type(campaign).objects.filter(pk=campaign.pk).update(phase=Phase.CLOSED, closed_at=NOON)
    assert forget(NOON + timedelta(days=184)) == 1
    assert forget(NOON + timedelta(days=185)) == 0
    assert dict(Letter.objects.values_list("pk", "text")) == {mine.pk: OWN, hers.pk: ""}
    assert queries.progress([rung_of(campaign)])[rung_of(campaign).pk].count == 2


def test_no_network_has_us_write_to_mailboxes_by_the_dozen(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_open(alice, circle, RungKind.WRITE)
    for number in range(30):
        make_letter(f"eva{number}@example.org", campaign, network="one")
    with pytest.raises(Refused, match="from your network"):
        make_letter("ina@example.org", campaign, network="one")
    make_letter("ina@example.org", campaign, network="another")
    make_letter(bob, campaign, network="one")
