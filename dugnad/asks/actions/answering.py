"""Answering, thanking, and saying that something helped."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from dugnad.asks import rules
from dugnad.asks.actions.voices import name_in
from dugnad.asks.acts import (
    ADDED,
    ANSWER_EDITED,
    ANSWERED_EMOTIONAL,
    ANSWERED_PRACTICAL,
    HELPED,
    THANKED,
    THANKED_FOR_ASKING,
    UNHELPED,
)
from dugnad.asks.enums import ANSWERABLE, Nature, Voice
from dugnad.asks.models import Answer, Ask, Thanks, ThanksForAsking
from dugnad.circles.actions.posting import require_may_post
from dugnad.kit import fulltext
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.prepared import Prepared, PreparedUpdate
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.protection import contact


def answer(
    *,
    by: Member,
    ask: Ask,
    text: str,
    form_key: str,
    nature: Nature | None = None,
    voice: Voice = Voice.OWN,
    pseudonym: str = "",
    at: datetime | None = None,
) -> Answer:
    """Answer `ask`; the asker adds to it, in the voice they asked in, whatever `voice` says.

    The same form (`form_key`) sent twice is one answer. Raises `Refused` for those outside the circle, for a closed
    ask, without a `nature` from anybody but the asker, and for a name that is missing or somebody else's.
    """
    rules.answers_ask.require(by, ask)
    if already := _sent(by, form_key):
        return already
    by_asker = rules.is_author.can(by, ask)
    contact.require_in(ask.circle_id, by.pk, ask.author_id)
    if not by_asker and nature is None:
        raise Refused(_("Choose what you give: something practical, or your company."))
    try:
        return _write(by, ask, text, form_key, None if by_asker else nature, voice, pseudonym, at or now())
    except (IntegrityError, Refused):
        # The same form, sent a moment ago, has come through meanwhile.
        if already := _sent(by, form_key):
            return already
        raise


def _sent(by: Member, form_key: str) -> Answer | None:
    found: list[Answer] = SENT.objects(author=by.pk, form_key=form_key)
    return found[0] if found else None


def _write(
    by: Member, ask: Ask, text: str, form_key: str, nature: Nature | None, voice: Voice, pseudonym: str, at: datetime
) -> Answer:
    answer_id = new_id()
    # Everybody who writes waits for the one who is writing: what can be done before the transaction is done before.
    findable = fulltext.entry("answer", answer_id, scope=ask.circle_id, title="", body=text)
    by_asker = nature is None
    made = Answer(
        id=answer_id,
        ask=ask,
        circle_id=ask.circle_id,
        author=by,
        voice=ask.voice if by_asker else voice,
        by_asker=by_asker,
        nature=nature or "",
        text=text,
        created_at=at,
        form_key=form_key,
    )
    with transaction.atomic():
        require_may_post(ADDED if by_asker else ANSWERED_PRACTICAL, by=by, circle=ask.circle, at=at, text=text)
        made.act = _record(by, ask, answer_id, nature, at)
        made.shown_as = ask.shown_as if by_asker else name_in(ask.circle, by, voice, pseudonym, at)
        _count(ask, by_asker, at)
        made.save(force_insert=True)
        fulltext.put_entry(findable)
    return made


def _record(by: Member, ask: Ask, answer_id: str, nature: Nature | None, at: datetime) -> Act:
    if nature is None:
        return record(ADDED, by=by, about=answer_id, circle=ask.circle_id, cause=ask.act_id, at=at)
    verb = ANSWERED_PRACTICAL if nature == Nature.PRACTICAL else ANSWERED_EMOTIONAL
    return record(verb, by=by, about=answer_id, circle=ask.circle_id, toward=ask.author, cause=ask.act_id, at=at)


def _count(ask: Ask, by_asker: bool, at: datetime) -> None:
    if (ADDED_TO if by_asker else ANSWERED).update(ask=ask.pk, at=at) != 1:
        raise Refused(_("This ask is closed. Whoever asked, or a steward, can open it again."))


def _sent_before(author: str, form_key: str) -> QuerySet[Answer]:
    return Answer.objects.filter(author=author, form_key=form_key)


def _added_to(ask: str, at: datetime) -> tuple[QuerySet[Ask], dict[str, Any]]:
    return Ask.objects.filter(pk=ask, state__in=ANSWERABLE), {"active_at": at}


def _answered(ask: str, at: datetime) -> tuple[QuerySet[Ask], dict[str, Any]]:
    open_one, changes = _added_to(ask, at)
    return open_one, changes | {"answer_count": F("answer_count") + 1, "need": F("urgency") * 2 + 1}


SENT, ADDED_TO, ANSWERED = Prepared(_sent_before), PreparedUpdate(_added_to), PreparedUpdate(_answered)


@transaction.atomic
def edit_answer(*, by: Member, answer: Answer, text: str, at: datetime | None = None) -> Answer:
    """Change one's own words; the old ones are not kept. Raises `Refused` for anybody else's."""
    rules.edits_answer.require(by, answer)
    at = at or now()
    Answer.objects.filter(pk=answer.pk).update(text=text, version=F("version") + 1, edited_at=at)
    record(ANSWER_EDITED, by=by, about=answer.pk, circle=answer.circle_id, cause=answer.act_id, at=at)
    fulltext.put("answer", answer.pk, scope=answer.circle_id, title="", body=text)
    answer.refresh_from_db()
    return answer


def thank(*, by: Member, answer: Answer, at: datetime | None = None) -> bool:
    """Thank for an answer. False if `by` had done so before, and nothing is changed. Not for one's own words."""
    rules.thanks.require(by, answer)
    try:
        return _thank(by, answer, at)
    except IntegrityError:
        return False


