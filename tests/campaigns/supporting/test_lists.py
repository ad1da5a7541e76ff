"""Lists of supporters that come in and go out, as organisers and the circle see them."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.campaigns.actions import consents
from dugnad.campaigns.actions.exporting import take_out
from dugnad.campaigns.enums import Purpose
from dugnad.campaigns.models import Campaign, Consent, Export, ImportDraft, Supporter
from dugnad.campaigns.queries.exporting import table
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import new_key
from dugnad.kit.refusal import Refused
from dugnad.kit.spreadsheets import OBEYED, written
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.campaigns.making import make_open
from tests.campaigns.supporting.making import WORDS, agree, make_supporter
from tests.cast import NOON, PASSPHRASE, again, signed_in

FILE = "email,name,consent\neva@mail.example,Eva,yes\nnobody,Nils,yes\n"


@pytest.fixture
def campaign(alice: Member, circle: Circle) -> Campaign:
    return make_open(alice, circle)


def send(browser: Client, campaign: Campaign, text: str = FILE) -> str:
    """The address of the draft."""
    file = SimpleUploadedFile("friends.csv", text.encode(), "text/csv")
    answer = browser.post(f"/campaigns/{campaign.pk}/lists/import/", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


COLUMNS = {"email": "0", "name": "1", "consent": "2", "words": WORDS, "agreed_on": "2025-03-01"}


def test_a_list_is_looked_through_and_then_comes_in(alice: Member, campaign: Campaign) -> None:
    browser = signed_in(alice)
    path = send(browser, campaign)
    assert '<option value="2" selected>consent</option>' in browser.get(path).content.decode()

    seen = browser.post(path, {**COLUMNS, "do": "look"}).content.decode()
    assert "1 person would come in." in seen
    assert 'Row 3</span><span dir="auto">email' in seen
    assert Supporter.objects.count() == 0

    assert browser.post(path, {**COLUMNS, "do": "bring-in"}).status_code == 302
    assert (Supporter.objects.get().email, Consent.objects.get().text) == ("eva@mail.example", WORDS)
    assert ImportDraft.objects.count() == 0
    assert "1 person came in" in browser.get(f"/campaigns/{campaign.pk}/lists/").content.decode()


def test_without_words_or_columns_it_comes_back(alice: Member, campaign: Campaign) -> None:
    browser = signed_in(alice)
    path = send(browser, campaign)

    assert browser.post(path, {**COLUMNS, "words": "", "do": "bring-in"}).status_code == 422
    assert browser.post(path, {**COLUMNS, "consent": "", "do": "bring-in"}).status_code == 422
    assert Supporter.objects.count() == 0


def test_thrown_away_it_is_gone(alice: Member, campaign: Campaign) -> None:
    browser = signed_in(alice)
    path = send(browser, campaign)

    browser.post(path, {"do": "throw-away"})

    assert (ImportDraft.objects.count(), browser.get(path).status_code) == (0, 404)


def test_a_draft_is_its_senders_for_an_hour(alice: Member, bob: Member, campaign: Campaign) -> None:
    path = send(signed_in(alice), campaign)
    assert signed_in(bob).get(path).status_code == 404

    ImportDraft.objects.update(made_at=now() - timedelta(minutes=61))

    assert signed_in(alice).get(path).status_code == 404


def test_who_may_do_what(bob: Member, charlie: Member, campaign: Campaign) -> None:
    agree(make_supporter("eva@mail.example"), campaign)
    base = f"/campaigns/{campaign.pk}/lists/"
    assert [signed_in(bob).get(base + end).status_code for end in ("", "import/")] == [200, 404]
    assert "Take it out" not in signed_in(bob).get(base).content.decode()
    assert [signed_in(charlie).get(base + end).status_code for end in ("", "import/")] == [404, 404]
    for member in (bob, charlie):
        with pytest.raises(Refused):
            take_out(by=again(member), campaign=campaign, purpose="updates", reason="x", form_key="k", at=NOON)


def out(by: Member, campaign: Campaign, purpose: str = "updates", partner: str = "") -> list[list[str]]:
    """The file, read as a spreadsheet would, without its heading."""
    export = take_out(
        by=again(by),
        campaign=campaign,
        purpose=purpose,
        partner=partner,
        reason="To print",
        form_key=new_key(),
        at=NOON,
    )
    return list(csv.reader(io.StringIO("".join(written(table(export))), newline="")))[1:]


def test_only_those_whose_consent_covers_it(alice: Member, campaign: Campaign) -> None:
    eva, nils = make_supporter("eva@mail.example"), make_supporter("nils@mail.example")
    agree(eva, campaign, Purpose.PARTNER, partner="Red Cross")
    agree(nils, campaign, Purpose.PARTNER, partner="Union")
    agree(nils, campaign, Purpose.SHOWN)

    assert [row[4] for row in out(alice, campaign, "partner", "Red Cross")] == ["eva@mail.example"]
    assert [(row[2], row[4]) for row in out(alice, campaign, "shown")] == [("Nils", "")]
    for purpose in ("signature", "updates", "nonsense"):
        with pytest.raises(Refused):
            out(alice, campaign, purpose)


def test_partners_are_told_by_number_whom_to_delete(alice: Member, campaign: Campaign) -> None:
    eva, nils = make_supporter("eva@mail.example"), make_supporter("nils@mail.example")
    consent = agree(eva, campaign, Purpose.PARTNER, partner="Union")
    agree(nils, campaign, Purpose.PARTNER, partner="Union")
    out(alice, campaign, "partner", "Union")

    consents.take_back(consent=consent, at=NOON + timedelta(hours=1))

    rows = out(alice, campaign, "partner", "Union")
    assert [(row[0] == consent.pk, row[1], row[4]) for row in rows] == [
        (True, "delete", ""), (False, "keep", "nils@mail.example"),
    ]  # fmt: skip


def test_it_takes_a_fresh_passphrase_a_reason_and_is_seen_by_the_circle(
    alice: Member, bob: Member, campaign: Campaign
) -> None:
    agree(make_supporter("eva@mail.example"), campaign)
    path = f"/campaigns/{campaign.pk}/lists/export/"
    facts = {"kind": "updates:", "reason": "To print the letters", "form_key": new_key()}

    alice.set_password(PASSPHRASE)
    alice.save()
    browser = signed_in(again(alice))
    assert browser.post(path, facts)["Location"].startswith("/account/reauthenticate/")
    browser.post("/account/reauthenticate/", {"password": PASSPHRASE})
    assert browser.post(path, {**facts, "reason": ""}).status_code == 422
    assert Export.objects.count() == 0

    for _twice in range(2):
        answer = browser.post(path, facts)
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert b"eva@mail.example" in b"".join(answer.streaming_content)  # type: ignore[arg-type]  # not asynchronous

    act = Act.objects.get(verb="supporters-exported")
    assert (act.actor, act.amount, act.circle) == (alice.person_key, 1, campaign.circle_id)
    page = signed_in(bob).get(f"/campaigns/{campaign.pk}/lists/").content.decode()
    assert "To print the letters" in page
    assert "eva@mail" not in page


def test_as_many_queries_for_one_export_as_for_three(alice: Member, bob: Member, campaign: Campaign) -> None:
    agree(make_supporter("eva@mail.example"), campaign)
    counts = []
    for number in (1, 2):
        for _each in range(number):
            out(alice, campaign)
        browser = signed_in(bob)
        with CaptureQueriesContext(connection) as made:
            browser.get(f"/campaigns/{campaign.pk}/lists/")
        counts.append(len(made))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\x00=1",
        " =1",
        "\u00a0=1",
        "＝1",
        '=HYPERLINK("x")',
        "'=1",
    ],
)
def test_no_cell_is_a_formula(cell: str) -> None:
    ((read,),) = csv.reader(io.StringIO("".join(written([[cell]])), newline=""))

    assert read.startswith("'")
    assert "\x00" not in read


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.text(), min_size=2, max_size=4), min_size=1, max_size=4))
def test_whatever_stands_in_a_cell_comes_back_whole_and_harmless(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO("".join(written(rows)), newline="")))

    assert [len(row) for row in read] == [len(row) for row in rows]
    for before, after in zip([c for row in rows for c in row], [c for row in read for c in row], strict=True):
        assert not after.startswith(OBEYED)
        assert after.removeprefix("'") == before.replace("\x00", "").removeprefix("'")
