"""What stands in a letter to a supporter: the updates that waited for them, and how to have no more of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.campaigns.enums import UpdateKind
from dugnad.campaigns.links import consents_path, stop_path
from dugnad.campaigns.models import Consent, Supporter, Update, UpdateLetter
from dugnad.campaigns.sharing import in_words
from dugnad.kit.plaintext import paragraphs
from dugnad.people.letters import Outside, Part

KEY = "update:"


@dataclass(frozen=True)
class Told:
    """One update in a letter, with the consent it comes by, and what its reader did, if it tells an outcome."""

    update: Update
    consent: Consent
    share: Mapping[str, int]


def key_of(letter_id: str) -> str:
    """By what the outbox knows the letter with this id."""
    return f"{KEY}{letter_id}"


def letter_to(supporter: Supporter, letter: UpdateLetter, told: Sequence[Told], *, first: bool) -> Outside:
    """The letter, in the language that is active. `first`: they never had one from here."""
    return Outside(
        to=supporter.email,
        language=supporter.language,
        subject=_subject(told),
        parts=(*body(told, first=first), *_foot(supporter, letter, told)),
        key=key_of(letter.pk),
        stop=stop_path(letter),
        hurry=False,
    )


def body(told: Sequence[Told], *, first: bool = False) -> Iterator[Part]:
    """What was written, and for whom: without the ways to stop it."""
    if first and any(hasattr(one.consent, "imported") for one in told):
        yield Part(_moved())
    for one in told:
        yield from written(one.update, one.share)


def written(update: Update, share: Mapping[str, int]) -> Iterator[Part]:
    """One update."""
    if update.kind == UpdateKind.OUTCOME:
        yield Part(_("Something has come of it."))
    else:
        yield Part(update.campaign.title)
    yield Part(update.title, heading=True)
    yield from (Part(text) for text in paragraphs(update.text))
    if update.kind == UpdateKind.OUTCOME and (done := in_words(share)):
        yield Part(_("Your share in it: %(done)s. Thank you.") % {"done": done})
    yield Part(_("Read it on its page"), path=reverse("update", args=[update.pk]))


def _subject(told: Sequence[Told]) -> str:
    if len(told) == 1:
        return told[0].update.title
    more = ngettext("%(title)s, and %(count)d more", "%(title)s, and %(count)d more", len(told) - 1)
    return more % {"title": told[-1].update.title, "count": len(told) - 1}


def _moved() -> str:
    return _(
        "You are on a list that has moved here. You agreed elsewhere to be written to; this is the first letter from "
        "here. If you would rather have none, say so below: it is done at once."
    )


def _foot(supporter: Supporter, letter: UpdateLetter, told: Sequence[Told]) -> Iterator[Part]:
    for consent in {one.consent.pk: one.consent for one in told}.values():
        day = date_format(consent.given_at, "DATE_FORMAT")
        yield Part(_("You get this letter because on %(day)s you agreed to this:") % {"day": day})
        yield Part(consent.text, quoted=True)
    yield Part(_("Stop these letters"), path=stop_path(letter))
    yield Part(_("See everything you have agreed to, and take back what you like"), path=consents_path(supporter))