@transaction.atomic
def _thank(by: Member, answer: Answer, at: datetime | None) -> bool:
    if Thanks.objects.filter(answer=answer, by=by).exists():
        return False
    act = record(
        THANKED,
        by=by,
        about=answer.pk,
        circle=answer.circle_id,
        toward=answer.author,
        cause=answer.act_id,
        at=at,
    )
    Thanks.objects.create(act=act, answer=answer, by=by, at=act.at)
    Answer.objects.filter(pk=answer.pk).update(thanks_count=F("thanks_count") + 1)
    return True


def thank_for_asking(*, by: Member, ask: Ask, at: datetime | None = None) -> bool:
    """Thank for an ask. False if `by` had done so before, and nothing is changed. Not for one's own."""
    rules.thanks_for_asking.require(by, ask)
    try:
        return _thank_for_asking(by, ask, at)
    except IntegrityError:
        return False


@transaction.atomic
def _thank_for_asking(by: Member, ask: Ask, at: datetime | None) -> bool:
    if ThanksForAsking.objects.filter(ask=ask, by=by).exists():
        return False
    act = record(
        THANKED_FOR_ASKING, by=by, about=ask.pk, circle=ask.circle_id, toward=ask.author, cause=ask.act_id, at=at
    )
    ThanksForAsking.objects.create(act=act, ask=ask, by=by, at=act.at)
    Ask.objects.filter(pk=ask.pk).update(thanks_count=F("thanks_count") + 1)
    return True


@transaction.atomic
def say_helped(*, by: Member, answer: Answer, helped: bool = True, at: datetime | None = None) -> bool:
    """The asker says that an answer helped, or takes that back. False if it stood so already."""
    rules.says_it_helped.require(by, answer)
    at = at or now()
    before = Answer.objects.filter(pk=answer.pk, helped_at__isnull=helped)
    if before.update(helped_at=at if helped else None) != 1:
        return False
    record(
        HELPED if helped else UNHELPED,
        by=by,
        about=answer.pk,
        circle=answer.circle_id,
        toward=answer.author if helped else None,
        cause=answer.act_id,
        at=at,
    )
    return True
