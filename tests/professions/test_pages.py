"""Professions on pages: asking, vouching, and the mark beside a name."""

from __future__ import annotations

from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dugnad.asks.actions.offers import offer
from dugnad.asks.enums import Unit, Voice
from dugnad.asks.queries import page
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.people.models import Member, Skill
from dugnad.professions.models import Mark, Terms, Word
from tests.asks.making import make_answer, make_ask, make_kind
from tests.cast import again, signed_in
from tests.professions.making import SCOPE, asked, first, operator, profession

SAYS = "named as one of the first"


def test_from_the_terms_to_the_mark(alice: Member, bob: Member, charlie: Member) -> None:
    olga = operator()
    skill = Skill.objects.create(id="lawyer", names={"en": "Lawyer"}, is_profession=True)
    desk, terms = signed_in(olga), reverse("profession_terms", args=[skill.pk])
    assert signed_in(alice).get(terms).status_code == 404
    assert desk.post(terms, {"needed": "9", "scope": SCOPE}).status_code == 422
    assert desk.post(terms, {"needed": "1", "scope": SCOPE}).status_code == 302
    here = reverse("profession", args=[skill.pk])
    for member in (alice, bob):
        assert signed_in(member).post(here).status_code == 302
    mine, bobs = Mark.objects.get(member=alice), Mark.objects.get(member=bob)
    assert "alice" not in signed_in(charlie).get(here).content.decode()
    assert "Name them as one of the first" in desk.get(here).content.decode()
    assert desk.post(_of(mine), {"do": "first"}).status_code == 302
    assert "Vouch for them" in signed_in(alice).get(here).content.decode()
    assert signed_in(charlie).post(_of(bobs), {"do": "vouch"}).status_code == 404
    assert signed_in(alice).post(_of(bobs), {"do": "vouch"}).status_code == 302
    assert "vouched for by 1 member of the profession" in signed_in(charlie).get("/members/bob/").content.decode()
    assert signed_in(alice).post(reverse("profession_word", args=[Word.objects.get().pk])).status_code == 302
    assert desk.post(_of(mine), {"do": "take-away", "told": "No lawyer."}).status_code == 302
    assert signed_in(bob).post(_of(bobs), {"do": "give-back"}).status_code == 302
    assert not Mark.objects.filter(ended_at=None).exists()
    assert SAYS not in signed_in(charlie).get("/members/alice/").content.decode()


def test_it_stands_beside_the_name_on_answers_and_offers(circle: Circle, alice: Member, bob: Member) -> None:
    olga = operator()
    first(olga, profession(olga), alice, at=now())
    need = make_ask(bob, circle)
    make_answer(alice, need)
    shown = signed_in(bob).get(reverse("ask", args=[need.pk])).content.decode()
    assert SAYS in shown
    assert SCOPE in shown
    made = offer(
        by=again(alice), circle=circle, kind=make_kind(), title="An hour", unit=Unit.HOURS, capacity=1,
        stretches=[], form_key="o",
    )  # fmt: skip
    assert SAYS in signed_in(bob).get(reverse("offer", args=[made.pk])).content.decode()


def test_under_another_name_nothing_tells_who_it_is(circle: Circle, alice: Member, bob: Member) -> None:
    olga = operator()
    first(olga, profession(olga), alice, at=now())
    need = make_ask(bob, circle)
    make_answer(alice, need, voice=Voice.PSEUDONYM, pseudonym="Nightingale")
    assert SAYS not in signed_in(bob).get(reverse("ask", args=[need.pk])).content.decode()


def test_without_marks_nothing_more_is_asked(
    circle: Circle, alice: Member, bob: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    need = make_ask(bob, circle)
    make_answer(alice, need)
    reader = again(bob)
    page.facts(reader, need.pk)
    with django_assert_num_queries(1):
        page.answers(reader, need)


def test_only_professions_with_terms_are_there(alice: Member) -> None:
    skill = Skill.objects.create(id="sing", names={"en": "Singing"}, is_profession=True)
    assert signed_in(alice).get(reverse("profession", args=[skill.pk])).status_code == 404
    assert "Singing" not in signed_in(alice).get(reverse("professions")).content.decode()
    assert not Terms.objects.exists()


def test_it_is_on_the_page_of_what_one_agreed_to(alice: Member, bob: Member) -> None:
    olga = operator()
    terms = profession(olga, needed=1)
    mark = first(olga, terms, alice, at=now())[0]
    signed_in(alice).post(_of(asked(bob, terms, at=now())), {"do": "vouch"})
    browser = signed_in(alice)
    shown = browser.get("/me/consents/").content.decode()
    assert "The mark of a profession beside my name" in shown
    assert "I vouch for bob" in shown
    for pk in (f"word-{Word.objects.get().pk}", f"mark-{mark.pk}"):
        browser.post("/me/consents/", {"source": "professions", "consent": pk})
        assert browser.post("/me/consents/", {"source": "professions", "consent": pk}).status_code == 404
    assert not Mark.objects.filter(member=alice, ended_at=None).exists()


def _of(mark: Mark) -> str:
    return reverse("profession_mark", args=[mark.pk])
