"""Distilling what worked, and keeping it true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dugnad.asks import rules
from dugnad.asks.acts import DISTILLED, RETIRED, REVIEWED, REVISED
from dugnad.asks.enums import LivingState, State, Voice
from dugnad.asks.models import Answer, Ask, LivingAnswer, LivingAuthor, Revision
from dugnad.circles.actions.posting import require_may_post
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit import fulltext
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@dataclass(frozen=True)
class Page:
    """The words of a living answer, and how long they are trusted."""

    title: str
    text: str
    jurisdiction: str
    review_on: date


@transaction.atomic
def distil(
    *,
    by: Member,
    ask: Ask,
    page: Page,
    credited: Sequence[Answer],
    form_key: str,
    by_shown_as: str | None = None,
    at: datetime | None = None,
) -> LivingAnswer:
    """Make one page of what helped with `ask`, crediting the authors of the answers it draws on.

    `by_shown_as` is the name the writer is credited under; None: their handle, or, when the writer is the asker,
    the name the ask was written under. Raises `Refused` unless the ask is resolved and `by` is its asker or tends
    its circle. The same form sent twice is one page.
    """
    rules.resolves.require(by, ask)
    at = at or now()
    if ask.state not in {State.HELPED, State.CLOSED}:
        raise Refused(_("First say that the ask is helped or closed; then write down what worked."))
    existing = LivingAnswer.objects.filter(form_key=form_key).first()
    if existing:
        return existing
    require_may_post(DISTILLED, by=by, circle=ask.circle, at=at, text=page.text)
    living_id = new_id()
    act = record(DISTILLED, by=by, about=living_id, circle=ask.circle_id, cause=ask.act_id, at=at)
    living = LivingAnswer(
        id=living_id,
        act=act,
        circle_id=ask.circle_id,
        kind_id=ask.kind_id,
        title=page.title,
        text=page.text,
        jurisdiction=page.jurisdiction,
        review_on=page.review_on,
        created_at=at,
        checked_at=at,
        form_key=form_key,
    )
    living.save(force_insert=True)
    living.asks.add(ask)
    _credit(living, by, ask, credited, by_shown_as)
    _keep(living, by, act, at)
    _index(living)
    return living


def _credit(living: LivingAnswer, by: Member, ask: Ask, credited: Sequence[Answer], by_shown_as: str | None) -> None:
    """Each name once: the writers of the answers first, then whoever distilled them."""
    names: dict[str, tuple[str | None, bool]] = {}
    for answer in credited:
        if answer.ask_id == ask.pk:
            names.setdefault(answer.shown_as, (answer.author_id, answer.voice == Voice.OWN))
    if by.pk == ask.author_id and by_shown_as is None:
        names.setdefault(ask.shown_as, (by.pk, ask.voice == Voice.OWN))
    else:
        shown = by_shown_as or by.handle
        names.setdefault(shown, (by.pk, shown == by.handle))
    LivingAuthor.objects.bulk_create(
        LivingAuthor(living=living, member_id=author, shown_as=shown, own_name=own)
        for shown, (author, own) in names.items()
    )


def _keep(living: LivingAnswer, by: Member, act: Act, at: datetime) -> None:
    Revision.objects.create(
        living=living, act=act, version=living.version, title=living.title, text=living.text, by=by, at=at
    )


def _index(living: LivingAnswer) -> None:
    fulltext.put("living-answer", living.pk, scope=living.circle_id, title=living.title, body=living.text)


@transaction.atomic
def revise(*, by: Member, living: LivingAnswer, page: Page, version: int, at: datetime | None = None) -> LivingAnswer:
    """New words for the page; the old ones are kept as a revision. Any member of the circle may.

    `version` is the one the writer started from: raises `Refused` when somebody else was quicker, so that nobody's
    words are written over.
    """
    belongs_to_its_circle.require(by, living)
    at = at or now()
    changed = LivingAnswer.objects.filter(pk=living.pk, version=version, state=LivingState.CURRENT).update(
        title=page.title,
        text=page.text,
        jurisdiction=page.jurisdiction,
        review_on=page.review_on,
        version=F("version") + 1,
        checked_at=at,
    )
    if changed != 1:
        raise Refused(
            _("Somebody else changed this page while you wrote. Your words are still here: open the page beside them.")
        )
    living.refresh_from_db()
    act = record(REVISED, by=by, about=living.pk, circle=living.circle_id, cause=living.act_id, at=at)
    _keep(living, by, act, at)
    LivingAuthor.objects.get_or_create(living=living, shown_as=by.handle, defaults={"member": by})
    _index(living)
    return living


@transaction.atomic
def confirm(*, by: Member, living: LivingAnswer, review_on: date, at: datetime | None = None) -> None:
    """Somebody has looked: it still holds, and is to be looked at again on `review_on`."""
    belongs_to_its_circle.require(by, living)
    at = at or now()
    if review_on <= at.date():
        raise Refused(_("Choose a day that is still to come for the next look."))
    changed = LivingAnswer.objects.filter(pk=living.pk, state=LivingState.CURRENT).update(
        review_on=review_on, checked_at=at
    )
    if changed != 1:
        raise Refused(_("This page was taken out of use meanwhile."))
    record(REVIEWED, by=by, about=living.pk, circle=living.circle_id, cause=living.act_id, at=at)


@transaction.atomic
def retire(*, by: Member, living: LivingAnswer, at: datetime | None = None) -> None:
    """It no longer holds: kept to be read, not shown to those who are about to ask."""
    belongs_to_its_circle.require(by, living)
    changed = LivingAnswer.objects.filter(pk=living.pk, state=LivingState.CURRENT).update(state=LivingState.RETIRED)
    if changed != 1:
        raise Refused(_("This page was taken out of use already."))
    record(RETIRED, by=by, about=living.pk, circle=living.circle_id, cause=living.act_id, at=at)
    fulltext.drop("living-answer", living.pk)
