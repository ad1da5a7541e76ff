"""Marks of a profession, and words given for others, on the page where a member takes back what they agreed to."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.people import consents
from dugnad.people.models import Member
from dugnad.professions.actions.marks import give_back
from dugnad.professions.actions.vouching import unvouch
from dugnad.professions.models import Mark, Word


def connect() -> None:
    """Called once, when the app is ready."""
    consents.register(consents.Source("professions", gettext_lazy("Professions"), agreed_to, taken_back, order=40))


def agreed_to(member: Member) -> list[consents.Consent]:
    """Own marks, and those one has vouched for. Two queries."""
    marks = Mark.objects.filter(member=member, ended_at=None).select_related("skill").order_by("asked_at", "pk")
    words = Word.objects.filter(by=member, withdrawn_at=None, mark__ended_at=None)
    return [
        *[_mark(one) for one in marks],
        *[_word(one) for one in words.select_related("mark__member", "mark__skill").order_by("-at", "-pk")],
    ]


def _mark(mark: Mark) -> consents.Consent:
    what = _("The mark of a profession beside my name") if mark.round else _("I asked to be vouched for")
    page = reverse("profession", args=[mark.skill_id])
    return consents.Consent(f"mark-{mark.pk}", what, about=mark.skill.name, page=page, since=mark.asked_at)


def _word(word: Word) -> consents.Consent:
    what = _("I vouch for %(name)s") % {"name": word.mark.member.handle}
    page = reverse("profession", args=[word.mark.skill_id])
    then = _("If too few words are left, their mark ends in a month.")
    return consents.Consent(f"word-{word.pk}", what, about=word.mark.skill.name, page=page, since=word.at, then=then)


def taken_back(member: Member, pk: str, at: datetime) -> None:
    """One of theirs."""
    kind, _dash, key = pk.partition("-")
    if kind == "mark" and (mark := Mark.objects.filter(member=member, ended_at=None, pk=key).first()):
        give_back(by=member, mark=mark, at=at)
    elif kind == "word" and (word := Word.objects.filter(by=member, withdrawn_at=None, pk=key).first()):
        unvouch(by=member, word=word, at=at)
    else:
        raise consents.Unknown(pk)
