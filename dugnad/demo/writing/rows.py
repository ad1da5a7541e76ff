"""The rows of members and circles that a bulk writing ends with."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password
from django.db.models import Model

from dugnad.circles.actions.invitation import TOKEN_BYTES
from dugnad.circles.models import Application, Circle, Invitation, InvitationUse, Membership, Vouch
from dugnad.circles.queries.invitations import hash_of
from dugnad.circles.terms import INVITATION_DAYS
from dugnad.demo.writing.acting import NORMS
from dugnad.demo.writing.coming import Coming
from dugnad.demo.writing.ground import Ground
from dugnad.demo.writing.profiles import set_facts, skills_of
from dugnad.demo.writing.states import Link, Somebody, Wish
from dugnad.people.models import Member, Speaks

BATCH = 2000
LINK_LASTS = timedelta(days=INVITATION_DAYS[1])

M = TypeVar("M", bound=Model)


def write(model: type[M], rows: Iterable[M]) -> None:
    """Insert rows, some at a time, so that there are never more of them in memory."""
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        model._default_manager.bulk_create(batch)


def write_people(coming: Coming, ground: Ground) -> None:
    """Everybody, with what they can and speak."""
    there = list(coming.members.values())
    write(Member, (_member(one, ground) for one in there))
    has: Any = Member.skills.through
    write(
        has,
        (has(member_id=one.id, skill_id=skill.pk) for one in there for skill in skills_of(one.person, ground)),
    )
    write(Speaks, (Speaks(member_id=one.id, language=code) for one in there for code in one.person.languages))


def _member(one: Somebody, ground: Ground) -> Member:
    member = Member(
        id=one.id,
        person_key=one.key,
        handle=one.person.handle,
        password=make_password(None),
        joined_at=one.at,
    )
    set_facts(member, one.person, ground)
    return member


def write_circles(coming: Coming, ground: Ground) -> None:
    """Circles, who is or was in them, and the ways they came."""
    write(Circle, _circles(coming, ground))
    write(Membership, _memberships(coming))
    write(Invitation, (_invitation(link) for link in coming.links.values()))
    write(InvitationUse, _uses(coming.links.values()))
    write(Application, (_application(wish) for wish in coming.wishes.values()))
    write(Vouch, (word for wish in coming.wishes.values() for word in _vouches(wish)))


def _circles(coming: Coming, ground: Ground) -> Iterator[Circle]:
    for one in coming.circles.values():
        yield Circle(
            id=one.id,
            act_id=one.act.id,
            name=one.room.name,
            purpose=one.room.purpose,
            openness=one.room.openness,
            place=None if one.room.town is None else ground.places[one.room.town],
            profession=ground.skills[one.room.profession] if one.room.profession else None,
            norms=one.room.norms,
            questions=list(one.room.questions),
            created_at=one.at,
        )


def _memberships(coming: Coming) -> Iterator[Membership]:
    for one in coming.inside.values():
        yield Membership(
            circle_id=one.circle.id,
            member_id=one.member.id,
            act_id=one.act.id,
            standing=one.standing,
            role=one.role,
            joined_at=one.joined_at,
            ended_at=one.ended_at,
            norms_accepted=NORMS,
            brought_by_id=one.brought_by.id if one.brought_by else None,
        )


def _invitation(link: Link) -> Invitation:
    return Invitation(
        id=link.id,
        act_id=link.act.id,
        circle_id=link.circle.id,
        by_id=link.by.id,
        token_hash=hash_of(secrets.token_urlsafe(TOKEN_BYTES)),
        note=link.note,
        uses_left=0 if link.used_by else 1,
        expires_at=link.at + LINK_LASTS,
        created_at=link.at,
    )


def _uses(links: Iterable[Link]) -> Iterator[InvitationUse]:
    for link in links:
        if link.used_by and link.use_act and link.taken_at:
            yield InvitationUse(
                act_id=link.use_act.id,
                invitation_id=link.id,
                member_id=link.used_by.id,
                taken_at=link.taken_at,
                ended_at=link.ended_at,
            )


def _application(wish: Wish) -> Application:
    return Application(
        id=wish.id,
        act_id=wish.act.id,
        circle_id=wish.circle.id,
        member_id=wish.member.id,
        progress=wish.progress,
        answers=[list(pair) for pair in zip(wish.circle.room.questions, wish.answers, strict=True)],
        norms_accepted=NORMS,
        decided_by_id=wish.decided_by.id if wish.decided_by else None,
        decided_at=wish.decided_at,
        created_at=wish.at,
    )


def _vouches(wish: Wish) -> Iterator[Vouch]:
    for word in wish.words:
        yield Vouch(
            id=word.id,
            act_id=word.act.id,
            circle_id=wish.circle.id,
            by_id=word.by.id,
            for_member_id=wish.member.id,
            words=word.text,
            created_at=word.at,
            fulfilled_at=word.fulfilled_at,
        )
