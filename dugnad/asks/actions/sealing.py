"""The sealed part of an ask: who is let in, and who has read it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from dugnad.asks import enums, rules
from dugnad.asks.acts import LET_IN, READ_SEALED, REFUSED, SEALED, WANTS_TO_READ
from dugnad.asks.models import Ask, Letting, SealedPart, SealedReading
from dugnad.circles import warrants
from dugnad.kit import seal as sealing
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member
from dugnad.protection import contact

DECIDED = _("This was decided a moment ago, in another window.")


@transaction.atomic
def seal(*, by: Member, ask: Ask, text: str, at: datetime | None = None) -> SealedPart:
    """Seal `text` into `ask`, below what is sealed there already. Its time runs from `at`. For the asker."""
    rules.edits_ask.require(by, ask)
    at = at or now()
    part = SealedPart.objects.filter(ask=ask).first() or SealedPart(id=new_id(), ask=ask, created_at=at)
    if part.text is not None:
        text = f"{sealing.unseal(part.text, about=part.pk)}\n\n{text}"
    part.act = _record(SEALED, by, part, at)
    part.text = sealing.seal(text, about=part.pk)
    part.erase_at = ask.circle.retained_until(at)
    part.erased_at = None
    part.save()
    return part


def want_to_read(*, by: Member, part: SealedPart, at: datetime | None = None) -> Letting:
    """Ask to read `part`. Asking twice is asking once; whoever was told no is `Refused`."""
    rules.answers_ask.require(by, part.ask)
    rules.not_asker.require(by, part)
    contact.require(by.pk, part.ask.author_id)
    try:
        return _want(by, part, at)
    except IntegrityError:
        return Letting.objects.get(sealed=part, member=by)


@transaction.atomic
def _want(by: Member, part: SealedPart, at: datetime | None) -> Letting:
    before = Letting.objects.filter(sealed=part, member=by).first()
    if before is None:
        act = _record(WANTS_TO_READ, by, part, at or now(), toward=part.ask.author)
        return Letting.objects.create(act=act, sealed=part, member=by, at=act.at)
    if before.letting == enums.Letting.REFUSED:
        raise Refused(_("%(name)s has decided not to share this with you.") % {"name": part.ask.shown_as})
    return before


def decide(*, by: Member, part: SealedPart, member: Member, let_in: bool, at: datetime | None = None) -> Letting:
    """The asker lets `member` read `part`, or does not, or no longer.

    Raises `Refused` for anybody but the asker, and for a member who neither asked to read it nor holds the ask.
    """
    rules.decides_sealed.require(by, part)
    if let_in:
        contact.require(by.pk, member.pk)
    wanted = enums.Letting.LET_IN if let_in else enums.Letting.REFUSED
    try:
        return _decide(by, part, member, wanted, at or now())
    except IntegrityError as twice:
        raise Refused(DECIDED) from twice


@transaction.atomic
def _decide(by: Member, part: SealedPart, member: Member, wanted: enums.Letting, at: datetime) -> Letting:
    before = Letting.objects.filter(sealed=part, member=member).first()
    if before is None and part.ask.held_by_id != member.pk:
        raise Refused(_("They have not asked to read it."))
    if before and before.letting == wanted:
        return before
    act = _record(LET_IN if wanted == enums.Letting.LET_IN else REFUSED, by, part, at, toward=member)
    if before is None:
        return Letting.objects.create(act=act, sealed=part, member=member, letting=wanted, at=at)
    if Letting.objects.filter(pk=before.pk, letting=before.letting).update(letting=wanted, act=act, at=at) != 1:
        raise Refused(DECIDED)
    before.refresh_from_db()
    return before


def let_in_together(*, by: Member, part: SealedPart, member: Member, warrant: Act, at: datetime | None = None) -> None:
    """Let `member` read `part` without the asker, on the strength of `warrant` (see `dugnad.circles.warrants`).

    The asker sees it, sees who reads it, and can take it back like any other.
    """
    at = at or now()
    with warrants.traced(part.ask.circle_id, by, at):
        warrants.require(warrant, "open-sealed", part.pk, verb=LET_IN)
        act = record(
            LET_IN,
            by=by,
            about=part.pk,
            circle=part.ask.circle_id,
            toward=member,
            cause=warrant.pk,
            audience=Audience.PRIVATE,
            at=at,
        )
        facts = {"letting": enums.Letting.LET_IN, "act": act, "at": at}
        Letting.objects.update_or_create(sealed=part, member=member, defaults=facts)


@transaction.atomic
def open_part(*, by: Member, part: SealedPart, at: datetime | None = None) -> str:
    """The text of `part`. That `by` has read it is recorded for the asker to see, unless it is the asker.

    Raises `Refused` for those who were not let in, and when its time is over.
    """
    rules.reads_sealed.require(by, part)
    at = at or now()
    if part.text is None or part.erase_at <= at:
        raise Refused(_("The sealed part is no longer here. It was erased when its time was over."))
    contact.require(by.pk, part.ask.author_id)
    text = sealing.unseal(part.text, about=part.pk)
    if not rules.is_asker.can(by, part):
        act = _record(READ_SEALED, by, part, at, toward=part.ask.author)
        SealedReading.objects.create(act=act, sealed=part, member=by, at=at)
    return text


def _record(verb: Verb, by: Member, part: SealedPart, at: datetime, toward: Member | None = None) -> Act:
    ask = part.ask
    return record(
        verb,
        by=by,
        about=part.pk,
        circle=ask.circle_id,
        toward=toward,
        cause=ask.act_id,
        audience=Audience.PRIVATE,
        at=at,
    )
