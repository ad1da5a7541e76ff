from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from dugnad.people.actions.blocks import block
from dugnad.people.actions.profile import tell
from dugnad.people.models import Block, Member, Place, Skill, Speaks
from tests.cast import NOON, again, make_member, signed_in
from tests.people.world import some_towns

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob(bob: Member) -> Member:
    """Bob, with everything somebody can tell of themselves."""
    some_towns()
    file = io.BytesIO()
    Image.new("RGB", (50, 50), "teal").save(file, "PNG")
    tell(by=bob, about="I <b>drive</b> a bus.", pronouns="he", picture=file.getvalue())
    bob.skills.add(
        Skill.objects.create(names={"en": "Driving"}),
        Skill.objects.create(names={"en": "Driver"}, is_profession=True),
        Skill.objects.create(names={"en": "Steam engines"}, retired=True),
    )
    Speaks.objects.create(member=bob, language="fa")
    Member.objects.filter(pk=bob.pk).update(place=Place.objects.get(pk=1), email="bob@example.org")
    return again(bob)


def page_of(handle: str, client: Client) -> tuple[int, str]:
    response = client.get(reverse("member", args=[handle]))
    return response.status_code, response.content.decode()


def test_what_others_see(bob: Member, charlie: Member) -> None:
    status, page = page_of("BOB", signed_in(charlie))
    assert status == 200
    for part in ("bob", "he", "I &lt;b&gt;drive&lt;/b&gt; a bus.", "Driver", "Driving", "Persian", "Lund, Skåne"):
        assert part in page
    for private in ("Steam engines", "bob@example.org", "Stockholm", "Times a week"):
        assert private not in page


def test_with_one_skill_or_three(
    bob: Member, charlie: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for other in (bob, make_member("dora")):
        client = signed_in(charlie)
        with django_assert_num_queries(9):
            client.get(reverse("member", args=[other.handle]))


def test_a_handle_of_any_alphabet(charlie: Member) -> None:
    for handle in ("نادية", "李明", "a.b_c", "Åsa"):
        make_member(handle)
        assert page_of(handle, signed_in(charlie))[0] == 200


def test_not_for_strangers_the_blocked_and_the_gone(bob: Member, charlie: Member, alice: Member) -> None:
    assert Client().get(reverse("member", args=["bob"]))["Location"].startswith(reverse("account_login"))
    block(by=bob, other=charlie, at=NOON)
    assert page_of("bob", signed_in(charlie))[0] == 404
    assert page_of("charlie", signed_in(bob))[0] == 404
    assert page_of("nobody", signed_in(bob))[0] == 404
    Member.objects.filter(pk=bob.pk).update(is_active=False)
    assert page_of("bob", signed_in(alice))[0] == 404


def test_ones_own_page_offers_no_block(bob: Member) -> None:
    page = page_of("bob", signed_in(bob))[1]
    assert "Change what others see" in page
    assert reverse("member_block", args=["bob"]) not in page


class TestFace:
    def test_served_so_that_it_can_do_nothing(self, bob: Member, charlie: Member) -> None:
        response = signed_in(charlie).get(reverse("member_face", args=["bob"]))
        assert response["Content-Type"] == "image/webp"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "private, max-age=3600"
        assert b"".join(response)[:4] == b"RIFF"

    def test_for_those_who_may_meet_them(self, bob: Member, charlie: Member) -> None:
        address = reverse("member_face", args=["bob"])
        assert Client().get(address).status_code == 302
        block(by=bob, other=charlie, at=NOON)
        assert signed_in(charlie).get(address).status_code == 404

    def test_without_a_picture_or_its_file(self, bob: Member, charlie: Member) -> None:
        client = signed_in(charlie)
        assert client.get(reverse("member_face", args=["charlie"])).status_code == 404
        bob.picture.storage.delete(str(bob.picture.name))
        assert client.get(reverse("member_face", args=["bob"])).status_code == 404


class TestBlocking:
    def test_and_meeting_again(self, bob: Member, charlie: Member) -> None:
        client = signed_in(charlie)
        page = client.post(reverse("member_block", args=["bob"]), follow=True).content.decode()
        assert "You and bob do not meet here any more. They are not told." in page
        assert page_of("bob", client)[0] == 404
        page = client.post(reverse("member_unblock", args=["BOB"]), follow=True).content.decode()
        assert "You and bob can meet again." in page
        assert page_of("bob", client)[0] == 200

    def test_nothing_is_told_to_the_other(self, bob: Member, charlie: Member) -> None:
        watching = signed_in(bob)
        signed_in(charlie).post(reverse("member_block", args=["bob"]))
        assert "charlie" not in watching.get(reverse("me")).content.decode()

    def test_not_by_a_link_not_by_strangers_not_twice_over(self, bob: Member, charlie: Member) -> None:
        client = signed_in(charlie)
        for name in ("member_block", "member_unblock"):
            assert client.get(reverse(name, args=["bob"])).status_code == 405
            assert Client().post(reverse(name, args=["bob"])).status_code == 302
        assert client.post(reverse("member_unblock", args=["bob"])).status_code == 404
        assert client.post(reverse("member_block", args=["nobody"])).status_code == 404
        assert client.post(reverse("member_block", args=["charlie"])).status_code == 409
        assert not Block.objects.exists()
