"""What a letter is made of, and the passages that any of them may have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.notify.addresses import absolute, stop_url
from dugnad.notify.models import Letter


@dataclass(frozen=True)
class Passage:
    """A paragraph. `href` makes a link of it; `quoted` says that somebody else wrote it; `heading` is a name."""

    text: str
    href: str = ""
    quoted: bool = False
    heading: bool = False


@dataclass(frozen=True)
class Composed:
    """A letter that is ready. `thread` is empty for those that belong to nothing, `stop` for those that come once;
    `included` are a digest's notices."""

    to: str
    language: str
    subject: str
    passages: tuple[Passage, ...]
    stop: str
    thread: str = ""
    reply_to: str = ""
    included: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotNeeded:
    """Why a letter does not leave any more: a few words for the operator, about nobody."""

    why: str


@dataclass(frozen=True)
class Later:
    """It is quiet now; not before this moment."""

    at: datetime


def something_new() -> str:
    """The subject of a letter that says nothing else."""
    return _("There is something new for you")


def no_words(link: str) -> tuple[Passage, ...]:
    """What stands in it."""
    return (Passage(_("There is something new for you in Dugnad.")), Passage(_("See what it is"), link))


def foot(letter: Letter, why: str) -> tuple[Passage, ...]:
    """Why it came, and how to have it otherwise."""
    return (
        Passage(why),
        Passage(_("Choose what you are told, and when"), absolute(reverse("me_told"))),
        Passage(_("Stop letters like this one"), stop_url(letter)),
    )
