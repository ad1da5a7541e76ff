"""What members and stewards see of the protection of their circle."""

from __future__ import annotations

from django.urls import reverse

from dugnad.circles.models import Circle
from dugnad.people.models import Member
from dugnad.protection.models import Keeping, Protection
from tests.cast import make_circle, signed_in
from tests.protection.making import protected


def test_a_steward_protects_a_circle_and_names_somebody(circle: Circle, alice: Member, bob: Member) -> None:
    browser = signed_in(alice)
    page = reverse("circle_protection", args=[circle.pk])
    assert "Protect this circle" in browser.get(page).content.decode()
    assert browser.post(page, {"whom": "nobody"}).status_code == 422
    assert browser.post(page, {"whom": "minors"}).status_code == 302
    shown = signed_in(bob).get(reverse("circle", args=[circle.pk])).content.decode()
    assert "Nobody is there for safeguarding" in shown
    naming = reverse("circle_safeguarding", args=[circle.pk])
    assert browser.post(naming, {"steward": bob.pk, "reach": "0700"}).status_code == 422
    assert browser.post(naming, {"steward": alice.pk, "reach": "0700 12 34"}).status_code == 302
    shown = signed_in(bob).get(reverse("circle", args=[circle.pk])).content.decode()
    assert "alice is there for safeguarding" in shown
    assert "0700 12 34" in shown


def test_others_do_not_find_the_pages(circle: Circle, bob: Member, charlie: Member) -> None:
    for somebody in (bob, charlie):
        for address in ("circle_protection", "circle_keeping"):
            assert signed_in(somebody).get(reverse(address, args=[circle.pk])).status_code == 404


def test_a_circle_is_founded_protected(movement: object, alice: Member) -> None:
    browser = signed_in(alice)
    given = {"whom": "at-risk", "name": "Hemma", "purpose": "Nobody finds us.", "reach": "On Signal, always."}
    assert "Start it, protected" in browser.get(reverse("circle_new_protected")).content.decode()
    assert browser.post(reverse("circle_new_protected"), given | {"reach": ""}).status_code == 422
    assert browser.post(reverse("circle_new_protected"), given).status_code == 302
    made = Protection.objects.get()
    assert (made.whom, made.steward, made.reach) == ("at-risk", alice, "On Signal, always.")
    assert not made.circle.takes_applications


def test_alone_a_steward_chooses_how_long_things_are_kept(movement: object, alice: Member, bob: Member) -> None:
    circle = make_circle(alice)
    page = reverse("circle_keeping", args=[circle.pk])
    assert signed_in(alice).post(page, {"days": "7"}).status_code == 302
    assert Keeping.objects.get().days == 7
    assert "deleted after 7 days" in signed_in(alice).get(reverse("circle", args=[circle.pk])).content.decode()
    assert signed_in(alice).post(page, {"days": "0"}).status_code == 302
    assert not Keeping.objects.exists()


def test_with_others_inside_it_takes_several(circle: Circle, alice: Member) -> None:
    page = reverse("circle_keeping", args=[circle.pk])
    answer = signed_in(alice).post(page, {"days": "7"})
    assert answer.status_code == 422
    assert "several stewards" in answer.content.decode()
    assert not Keeping.objects.exists()


def test_a_protected_circle_does_not_keep_for_ever(movement: object, alice: Member) -> None:
    circle = protected(make_circle(alice), alice)
    page = reverse("circle_keeping", args=[circle.pk])
    assert signed_in(alice).post(page, {"days": "0"}).status_code == 422
    assert signed_in(alice).post(page, {"days": "30"}).status_code == 302
