"""Writing what somebody is told, and what they have seen of it.

None of it is an act: what somebody reads is nobody's business.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import translation

from dugnad.circles.enums import Standing
from dugnad.circles.models import Membership
from dugnad.ledger.models import Act
from dugnad.notify.enums import Post, Wish
from dugnad.notify.models import Letter, Notice
from dugnad.notify.queries.wishes import Reach, language_of, quiet_end, reach
from dugnad.notify.terms import NOTICES_KEPT, STALE
from dugnad.people.models import Member
from dugnad.people.telling import Hearer, Pace, Words, words_for


def tell(hearers: Iterable[Hearer], *, at: datetime) -> None:
    """Write a notice for each of `hearers` who may know of the act, and a letter where it is wanted at once.

    Telling twice is telling once. Nobody is told what they did themselves.
    """
    told = _together(hearers, at)
    members = Member.objects.filter(pk__in=told, is_active=True)
    known = reach(told)
    notices: list[Notice] = []
    letters: list[Letter] = []
    for member in members:
        paces = {act: pace for act, pace in told[member.pk].items() if act.actor != member.person_key}
        with translation.override(language_of(member)):
            words = words_for(member, paces)
        for act, pace in paces.items():
            if act.pk in words:
                notice = _notice(member, act, _wanted(pace, known.wants(member.pk, act.circle)), words[act.pk], at)
                notices.append(notice)
                letters += _letter(member, notice, act, words[act.pk], known, at)
    with transaction.atomic():
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
        Letter.objects.bulk_create(letters, ignore_conflicts=True)


def _together(hearers: Iterable[Hearer], at: datetime) -> dict[str, dict[Act, Pace]]:
    """By member; the quicker pace where somebody is concerned twice."""
    told: dict[str, dict[Act, Pace]] = {}
    for hearer in hearers:
        if at - hearer.act.at <= NOTICES_KEPT:
            mine = told.setdefault(hearer.member, {})
            mine[hearer.act] = Pace.AT_ONCE if mine.get(hearer.act) == Pace.AT_ONCE else hearer.pace
    return told


def _wanted(pace: Pace, wish: Wish) -> Pace:
    return Pace.AT_ONCE if wish == Wish.AT_ONCE else pace


def _notice(member: Member, act: Act, pace: Pace, words: Words, at: datetime) -> Notice:
    stale = at - act.at > STALE
    return Notice(
        member=member,
        act=act,
        circle=act.circle,
        page=words.page,
        pace=pace,
        at=act.at,
        read_at=at if stale else None,
    )


def _letter(member: Member, notice: Notice, act: Act, words: Words, known: Reach, at: datetime) -> list[Letter]:
    if notice.pace != Pace.AT_ONCE or notice.read_at or words.over:
        return []
    if member.pk not in known.addresses or known.wants(member.pk, act.circle) == Wish.NOTHING:
        return []
    due = quiet_end(member, at)
    return [Letter(member=member, act=act, circle=act.circle, due_at=due, created_at=at)] if due else []


@transaction.atomic
def forget_circles(gone: Mapping[str, Collection[str]], *, at: datetime) -> None:
    """Somebody has left a circle or was kept out: `gone` has their person key, and the circles.

    What they were told from there goes, and letters that have not left do not leave any more. Whoever has come back
    since keeps theirs.
    """
    back = Membership.objects.filter(member__person_key__in=gone, standing=Standing.ACTIVE)
    inside = set(back.values_list("member__person_key", "circle_id"))
    for person_key, left in gone.items():
        circles = [circle for circle in left if (person_key, circle) not in inside]
        Notice.objects.filter(member__person_key=person_key, circle__in=circles).delete()
        waiting = Letter.objects.filter(member__person_key=person_key, circle__in=circles, post=Post.WAITING)
        waiting.update(post=Post.DROPPED, said="they left the circle", ended_at=at, leased_until=None)


def mark_page_read(*, by: Member, page: str, at: datetime) -> int:
    """`by` has been to `page`: what was told about it is read. How much that was."""
    return Notice.objects.filter(member=by, page=page, read_at=None).update(read_at=at)


def mark_all_read(*, by: Member, at: datetime) -> int:
    """Everything `by` was told until `at` is read."""
    return Notice.objects.filter(member=by, read_at=None, at__lte=at).update(read_at=at)


def drop(*, by: Member, notices: Sequence[str]) -> None:
    """Remove what `by` may no longer know of."""
    Notice.objects.filter(member=by, pk__in=notices).delete()
