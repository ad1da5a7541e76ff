"""Names from paper count when a second one has compared them."""

from __future__ import annotations

import pytest

from dugnad.campaigns.actions.organisers import add_organiser
from dugnad.campaigns.actions.paper import check, enter, read_lines
from dugnad.campaigns.actions.partners import MOST, add_partner
from dugnad.campaigns.enums import Came, Signed, Verdict
from dugnad.campaigns.models import Campaign, PaperSheet, Partner, Signature
from dugnad.campaigns.queries.signing import counts
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from tests.campaigns.signing.signers import make_signed
from tests.cast import NOON, again, signed_in

pytestmark = pytest.mark.django_db
TYPED = """Eva Berg; Lund; eva+paper@example.org

Ali Rez;;
  Ali   Rez ;
Bo Ek; ; bo@example.org
Bo;;bo+2@example.org"""


@pytest.fixture
def sheet(petition: Campaign, alice: Member, bob: Member) -> PaperSheet:
    """Entered by alice; bob can check it. Eva has signed on the page already."""
    add_organiser(by=again(alice), campaign=petition, handle="bob", at=NOON)
    make_signed(petition)
    return enter(by=again(alice), campaign=petition, label="Sheet 1", lines=read_lines(TYPED), form_key="s", at=NOON)


def test_nothing_counts_before_a_second_one_has_looked(sheet: PaperSheet, alice: Member) -> None:
    assert Signature.objects.filter(came=Came.PAPER).count() == 0
    with pytest.raises(Refused, match="Somebody else"):
        check(by=again(alice), sheet=sheet, verdict=Verdict.GENUINE, at=NOON)


def test_checked_those_count_that_did_not_already(sheet: PaperSheet, bob: Member) -> None:
    assert check(by=again(bob), sheet=sheet, verdict=Verdict.GENUINE, at=NOON) == 2
    on_paper = Signature.objects.filter(came=Came.PAPER)
    assert sorted(on_paper.values_list("name", "state")) == [("Ali Rez", Signed.CONFIRMED), ("Bo Ek", Signed.CONFIRMED)]
    assert counts([sheet.campaign_id]) == {sheet.campaign_id: 3}
    sheet.refresh_from_db()
    assert (sheet.lines, sheet.added) == ([], 2)
    assert make_signed(sheet.campaign, "BO@example.org").state == Signed.REPEATED
    with pytest.raises(Refused):
        check(by=again(bob), sheet=PaperSheet.objects.get(), verdict=Verdict.GENUINE, at=NOON)


def test_what_is_not_as_on_the_paper_does_not_count(sheet: PaperSheet, bob: Member) -> None:
    assert check(by=again(bob), sheet=sheet, verdict=Verdict.FORGED, at=NOON) == 0
    assert not Signature.objects.filter(came=Came.PAPER).exists()


def test_others_do_neither(sheet: PaperSheet, charlie: Member) -> None:
    with pytest.raises(Refused):
        check(by=charlie, sheet=sheet, verdict=Verdict.GENUINE, at=NOON)
    with pytest.raises(Refused):
        enter(by=charlie, campaign=sheet.campaign, label="x", lines=read_lines("A"), form_key="t", at=NOON)


@pytest.mark.parametrize("typed", ["", " ; ;", "; Lund", "A;b;c;d", "A;;not an address", "x" * 121])
def test_lines_that_cannot_be_read_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_lines(typed)


def test_the_pages(petition: Campaign, alice: Member, bob: Member) -> None:
    add_organiser(by=again(alice), campaign=petition, handle="bob", at=NOON)
    fields = {"label": "Sheet 9", "lines": "Eva\nAli", "form_key": "k" * 16}
    new = f"/campaigns/{petition.pk}/sign/sheets/new/"
    for _twice in range(2):
        signed_in(alice).post(new, fields)
    sheet = PaperSheet.objects.get()
    assert signed_in(alice).post(new, {**fields, "lines": "; x"}).status_code == 422
    page = f"/signatures/sheets/{sheet.pk}/"
    assert b"You entered this sheet" in signed_in(alice).get(page).content
    done = signed_in(bob).post(page, {"verdict": "genuine"}, follow=True).content.decode()
    assert "2 signatures more count now." in done


def test_partners_are_few(petition: Campaign, alice: Member, charlie: Member) -> None:
    for number in range(MOST):
        add_partner(by=again(alice), campaign=petition, name=f"P{number}", about="", at=NOON)
    with pytest.raises(Refused):
        add_partner(by=again(alice), campaign=petition, name="One more", about="", at=NOON)
    desk = f"/campaigns/{petition.pk}/sign/partners/"
    signed_in(alice).post(desk, {"gone": Partner.objects.get(name="P0").pk})
    assert signed_in(alice).post(desk, {"name": "P1"}).status_code == 422
    signed_in(alice).post(desk, {"name": "P0"})
    assert Partner.objects.count() == MOST


@pytest.mark.parametrize("many", [1, 3])
def test_as_many_questions_with_many_sheets(
    petition: Campaign, alice: Member, many: int, django_assert_num_queries: object
) -> None:
    for number in range(many):
        enter(by=again(alice), campaign=petition, label="x", lines=read_lines("A"), form_key=f"{number}", at=NOON)
    browser = signed_in(alice)
    browser.get("/")
    with django_assert_num_queries(17):  # type: ignore[operator]  # a fixture of pytest-django
        browser.get(f"/campaigns/{petition.pk}/sign/desk/")
