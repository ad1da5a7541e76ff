"""What stands in a letter, made at the moment it leaves from what its reader may know then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.circles.rules import stands
from dugnad.notify.addresses import absolute, stop_url, thread_id
from dugnad.notify.enums import Rhythm, Sort, Wish
from dugnad.notify.models import CircleWish, Letter, Notice, Wishes
from dugnad.notify.queries.wishes import address_of, language_of, quiet_end, wishes_of
from dugnad.notify.replying import Reply, reply_for
from dugnad.people.models import Member
from dugnad.people.telling import Pace, Words, news, words_for

MOST_IN_DIGEST = 20
ITEMS_PER_NEWS = 10


@dataclass(frozen=True)
class Passage:
    """A paragraph. `href` makes a link of it; `quoted` says that somebody else wrote it; `heading` is a name."""

    text: str
    href: str = ""
    quoted: bool = False
    heading: bool = False


@dataclass(frozen=True)
class Composed:
    """A letter that is ready. `thread` is empty for those that belong to nothing; `included` are a digest's notices."""

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


def compose(letter: Letter, at: datetime) -> Composed | NotNeeded | Later:
    """The letter as its reader may have it at the moment `at`, in their language."""
    member = Member.objects.filter(pk=letter.member_id, is_active=True).first()
    if member is None:
        return NotNeeded("the account is closed")
    wishes, address = wishes_of(member), address_of(member)
    if not address or not wishes.mail or wishes.refused == address:
        return NotNeeded("they get no letters")
    quiet = quiet_end(member, at)
    if quiet is None:
        return NotNeeded("it is always quiet")
    if quiet > at:
        return Later(quiet)
    with translation.override(language_of(member)):
        if letter.sort == Sort.DIGEST:
            return _digest(letter, member, wishes, address)
        return _told(letter, member, address)


def _told(letter: Letter, member: Member, address: str) -> Composed | NotNeeded:
    notice = Notice.objects.filter(member=member, act=letter.act_id).select_related("act").first()
    if notice is None:
        return NotNeeded("there is nothing to tell any more")
    if notice.read_at:
        return NotNeeded("they have read it here")
    if _wish(member, letter.circle) == Wish.NOTHING:
        return NotNeeded("they want nothing by mail from there")
    words = words_for(member, [notice.act]).get(notice.act_id)
    if words is None or words.over:
        return NotNeeded("there is nothing to tell any more")
    told = words.travels and _is_open(letter.circle)
    reply = reply_for(letter, words, told=told)
    link = absolute(reverse("inbox_open", args=[notice.pk]))
    return Composed(
        to=address,
        language=language_of(member),
        subject=f"{words.line}: {words.title}" if told and words.title else words.line if told else _something_new(),
        passages=(*(_words(words, link) if told else _no_words(link)), *_how(reply), *_foot(letter, _why_told())),
        stop=stop_url(letter),
        thread=thread_id(member, words.page),
        reply_to=reply.address if reply else "",
    )


def _wish(member: Member, circle: str) -> str:
    chosen = CircleWish.objects.filter(member=member, circle=circle).values_list("wish", flat=True).first()
    return chosen or Wish.DIGEST


def _is_open(circle: str) -> bool:
    """Asked here once more, whatever the words say of themselves: nothing leaves from a circle that is not open."""
    return Circle.objects.filter(pk=circle, openness=Openness.OPEN).exists()


def _something_new() -> str:
    return _("There is something new for you")


def _words(words: Words, link: str) -> tuple[Passage, ...]:
    told = (Passage(f"{words.line}:" if words.text else f"{words.line}."), Passage(words.title, heading=True))
    text = tuple(Passage(part, quoted=True) for part in _paragraphs(words.text))
    why = (Passage(words.why),) if words.why else ()
    return (*(passage for passage in told if passage.text), *text, *why, Passage(_("Read and answer"), link))


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def _no_words(link: str) -> tuple[Passage, ...]:
    return (Passage(_("There is something new for you in Dugnad.")), Passage(_("See what it is"), link))


def _how(reply: Reply | None) -> tuple[Passage, ...]:
    return tuple(Passage(text) for text in reply.how) if reply else ()


def _why_told() -> str:
    return _("You get this letter because it is about something of yours, or because you asked to be told at once.")


def _foot(letter: Letter, why: str) -> tuple[Passage, ...]:
    return (
        Passage(why),
        Passage(_("Choose what you are told, and when"), absolute(reverse("me_told"))),
        Passage(_("Stop letters like this one"), stop_url(letter)),
    )


def _digest(letter: Letter, member: Member, wishes: Wishes, address: str) -> Composed | NotNeeded:
    if wishes.rhythm == Rhythm.NEVER:
        return NotNeeded("they want no digest")
    chosen = dict(CircleWish.objects.filter(member=member).values_list("circle_id", "wish"))
    silent = [circle for circle, wish in chosen.items() if wish == Wish.NOTHING]
    waiting = Notice.objects.filter(member=member, pace=Pace.DIGEST, read_at=None, mailed_at=None)
    notices = list(waiting.exclude(circle__in=silent).select_related("act").order_by("at", "pk")[:200])
    words = words_for(member, [notice.act for notice in notices])
    open_circles = set(Circle.objects.filter(openness=Openness.OPEN).values_list("pk", flat=True))
    known = [(words[one.act_id], one.circle in open_circles) for one in notices if one.act_id in words]
    mine = [(each, is_open) for each, is_open in known if not each.over]
    circles = [stand.circle for stand in stands(member).values() if stand.active and stand.circle not in chosen]
    fresh = _news(member, circles, letter)
    if not mine and not fresh:
        return NotNeeded("there is nothing to tell")
    told = [each for each, is_open in mine if is_open and each.travels]
    listed = [*told, *(each for each in fresh if each.travels)][:MOST_IN_DIGEST]
    left = len(mine) + len(fresh) - len(listed)
    link = absolute(reverse("inbox"))
    return Composed(
        to=address,
        language=language_of(member),
        subject=_("What is new in Dugnad") if listed else _something_new(),
        passages=(*(_items(listed, left, link) if listed else _no_words(link)), *_foot(letter, _why_digest())),
        stop=stop_url(letter),
        included=tuple(notice.pk for notice in notices),
    )


def _news(member: Member, circles: list[str], letter: Letter) -> list[Words]:
    """What is new in the circles whose news they want in the digest. Those told at once were told."""
    if not circles or letter.since is None or letter.until is None:
        return []
    return [one for found in news() for one in found(member, circles, letter.since, letter.until, ITEMS_PER_NEWS)]


def _items(listed: list[Words], left: int, link: str) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    for words in listed:
        if words.title:
            passages.append(Passage(words.title, heading=True))
        passages.append(Passage(words.line, absolute(words.page)))
    if left:
        more = ngettext(
            "There is one more thing for you, which is not written here.",
            "There are %(count)d more things for you, which are not written here.",
            left,
        )
        passages.append(Passage(more % {"count": left}))
    return (*passages, Passage(_("See everything"), link))


def _why_digest() -> str:
    return _("This is your digest. It comes as often as you chose, and not when there is nothing to tell.")
