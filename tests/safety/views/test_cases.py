"""The pages, from a report to the end of an appeal."""

from __future__ import annotations

import pytest
from django.test import Client

from dugnad.circles.enums import Standing
from dugnad.people.models import Member
from dugnad.safety.models import Appeal, Case, Decision, Exposure, Report
from tests.cast import signed_in
from tests.safety.making import World, place, reported, the_case

PROPOSAL = {
    "measure": "keep-out",
    "days": "7",
    "norm": "1",
    "told": "You wrote down an address.",
    "said": "An address.",
}


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_from_a_report_to_the_end_of_an_appeal(world: World) -> None:
    path = f"/report/member/{world.bob.pk}/"
    fia, alice, dora, erik, bob = (
        signed_in(one) for one in (world.fia, world.alice, world.dora, world.erik, world.bob)
    )
    assert "We do not write down addresses." in text(fia, path)
    assert fia.post(path, {"circle": world.circle.pk, "norm": "other", "words": ""}).status_code == 422
    told = {"circle": world.circle.pk, "norm": "0", "words": "He wrote where I live."}
    assert fia.post(path, told).headers["Location"] == "/reports/"
    assert "The stewards have it" in text(fia, "/reports/")
    case = f"/cases/{the_case().pk}/"
    page = text(alice, case)
    assert "He wrote where I live." in page
    assert "fia" not in page.split("<main")[1].split("What do you propose")[0]
    assert alice.post(f"{case}propose/", PROPOSAL).headers["Location"] == case
    decision = Decision.objects.get()
    assert "I see it the same way" in text(dora, case)
    assert "I see it the same way" not in text(alice, case)
    dora.post(f"/decisions/{decision.pk}/second/")
    assert place(world.circle, world.bob).standing == Standing.BANNED
    assert "Dealt with" in text(fia, "/reports/")
    mine = f"/decisions/{decision.pk}/"
    page = text(bob, mine)
    assert "You wrote down an address." in page
    assert not any(name in page.split("<main")[1] for name in ("fia", "alice", "dora"))
    assert bob.post(f"{mine}appeal/", {"words": ""}).status_code == 422
    assert bob.post(f"{mine}appeal/", {"words": "It was my own address."}).headers["Location"] == mine
    appeal = f"/appeals/{Appeal.objects.get().pk}/"
    text(alice, appeal, 404)
    assert "It was my own address." in text(erik, appeal)
    assert erik.post(appeal, {"word": "overturn"}).headers["Location"] == appeal
    other = Appeal.objects.get().jurors.filter(word="").select_related("member")[0]
    signed_in(other.member).post(appeal, {"word": "overturn"})
    assert place(world.circle, world.bob).standing == Standing.ACTIVE
    assert "The decision is lifted" in text(bob, mine)
    log = text(signed_in(world.gerd), f"/circles/{world.circle.pk}/decisions/")
    assert log.count("An address.") == 2
    assert "bob" not in log.split("<main")[1]


@pytest.mark.parametrize("who", ["bob", "fia", "stranger", "outsider", "operator"])
def test_a_case_is_for_those_who_decide_it(world: World, who: str, charlie: Member) -> None:
    reported(world)
    pk = the_case().pk
    Member.objects.filter(pk=charlie.pk).update(is_operator=who == "operator")
    people = {"bob": world.bob, "fia": world.fia, "outsider": charlie, "operator": charlie}
    client = signed_in(people[who]) if who in people else Client()
    for path in (f"/cases/{pk}/", f"/circles/{world.circle.pk}/cases/"):
        assert client.get(path).status_code == (302 if who == "stranger" else 404)
    for path in (f"/cases/{pk}/propose/", f"/cases/{pk}/hand-over/"):
        assert client.post(path).status_code == (302 if who == "stranger" else 404)


def test_the_log_names_nobody(world: World) -> None:
    reported(world)
    answer = signed_in(world.alice).post(f"/cases/{the_case().pk}/propose/", {**PROPOSAL, "said": "Bob wrote it."})
    assert answer.status_code == 422
    assert "The log names nobody" in answer.content.decode()
    assert "You wrote down an address." in answer.content.decode()


def test_reading_is_counted_once_and_shown_to_the_others(world: World) -> None:
    reported(world)
    alice = signed_in(world.alice)
    for _ in range(2):
        text(alice, f"/cases/{the_case().pk}/")
    assert Exposure.objects.count() == 1
    assert "1 case, 0 pictures" in text(signed_in(world.dora), f"/circles/{world.circle.pk}/cases/")


def test_one_tap_hands_it_over(world: World) -> None:
    reported(world)
    alice, path = signed_in(world.alice), f"/cases/{the_case().pk}/hand-over/"
    assert alice.post(path, {"to": world.dora.pk}).status_code == 302
    assert the_case().keeper == world.dora
    assert alice.post(path, {"to": world.fia.pk}).status_code == 409
    assert the_case().keeper == world.dora


def test_a_circle_without_another_steward_says_so(world: World) -> None:
    Case.objects.all()
    alone = signed_in(world.fia)
    place(world.circle, world.dora).__class__.objects.filter(member__in=[world.dora, world.erik]).update(role="member")
    answer = alone.post(
        f"/report/member/{world.alice.pk}/", {"circle": world.circle.pk, "norm": "0", "words": ""}, follow=True
    )
    assert "Nobody else tends this circle" in answer.content.decode()
    assert Report.objects.count() == 1


def test_somebody_one_shares_no_circle_with(world: World, charlie: Member) -> None:
    assert "You share no circle" in text(signed_in(world.fia), f"/report/member/{charlie.pk}/")
    assert signed_in(world.fia).get("/report/nothing/1/").status_code == 404
