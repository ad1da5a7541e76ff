"""Coming into a circle, and going."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.circles import guards, rules
from dugnad.circles.actions.ending import end_what_they_opened, fulfil, hold
from dugnad.circles.actions.entrusting import may_choose_a_second
from dugnad.circles.actions.shutting import count_joining, require_open
from dugnad.circles.acts import BROUGHT, JOINED, LEFT, NAMED, NORMS_ACCEPTED
from dugnad.circles.enums import Openness, Role, Standing
from dugnad.circles.models import Circle, Invitation, Membership
from dugnad.circles.queries.way_in import counting, may_return
from dugnad.circles.rules import forget_stands
from dugnad.kit.clock import now
from dugnad.kit.folding import same_in_any_case
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def enter(
    *,
    circle: Circle,
    member: Member,
    brought_by: Member | None = None,
    link: Invitation | None = None,
    cause: int | None = None,
    norms: int | None = None,
    at: datetime | None = None,
) -> Membership:
    """Put `member` into `circle`: the last step of every way in, called by the other actions only.

    An empty circle is tended by whoever comes in first. The only steward of a young one may choose a second by a
    `link`; nobody else comes in as a steward.

    `norms` is the version they accepted; None: the norms as they stand. Somebody who left may come back and reads from
    that day on; `Refused` for those who are kept out or already in, and where a guard of the circle says no.
    """
    at = at or now()
    guards.require_may_enter(circle, member, at)
    act = record(JOINED, by=member, about=circle.pk, circle=circle.pk, toward=brought_by, cause=cause, at=at)
    fresh = {
        "act": act,
        "standing": Standing.ACTIVE,
        "role": _role_of_next(circle, link, at),
        "joined_at": at,
        "ended_at": None,
        "norms_accepted": circle.norms_version if norms is None else norms,
        "brought_by": brought_by,
        "told": "",
    }
    membership = Membership.objects.filter(circle=circle, member=member).first()
    if membership is None:
        membership = _insert(circle, member, fresh)
    else:
        _return(membership, fresh)
    if brought_by:
        record(
            BROUGHT,
            by=brought_by,
            about=circle.pk,
            circle=circle.pk,
            toward=member,
            cause=act.pk,
            amount=1,
            audience=Audience.PRIVATE,
            at=at,
        )
    fulfil(circle=circle, member=member, cause=act.pk, at=at)
    forget_stands(member)
    return membership


def _insert(circle: Circle, member: Member, fresh: dict[str, object]) -> Membership:
    try:
        with transaction.atomic():
            return Membership.objects.create(circle=circle, member=member, **fresh)
    except IntegrityError as twice:
        raise Refused(_("You are already in this circle.")) from twice


def _return(membership: Membership, fresh: dict[str, object]) -> None:
    came = Membership.objects.filter(pk=membership.pk, standing=Standing.LEFT).update(**fresh)
    if came != 1:
        if membership.standing == Standing.BANNED:
            raise Refused(_("The stewards of this circle have decided to keep you out."))
        raise Refused(_("You are already in this circle."))
    membership.refresh_from_db()


@transaction.atomic
def join(*, by: Member, circle: Circle, norms: int, at: datetime | None = None) -> Membership:
    """Come in, having read the norms of version `norms`.

    Into open circles anybody; into others on enough members' words, or back within a few days of leaving.
    Raises `Refused` otherwise.
    """
    at = at or now()
    require_current(circle, norms)
    if circle.openness == Openness.OPEN:
        return _join_open(by, circle, norms, at)
    words = counting(circle, by, at)
    if len(words) >= circle.vouches_needed:
        return enter(circle=circle, member=by, brought_by=words[0].by, cause=words[-1].act_id, norms=norms, at=at)
    before = Membership.objects.filter(circle=circle, member=by).first()
    if before and (before.standing != Standing.LEFT or may_return(before, at)):
        return enter(circle=circle, member=by, norms=norms, at=at)
    raise Refused(_("This circle is entered by invitation, or on the word of its members."))


def _join_open(by: Member, circle: Circle, norms: int, at: datetime) -> Membership:
    require_open(circle)
    membership = enter(circle=circle, member=by, norms=norms, at=at)
    if membership.role == Role.MEMBER:
        count_joining(circle, at)
    return membership


@transaction.atomic
def come_back(*, by: Member, circle: Circle, at: datetime | None = None) -> Membership:
    """Undo one's leaving, for some days. They read from now on, and are asked to read norms that are new to them."""
    at = at or now()
    mine = Membership.objects.filter(circle=circle, member=by).first()
    if mine is None or not may_return(mine, at):
        raise Refused(_("It is too long ago to simply come back. Ask somebody inside."))
    return enter(circle=circle, member=by, norms=mine.norms_accepted, at=at)


