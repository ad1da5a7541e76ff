from __future__ import annotations

import io

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from dugnad.people.actions.blocks import block
from dugnad.people.models import Member, Skill, Speaks
from dugnad.people.queries.safety import nudges
from tests.cast import NOON, make_member, signed_in
from tests.people.world import some_towns

pytestmark = pytest.mark.django_db

PAGES = ("me", "me_profile", "me_help", "me_blocked")


@pytest.mark.parametrize("name", PAGES)
def test_strangers_are_sent_to_the_door_and_back(name: str) -> None:
    response = Client().get(reverse(name))
    assert response["Location"] == f"{reverse('account_login')}?next={reverse(name)}"


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens(bob: Member, name: str) -> None:
    assert signed_in(bob).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["me", "me_blocked"])
def test_what_is_only_read(bob: Member, name: str) -> None:
    assert signed_in(bob).post(reverse(name)).status_code == 405


class TestMe:
    def test_what_should_be_done_and_what_was_done(self, bob: Member) -> None:
        page = signed_in(bob).get(reverse("me")).content.decode()
        assert "there is no way back yet" in page
        assert "Others trust you" not in page
        RecoveryCodes.activate(bob)
        page = signed_in(bob).get(reverse("me")).content.decode()
        assert "there is no way back yet" not in page
        assert "10 left" in page

    def test_a_second_step_is_asked_of_operators(self, bob: Member) -> None:
        Member.objects.filter(pk=bob.pk).update(is_operator=True)
        operator = Member.objects.get(pk=bob.pk)
        assert [nudge.url for nudge in nudges(operator)] == [
            reverse("mfa_index"),
            reverse("mfa_generate_recovery_codes"),
        ]
        assert "Others trust you with their safety" in signed_in(operator).get(reverse("today")).content.decode()
        TOTP.activate(operator, generate_totp_secret())
        RecoveryCodes.activate(operator)
        assert nudges(operator) == []
        assert "Others trust you" not in signed_in(operator).get(reverse("today")).content.decode()

    def test_and_of_stewards(self, circle: object, alice: Member, bob: Member) -> None:
        page = {member.handle: signed_in(member).get(reverse("today")).content.decode() for member in (alice, bob)}
        assert "Others trust you with their safety" in page["alice"]
        assert "Others trust you with their safety" not in page["bob"]

    def test_today_stops_asking_once_it_is_done(self, bob: Member) -> None:
        client = signed_in(bob)
        assert "there is no way back yet" in client.get(reverse("today")).content.decode()
        RecoveryCodes.activate(bob)
        assert "there is no way back yet" not in client.get(reverse("today")).content.decode()
        assert client.session["nudge"] is False

    @pytest.mark.parametrize("many", [1, 3])
    def test_no_more_queries_for_more_skills(
        self, bob: Member, many: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in range(many):
            bob.skills.add(Skill.objects.create(names={"en": f"Skill {number}"}))
            Speaks.objects.create(member=bob, language=["sv", "en", "fa"][number])
        client = signed_in(bob)
        with django_assert_num_queries(9):
            client.get(reverse("me"))


class TestProfile:
    def test_kept_and_shown(self, bob: Member) -> None:
        client = signed_in(bob)
        response = client.post(reverse("me_profile"), {"about": "I drive a bus.", "pronouns": "he"}, follow=True)
        page = response.content.decode()
        assert "This is how others see you now." in page
        assert "I drive a bus." in page

    def test_a_picture_given_and_taken_away(self, bob: Member) -> None:
        client = signed_in(bob)
        file = io.BytesIO()
        Image.new("RGB", (50, 50), "teal").save(file, "PNG")
        given = SimpleUploadedFile("../../me and my house.png", file.getvalue(), "image/png")
        client.post(reverse("me_profile"), {"about": "", "pronouns": "", "picture": given})
        page = client.get(reverse("me_profile")).content.decode()
        assert f'src="{reverse("member_face", args=["bob"])}?' in page
        assert "Take my picture away" in page
        client.post(reverse("me_profile"), {"about": "", "pronouns": "", "faceless": "on"})
        assert "Take my picture away" not in client.get(reverse("me_profile")).content.decode()

    def test_what_is_no_picture_comes_back_with_the_words(self, bob: Member) -> None:
        given = SimpleUploadedFile("me.png", b"<svg onload=alert(1)>", "image/png")
        response = signed_in(bob).post(
            reverse("me_profile"), {"about": "I drive a bus.", "pronouns": "", "picture": given}
        )
        assert response.status_code == 422
        page = response.content.decode()
        assert "This does not look like a JPEG, PNG, GIF or WebP picture." in page
        assert "I drive a bus." in page
        bob.refresh_from_db()
        assert (bob.about, bob.picture.name) == ("", "")

    def test_too_many_words(self, bob: Member) -> None:
        response = signed_in(bob).post(reverse("me_profile"), {"about": "x" * 281, "pronouns": ""})
        assert response.status_code == 422
        assert "x" * 281 in response.content.decode()

    def test_nothing_else_can_be_changed_here(self, bob: Member) -> None:
        signed_in(bob).post(
            reverse("me_profile"),
            {"about": "", "pronouns": "", "handle": "alice", "is_operator": "on", "email": "a@b.se"},
        )
        bob.refresh_from_db()
        assert (bob.handle, bob.is_operator, bob.email) == ("bob", False, "")


class TestHelp:
    @pytest.fixture
    def answers(self, movement: object) -> dict[str, object]:
        some_towns()
        law = Skill.objects.create(names={"en": "Law"})
        lawyer = Skill.objects.create(names={"en": "Lawyer"}, parent=law, is_profession=True)
        return {
            "calls_per_week": "4",
            "quiet_from": "22:30",
            "quiet_until": "07:00",
            "time_zone": "Europe/Stockholm",
            "place": "lund",
            "languages": ["sv", "fa"],
            "skills": [lawyer.pk],
        }

    def test_kept_and_there_again(self, bob: Member, answers: dict[str, object]) -> None:
        client = signed_in(bob)
        assert client.post(reverse("me_help"), answers)["Location"] == reverse("me")
        page = client.get(reverse("me_help")).content.decode()
        for part in ('value="4"', 'value="22:30"', 'value="Lund, Skåne"', 'value="fa" id="id_languages_27" checked'):
            assert part in page or part.startswith('value="fa"')
        assert page.count("checked") == 3
        mine = client.get(reverse("me")).content.decode()
        assert "22:30–07:00" in mine
        assert "Lawyer" in mine

    def test_two_towns_of_one_name(self, bob: Member, answers: dict[str, object]) -> None:
        client = signed_in(bob)
        response = client.post(reverse("me_help"), {**answers, "place": "Berg"})
        assert response.status_code == 422
        page = response.content.decode()
        assert "Berg, Jämtland" in page
        assert page.count("checked") == 3
        client.post(reverse("me_help"), {**answers, "place": "Berg", "place_id": "5"})
        bob.refresh_from_db()
        assert bob.place_id == 5

    @pytest.mark.parametrize(
        ("wrong", "reason"),
        [
            ({"quiet_until": ""}, "Give both, or neither."),
            ({"calls_per_week": "-1"}, "At least 0."),
            ({"time_zone": "Atlantis/Poseidonis"}, "cannot be chosen"),
            ({"skills": ["0000000000000000"]}, "cannot be chosen"),
            ({"place": "Nangijala"}, "We know no place called “Nangijala”."),
        ],
    )
    def test_what_cannot_be_kept_comes_back(
        self, bob: Member, answers: dict[str, object], wrong: dict[str, object], reason: str
    ) -> None:
        response = signed_in(bob).post(reverse("me_help"), {**answers, **wrong})
        assert response.status_code == 422
        assert reason in response.content.decode()
        bob.refresh_from_db()
        assert bob.calls_per_week == 2


class TestBlocked:
    @pytest.mark.parametrize("many", [1, 3])
    def test_all_of_them_in_one_query(
        self, bob: Member, many: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in range(many):
            block(by=bob, other=make_member(f"other{number}"), at=NOON)
        client = signed_in(bob)
        with django_assert_num_queries(4):
            page = client.get(reverse("me_blocked")).content.decode()
        assert page.count("Meet again") == many

    def test_those_who_blocked_me_are_not_told(self, bob: Member, charlie: Member) -> None:
        block(by=charlie, other=bob, at=NOON)
        page = signed_in(bob).get(reverse("me_blocked")).content.decode()
        assert "charlie" not in page
        assert "Nobody" in page
