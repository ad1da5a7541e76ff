"""What stands in a letter, made at the moment it leaves from what its reader may know then."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.notify.addresses import absolute, stop_url, thread_id
from dugnad.notify.digesting import digest
from dugnad.notify.enums import Sort, Wish
from dugnad.notify.models import CircleWish, Letter, Notice
from dugnad.notify.passages import Composed, Later, NotNeeded, Passage, foot, no_words, something_new
from dugnad.notify.queries.wishes import address_of, language_of, quiet_end, wishes_of
from dugnad.notify.replying import Reply, reply_for
from dugnad.people.models import Member
from dugnad.people.telling import Words, words_for


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
            return digest(letter, member, wishes, address)
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
        subject=f"{words.line}: {words.title}" if told and words.title else words.line if told else something_new(),
        passages=(*(_words(words, link) if told else no_words(link)), *_how(reply), *foot(letter, _why_told())),
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


def _words(words: Words, link: str) -> tuple[Passage, ...]:
    told = (Passage(f"{words.line}:" if words.text else f"{words.line}."), Passage(words.title, heading=True))
    text = tuple(Passage(part, quoted=True) for part in _paragraphs(words.text))
    why = (Passage(words.why),) if words.why else ()
    return (*(passage for passage in told if passage.text), *text, *why, Passage(_("Read and answer"), link))


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def _how(reply: Reply | None) -> tuple[Passage, ...]:
    return tuple(Passage(text) for text in reply.how) if reply else ()


def _why_told() -> str:
    return _("You get this letter because it is about something of yours, or because you asked to be told at once.")
