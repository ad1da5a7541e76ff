from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.enums import Standing
from dugnad.circles.models import Membership
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.professions.actions.marks import give_back, name_first, take_away
from dugnad.professions.actions.vouching import unvouch, vouch
from dugnad.professions.jobs import remind
from dugnad.professions.models import Mark, Word
from dugnad.professions.queries.marks import of_members
from dugnad.professions.terms import GRACE, HOLDS, RENEWED_FROM, TOLD_BEFORE
from tests.cast import NOON, again, make_circle, make_member
from tests.professions.making import SCOPE, asked, first, operator, profession

DAY = timedelta(days=1)


def test_two_of_the_profession_vouch_and_it_is_shown(alice: Member, bob: Member, charlie: Member) -> None:
    olga = operator()
    terms = profession(olga)
    first(olga, terms, alice, bob)
    mark = asked(charlie, terms)
    vouch(by=again(alice), mark=mark, at=NOON)
    assert of_members([charlie.pk], NOON) == {}
    vouch(by=again(bob), mark=mark, at=NOON)
    shown = of_members([alice.pk, charlie.pk], NOON)
    assert [one.says for one in shown[alice.pk]] == ["named as one of the first, until November 2027"]
    (one,) = shown[charlie.pk]
    assert (one.name, one.scope) == ("Lawyer", SCOPE)
    assert one.says == "vouched for by 2 members of the profession, until November 2027"
    assert of_members([charlie.pk], NOON + HOLDS) == {}
    told = Act.objects.get(verb="profession-marked")
    assert (told.actor, told.toward) == ("", charlie.person_key)
    assert Act.objects.get(pk=told.cause_id).verb == "profession-vouched"


def test_whoever_only_lists_a_skill_has_no_mark(alice: Member, bob: Member) -> None:
    terms = profession(operator())
    alice.skills.add(terms.skill)
    assert of_members([alice.pk], NOON) == {}
    with pytest.raises(Refused, match="vouched for in this profession themselves"):
        vouch(by=again(alice), mark=asked(bob, terms), at=NOON)


def test_nobody_vouches_for_themselves_or_twice(alice: Member, bob: Member, charlie: Member) -> None:
    olga = operator()
    terms = profession(olga, needed=3)
    mine, _bobs = first(olga, terms, alice, bob)
    with pytest.raises(Refused, match="themselves"):
        vouch(by=again(alice), mark=mine, at=NOON + HOLDS - DAY)
    mark = asked(charlie, terms)
    vouch(by=again(alice), mark=mark, at=NOON)
    with pytest.raises(Refused, match="already"):
        vouch(by=again(alice), mark=mark, at=NOON)
    assert not Mark.objects.get(pk=mark.pk).stands(NOON)


def test_whoever_is_kept_out_of_a_circle_of_it_vouches_for_nobody(alice: Member, bob: Member, charlie: Member) -> None:
    olga = operator()
    terms = profession(olga)
    first(olga, terms, alice)
    circle = make_circle(bob, alice, profession=terms.skill)
    Membership.objects.filter(circle=circle, member=alice).update(standing=Standing.BANNED)
    with pytest.raises(Refused):
        vouch(by=again(alice), mark=asked(charlie, terms), at=NOON)


def test_the_first_are_few_never_oneself_and_named_by_those_who_may(alice: Member, bob: Member) -> None:
    olga = operator()
    terms = profession(olga, needed=1)
    mark = asked(alice, terms)
    with pytest.raises(Refused):
        name_first(by=again(bob), mark=mark, at=NOON)
    with pytest.raises(Refused, match="themselves"):
        name_first(by=again(olga), mark=asked(olga, terms), at=NOON)
    first(olga, terms, alice, *(make_member(f"first{number}") for number in range(3)))
    with pytest.raises(Refused, match="enough"):
        first(olga, terms, bob)
    assert Act.objects.filter(verb="profession-first", audience="movement", actor=olga.person_key).count() == 4


