"""However often people vouch for each other: without somebody who was named first, nobody is ever vouched for."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.professions.actions.marks import give_back
from dugnad.professions.actions.vouching import unvouch, vouch
from dugnad.professions.models import Mark, Terms, Word
from tests.cast import NOON, again, make_member
from tests.professions.making import asked, first, operator, profession

PEOPLE = 5
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["vouch", "vouch", "vouch", "unvouch", "leave", "wait"]),
        st.integers(0, PEOPLE - 1),
        st.integers(0, PEOPLE - 1),
    ),
    min_size=10,
    max_size=30,
)


class Rings(TestCase):
    """Five people, and what they do."""

    @settings(max_examples=20, deadline=None)
    @given(STEPS, st.integers(1, 3))
    def test_a_closed_ring_never_becomes_vouched(self, steps: list[tuple[str, int, int]], needed: int) -> None:
        people, terms, _olga = self._world(needed)
        at = self._walk(people, terms, steps)
        assert not Mark.objects.filter(member__in=people).exclude(round=0).exists()
        assert not Word.objects.exists()
        assert not Mark.objects.standing(at).exists()

    @settings(max_examples=20, deadline=None)
    @given(STEPS, st.integers(1, 3))
    def test_each_mark_leads_back_to_the_first(self, steps: list[tuple[str, int, int]], needed: int) -> None:
        people, terms, olga = self._world(needed)
        first(olga, terms, *people[:needed])
        self._walk(people, terms, steps)
        for mark in Mark.objects.filter(round__gt=0, first=False):
            given_for = Word.objects.filter(mark=mark, round=mark.round)
            assert given_for.count() >= needed
            for word in given_for:
                theirs = Mark.objects.filter(member=word.by, round__gt=0)
                assert theirs.exists()
                assert word.by_id != mark.member_id

    def _world(self, needed: int) -> tuple[list[Member], Terms, Member]:
        people = [make_member(f"person{number}") for number in range(PEOPLE)]
        olga = operator()
        terms = profession(olga, needed=needed)
        for one in people:
            asked(one, terms)
        return people, terms, olga

    def _walk(self, people: list[Member], terms: Terms, steps: list[tuple[str, int, int]]) -> datetime:
        at = NOON
        for what, one, other in steps:
            by, mark = again(people[one]), Mark.objects.filter(member=people[other], ended_at=None).first()
            with suppress(Refused), transaction.atomic():
                if what == "wait":
                    at += timedelta(days=100)
                elif mark is None:
                    asked(people[other], terms, at=at)
                elif what == "vouch":
                    vouch(by=by, mark=mark, at=at)
                elif what == "leave":
                    give_back(by=again(people[other]), mark=mark, at=at)
                elif word := Word.objects.filter(by=by, mark=mark, withdrawn_at=None).first():
                    unvouch(by=by, word=word, at=at)
        return at
