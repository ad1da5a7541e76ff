"""Letters: as they leave, where answers go, and how many have been sent."""

from __future__ import annotations

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.campaigns.enums import LetterState, RungKind
from dugnad.campaigns.ladder import Progress
from dugnad.campaigns.models import Letter, Rung
from dugnad.people.models import Member


def signature(letter: Letter) -> str:
    """Name and place, as they stand under the letter."""
    return "\n".join(part for part in (letter.writer_name, letter.place.name if letter.place else "") if part)


def whole(letter: Letter) -> str:
    """The letter as it leaves, with the name under it."""
    return f"{letter.text.strip()}\n\n{signature(letter)}"


def own_address(letter: Letter) -> str:
    """The writer's confirmed address, or the one they gave; empty where there is none."""
    if letter.member_id:
        return address_of(letter.member)
    return letter.email or (letter.supporter.email if letter.supporter else "")


def answer_address(letter: Letter) -> str:
    """Where an answer to it goes; empty where its writer did not ask for any."""
    return own_address(letter) if letter.reply_to else ""


def address_of(member: Member | None) -> str:
    """The address a member has confirmed; empty without one."""
    confirmed = EmailAddress.objects.filter(user=member, verified=True).order_by("-primary", "pk")
    return confirmed.values_list("email", flat=True).first() or ""


def drafts_of(member: Member, rung: Rung) -> QuerySet[Letter]:
    """What a member has begun here and not sent, the latest first."""
    drafts = Letter.objects.filter(rung=rung, member=member).exclude(state=LetterState.SENT)
    return drafts.order_by("-changed_at", "-pk")


def progress(rungs: Sequence[Rung]) -> dict[str, Progress]:
    """How many letters have been sent, by rung. One query."""
    writing = [rung.pk for rung in rungs if rung.kind == RungKind.WRITE]
    sent = Letter.objects.filter(rung__in=writing, state=LetterState.SENT).order_by()
    counts = dict(sent.values_list("rung").annotate(n=Count("pk")))
    return {pk: Progress(counts.get(pk, 0), _said(counts.get(pk, 0))) for pk in writing}


def _said(count: int) -> str:
    if not count:
        return _("No letter has been sent yet.")
    return ngettext("%(n)d letter has been sent.", "%(n)d letters have been sent.", count) % {"n": count}