def test_stewards_of_the_named_circle_begin_too(alice: Member, bob: Member, charlie: Member) -> None:
    terms = profession(operator())
    circle = make_circle(alice, bob, profession=terms.skill)
    make_circle(charlie, name="Mine alone", profession=terms.skill)
    terms.circle = circle
    terms.save()
    for nobody in (bob, charlie):
        with pytest.raises(Refused):
            first(nobody, terms, make_member(f"of-{nobody.handle}"))
    first(alice, terms, bob)
    assert Mark.objects.get(member=bob).stands(NOON)


def test_it_ends_after_a_year_is_told_of_and_renewed(alice: Member, bob: Member, charlie: Member) -> None:
    olga = operator()
    terms = profession(olga)
    first(olga, terms, alice, bob)
    mark = asked(charlie, terms)
    for by in (alice, bob):
        vouch(by=again(by), mark=mark, at=NOON)
    with pytest.raises(Refused, match="holds for months"):
        vouch(by=again(alice), mark=mark, at=NOON + HOLDS - RENEWED_FROM - DAY)
    later = NOON + HOLDS - TOLD_BEFORE
    assert remind(later - DAY) == 0
    assert remind(later) == 3
    assert remind(later) == 0
    for by in (alice, bob):
        vouch(by=again(by), mark=mark, at=later)
    mark.refresh_from_db()
    assert (mark.round, mark.expires_at) == (2, NOON + HOLDS + HOLDS)
    assert Mark.objects.get(member=alice).stands(later)
    assert not Mark.objects.get(member=alice).stands(NOON + HOLDS)


def test_a_word_taken_back_leaves_a_month(alice: Member, bob: Member, charlie: Member) -> None:
    olga = operator()
    terms = profession(olga)
    first(olga, terms, alice, bob)
    mark = asked(charlie, terms)
    word = vouch(by=again(alice), mark=mark, at=NOON)
    vouch(by=again(bob), mark=mark, at=NOON)
    with pytest.raises(Refused):
        unvouch(by=again(bob), word=word, at=NOON)
    unvouch(by=again(alice), word=word, at=NOON + DAY)
    mark.refresh_from_db()
    assert mark.expires_at == NOON + DAY + GRACE
    assert Act.objects.filter(verb="profession-shortened", toward=charlie.person_key).exists()


def test_what_was_taken_away_stands_for_nobody(alice: Member, bob: Member, charlie: Member) -> None:
    olga = operator()
    terms = profession(olga, needed=1)
    false, _bobs = first(olga, terms, alice, bob)
    mark = asked(charlie, terms)
    vouch(by=again(alice), mark=mark, at=NOON)
    with pytest.raises(Refused):
        take_away(by=again(bob), mark=false, told="No.", at=NOON)
    with pytest.raises(Refused, match="why"):
        take_away(by=again(olga), mark=false, told=" ", at=NOON)
    take_away(by=again(olga), mark=false, told="You are no lawyer.", at=NOON)
    mark.refresh_from_db()
    assert mark.expires_at == NOON + GRACE
    assert not Word.objects.filter(withdrawn_at=None).exists()
    with pytest.raises(Refused):
        vouch(by=again(alice), mark=asked(make_member("dana"), terms), at=NOON)


def test_given_back_it_is_gone_and_words_for_others_stay(alice: Member, bob: Member, charlie: Member) -> None:
    olga = operator()
    terms = profession(olga, needed=1)
    mine = first(olga, terms, alice)[0]
    mark = asked(charlie, terms)
    vouch(by=again(alice), mark=mark, at=NOON)
    give_back(by=again(alice), mark=mine, at=NOON)
    assert of_members([alice.pk], NOON) == {}
    assert of_members([charlie.pk], NOON)
    with pytest.raises(Refused):
        give_back(by=again(alice), mark=mine, at=NOON)
