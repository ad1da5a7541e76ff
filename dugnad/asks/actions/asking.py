"""Asking, and changing what one asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError
from django.db.models import F

from dugnad.asks import rules
from dugnad.asks.actions import pictures
from dugnad.asks.actions.sealing import seal
from dugnad.asks.actions.voices import name_in
from dugnad.asks.acts import ASKED, EDITED
from dugnad.asks.enums import Urgency, Voice
from dugnad.asks.models import Ask, AskLanguage, Kind
from dugnad.circles.actions.posting import require_may_post
from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.kit import fulltext
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.pictures import Picture
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member, Place


@dataclass(frozen=True)
class Need:
    """What somebody asks for. `sealed` is for those alone whom the asker lets in."""

    kind: Kind
    title: str
    text: str = ""
    urgency: Urgency = Urgency.THIS_WEEK
    place: Place | None = None
    languages: Sequence[str] = ()
    sealed: str = ""
    pictures: Sequence[Picture] = ()


@dataclass(frozen=True)
class Speaker:
    """In whose name. `pseudonym` is looked at once: when the asker has none in this circle yet."""

    voice: Voice = Voice.OWN
    pseudonym: str = ""
    case_name: str = ""


IN_MY_NAME = Speaker()


def ask(
    *,
    by: Member,
    circle: Circle,
    need: Need,
    form_key: str,
    speaker: Speaker = IN_MY_NAME,
    at: datetime | None = None,
) -> Ask:
    """Ask `circle` for help. The same form (`form_key`) sent twice is one ask.

    Raises `Refused` for those outside the circle, for more than four pictures, and when the name to write under is
    missing or somebody else's.
    """
    belongs.require(by, circle)
    sent = Ask.objects.filter(author=by, form_key=form_key)
    if already := sent.first():
        return already
    try:
        return _write(by, circle, need, speaker, form_key, at or now())
    except (IntegrityError, Refused):
        # The same form, sent a moment ago, has come through meanwhile.
        if already := sent.first():
            return already
        raise


def _write(by: Member, circle: Circle, need: Need, speaker: Speaker, form_key: str, at: datetime) -> Ask:
    ask_id = new_id()
    with pictures.whole_or_nothing() as files:
        require_may_post(ASKED, by=by, circle=circle, at=at, text=need.text)
        made = Ask(
            id=ask_id,
            act=record(ASKED, by=by, about=ask_id, circle=circle.pk, at=at),
            circle=circle,
            author=by,
            voice=speaker.voice,
            shown_as=name_in(circle, by, speaker.voice, speaker.pseudonym, at),
            case_name=speaker.case_name if speaker.voice == Voice.BEHALF else "",
            kind=need.kind,
            urgency=need.urgency,
            place=need.place,
            title=need.title,
            text=need.text,
            need=Ask.need_of(need.urgency, 0),
            created_at=at,
            active_at=at,
            form_key=form_key,
        )
        made.save(force_insert=True)
        _add_belongings(made, by, need, files, at)
    return made


def _add_belongings(ask: Ask, by: Member, need: Need, files: list[str], at: datetime) -> None:
    AskLanguage.objects.bulk_create(AskLanguage(ask=ask, language=code) for code in dict.fromkeys(need.languages))
    fulltext.put("ask", ask.pk, scope=ask.circle_id, title=ask.title, body=ask.text)
    if need.sealed:
        seal(by=by, ask=ask, text=need.sealed, at=at)
    pictures.keep(ask, need.pictures, files)


def edit_ask(*, by: Member, ask: Ask, need: Need, without: Sequence[str] = (), at: datetime | None = None) -> Ask:
    """Change one's own ask; the old words are not kept. `without` are ids of pictures to take away.

    `need.pictures` come on top of those that stay, `need.sealed` on top of what is sealed. Raises `Refused` for
    anybody but the asker.
    """
    rules.edits_ask.require(by, ask)
    at = at or now()
    with pictures.whole_or_nothing() as files:
        Ask.objects.filter(pk=ask.pk).update(
            kind=need.kind,
            urgency=need.urgency,
            place=need.place,
            title=need.title,
            text=need.text,
            need=F("need") - F("urgency") * 2 + need.urgency * 2,
            version=F("version") + 1,
            edited_at=at,
        )
        record(EDITED, by=by, about=ask.pk, circle=ask.circle_id, cause=ask.act_id, at=at)
        ask.refresh_from_db()
        ask.languages.all().delete()
        pictures.take_away(ask, without)
        _add_belongings(ask, by, need, files, at)
    return ask
