from __future__ import annotations

import importlib.util
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dugnad.campaigns.enums import LetterState, Phase, RungKind
from dugnad.campaigns.models import Letter
from dugnad.circles.models import Circle
from dugnad.kit.ids import new_key
from dugnad.notify.models import Letter as Outgoing
from dugnad.notify.outside import opened
from dugnad.people.models import Member
from tests.campaigns.making import make_open
from tests.campaigns.reaching.making import OWN, make_letter, rung_of
from tests.cast import make_member, signed_in


def begin(client: Client, path: str, **more: str) -> str:
    said = {"own": OWN, "name": "Eva Berg", "place": "", "form_key": new_key()} | more
    return client.post(path, said).headers["Location"]


def test_from_ones_own_words_to_a_letter_that_counts_without_an_account(circle: Circle, alice: Member) -> None:
    """On a phone without scripts: write, keep, send, open the link in one's mail, confirm."""
    rung, phone = rung_of(make_open(alice, circle, RungKind.WRITE)), Client()
    path = begin(phone, f"/write/{rung.pk}/", email="eva@example.org")
    letter = Letter.objects.get()
    facts = {"target": letter.target_id, "subject": "The bus", "text": f"{OWN} Please answer me.", "writer_name": "Eva"}
    assert phone.post(path, facts)["Location"] == f"{path}send/"
    page = phone.get(f"{path}send/").content.decode()
    assert "mailto:region@skane.example?subject=The%20bus&amp;body=My%20grandson" in page
    assert phone.post(f"{path}send/", {"way": "platform"})["Location"] == f"{path}send/"
    assert "look into your mail" in phone.get(f"{path}send/").content.decode()
    (link,) = re.findall(r"/letter/confirm/\S+", opened(Outgoing.objects.get()).passages[1].href)
    assert phone.get(link).status_code == 200
    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING
    assert "Your letter counts" in phone.post(link, follow=True).content.decode()
    assert "Your e-mail" not in phone.get(f"/write/{rung.pk}/").content.decode()
    begin(phone, f"/write/{rung.pk}/")
    assert list(Letter.objects.filter(supporter__isnull=False).values_list("email", flat=True)) == ["", ""]


def test_typed_words_come_back_with_the_reason(circle: Circle, alice: Member, bob: Member) -> None:
    rung = rung_of(make_open(alice, circle, RungKind.WRITE))
    answer = signed_in(bob).post(f"/write/{rung.pk}/", {"own": "Hello there", "name": "Bob", "form_key": new_key()})
    assert answer.status_code == 422
    assert "Hello there" in answer.content.decode()
    assert "of your own" in answer.content.decode()


def test_the_same_form_twice_is_one_letter(circle: Circle, alice: Member, bob: Member) -> None:
    rung, key = rung_of(make_open(alice, circle, RungKind.WRITE)), new_key()
    first, second = (begin(signed_in(bob), f"/write/{rung.pk}/", form_key=key) for _twice in range(2))
    assert first == second
    assert Letter.objects.count() == 1


def test_a_letter_is_for_its_writer_alone(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    letter = make_letter(charlie, make_open(alice, circle, RungKind.WRITE))
    assert signed_in(charlie).get(f"/letter/{letter.pk}/").status_code == 200
    for browser in (signed_in(alice), signed_in(bob), Client()):
        for end in ("", "send/", "print/"):
            assert browser.get(f"/letter/{letter.pk}/{end}").status_code == 404


def test_a_draft_campaign_is_not_there_for_others(circle: Circle, alice: Member, charlie: Member) -> None:
    rung = rung_of(make_open(alice, circle, RungKind.WRITE, phase=Phase.DRAFT))
    assert [c.get(f"/write/{rung.pk}/").status_code for c in (Client(), signed_in(charlie))] == [404, 404]
    assert signed_in(alice).get(f"/write/{rung.pk}/prepare/").status_code == 200


def test_organisers_prepare_and_writers_are_offered(circle: Circle, alice: Member, bob: Member) -> None:
    campaign = make_open(alice, circle, RungKind.WRITE)
    rung = rung_of(campaign)
    said = {"subject": "The bus", "facts": "40 a day", "points": "The road has no lights at all.\n\n"}
    assert signed_in(alice).post(f"/write/{rung.pk}/prepare/", said).status_code == 302
    assert signed_in(bob).post(f"/write/{rung.pk}/prepare/", said).status_code == 409
    letter = make_letter(bob, campaign)
    page = signed_in(bob).get(f"/letter/{letter.pk}/").content.decode()
    assert "no lights at all" in page
    assert "40 a day" in page
    said = {
        "target": letter.target_id,
        "subject": "x",
        "text": OWN,
        "writer_name": "B",
        "points": "0",
        "keep": "points",
    }
    assert signed_in(bob).post(f"/letter/{letter.pk}/", said)["Location"] == f"/letter/{letter.pk}/"
    letter.refresh_from_db()
    assert letter.text == f"{OWN}\n\nThe road has no lights at all."
    del said["keep"]
    assert signed_in(bob).post(f"/letter/{letter.pk}/", said)["Location"] == f"/letter/{letter.pk}/send/"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(
    circle: Circle, alice: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    campaign = make_open(alice, circle, RungKind.WRITE)
    for number in range(count):
        make_letter(make_member(f"writer{number}"), campaign, sent=True)
    browser = signed_in(alice)
    browser.get("/")
    with django_assert_num_queries(9):
        page = browser.get(f"/write/{rung_of(campaign).pk}/letters/").content.decode()
    assert page.count("<details>") == count


def test_on_paper_with_the_library_or_without(circle: Circle, alice: Member, bob: Member) -> None:
    letter = make_letter(bob, make_open(alice, circle, RungKind.WRITE))
    page = signed_in(bob).get(f"/letter/{letter.pk}/print/").content.decode()
    assert "My grandson took that bus" in page
    answer = signed_in(bob).get(f"/letter/{letter.pk}/pdf/", follow=True)
    if importlib.util.find_spec("weasyprint"):
        assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    else:
        assert "cannot make PDFs" in answer.content.decode()
    assert signed_in(alice).get(f"/letter/{letter.pk}/pdf/").status_code == 404