def _role_of_next(circle: Circle, link: Invitation | None, at: datetime) -> Role:
    if not Membership.objects.filter(circle=circle, standing=Standing.ACTIVE).exists():
        return Role.STEWARD
    # Somebody else may tend it by now, or its first days be over: then they come in as a member.
    chosen = link is not None and link.for_steward and link.circle_id == circle.pk and may_choose_a_second(circle, at)
    return Role.STEWARD if chosen else Role.MEMBER


def require_current(circle: Circle, norms: int) -> None:
    """`Refused` unless `norms` is the version that stands now: nobody accepts what they did not read."""
    if norms != circle.norms_version:
        raise Refused(_("The norms were changed while you read them. Read them once more."))


@transaction.atomic
def accept_norms(*, by: Member, circle: Circle, norms: int, at: datetime | None = None) -> None:
    """A member who is inside has read the norms of version `norms`. Doing it twice changes nothing."""
    rules.belongs.require(by, circle)
    require_current(circle, norms)
    behind = Membership.objects.filter(
        circle=circle, member=by, standing=Standing.ACTIVE, norms_accepted__lt=norms
    ).first()
    if behind is None:
        return
    act = record(NORMS_ACCEPTED, by=by, about=circle.pk, circle=circle.pk, at=at)
    Membership.objects.filter(pk=behind.pk, standing=Standing.ACTIVE).update(act=act, norms_accepted=norms)


@transaction.atomic
def take_name(*, by: Member, circle: Circle, name: str, at: datetime | None = None) -> str:
    """Another name to write under in this circle, chosen once: a name that was given up could be taken on by others.

    Who is behind it is told to nobody. Returns the name as it was taken; raises `Refused` when somebody goes by
    it, here under that name or anywhere under that handle.
    """
    rules.belongs.require(by, circle)
    name = " ".join(name.split())
    folded = same_in_any_case(name)
    if not name:
        raise Refused(_("Choose the other name you want to write under."))
    if Member.objects.filter(handle_folded=folded).exists():
        raise Refused(_("Somebody is already called %(name)s. Please choose another name.") % {"name": name})
    act = record(NAMED, by=by, about=circle.pk, circle=circle.pk, audience=Audience.PRIVATE, at=at)
    mine = Membership.objects.filter(circle=circle, member=by, standing=Standing.ACTIVE, pseudonym="")
    try:
        with transaction.atomic():
            named = mine.update(act=act, pseudonym=name, pseudonym_folded=folded)
    except IntegrityError as taken:
        raise Refused(_("Somebody is already called %(name)s. Please choose another name.") % {"name": name}) from taken
    if named != 1:
        raise Refused(_("You have another name in this circle already."))
    forget_stands(by)
    return name


@transaction.atomic
def leave(*, by: Member, circle: Circle, at: datetime | None = None) -> None:
    """Go. What they wrote stays, as theirs; links they made stop working, words they gave no longer count.

    Raises `Refused` for the last steward while others are in the circle.
    """
    at = at or now()
    hold(circle)
    rules.belongs.require(by, circle)
    mine = Membership.objects.get(circle=circle, member=by)
    if mine.role == Role.STEWARD:
        require_another_steward(circle, mine)
    act = record(LEFT, by=by, about=circle.pk, circle=circle.pk, at=at)
    gone = Membership.objects.filter(pk=mine.pk, standing=Standing.ACTIVE).update(
        act=act, standing=Standing.LEFT, role=Role.MEMBER, ended_at=at
    )
    if gone != 1:
        raise Refused(rules.belongs.reason)
    end_what_they_opened(circle=circle, member=by, by=by, cause=act.pk, at=at)
    forget_stands(by)


def require_another_steward(circle: Circle, mine: Membership) -> None:
    """`Refused` if `mine` is the only steward's and others are in the circle. Call under `hold`."""
    others = Membership.objects.filter(circle=circle, standing=Standing.ACTIVE).exclude(pk=mine.pk)
    if others.exists() and not others.filter(role=Role.STEWARD).exists():
        raise Refused(_("You are the only steward here. Make somebody else a steward first, so nobody is left alone."))
