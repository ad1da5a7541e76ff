"""What stands in a digest: what waited for it, and what is new in the circles."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.circles.rules import stands
from dugnad.notify.addresses import absolute, stop_url
from dugnad.notify.enums import Rhythm, Wish
from dugnad.notify.models import CircleWish, Letter, Notice, Wishes
from dugnad.notify.passages import Composed, NotNeeded, Passage, foot, no_words, something_new
from dugnad.notify.queries.wishes import language_of
from dugnad.people.models import Member
from dugnad.people.telling import Pace, Words, news, words_for

MOST_IN_DIGEST = 20
ITEMS_PER_NEWS = 10


def digest(letter: Letter, member: Member, wishes: Wishes, address: str) -> Composed | NotNeeded:
    """The digest as `member` may have it now, to `address`, in the language that is active."""
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
        subject=_("What is new in Dugnad") if listed else something_new(),
        passages=(*(_items(listed, left, link) if listed else no_words(link)), *foot(letter, _why_digest())),
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
