"""Pieces of an ask's page that are drawn once and kept: what a text becomes does not change until the text does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from dugnad.asks.forms.answering import AdditionForm, AnswerForm
from dugnad.asks.models import Ask
from dugnad.asks.queries.page import AnswerRow
from dugnad.asks.queries.rows import AskRow
from dugnad.kit.clock import now
from dugnad.kit.fragments import Fragments
from dugnad.kit.spoken_time import ago
from dugnad.people.models import Member

PIECES = Fragments(most=16 * 1024 * 1024)


class Reader(StrEnum):
    """What an answer is to the one who reads it: it decides what they can do with it."""

    ANYBODY = "anybody"
    ASKER = "asker"
    AUTHOR = "author"


def reader_of(member: Member, ask: Ask, row: AnswerRow) -> Reader:
    """Who `member` is to the answer `row`."""
    if row.author_id == member.pk:
        return Reader.AUTHOR
    return Reader.ASKER if ask.author_id == member.pk else Reader.ANYBODY


def answer(member: Member, ask: Ask, row: AnswerRow) -> SafeString:
    """An answer as `member` sees it."""
    reader = reader_of(member, ask, row)
    key = (
        *("answer", row.pk, row.version, reader, get_language(), timezone.get_current_timezone_name()),
        *(row.thanks_count, row.thanked, row.helped_at is not None, row.handle, row.picture, row.place, row.marks),
    )

    def draw() -> SafeString:
        picture = reverse("member_face", args=[row.own_name]) if row.picture else ""
        facts = {"row": row, "reader": reader, "picture_url": picture, "later": later(row.created_at - ask.created_at)}
        return SafeString(render_to_string("asks/answer.html", facts).strip())

    return PIECES.get(key, draw)


def words(ask: Ask) -> SafeString:
    """The text of an ask with its pictures and the languages it can be answered in."""

    def draw() -> SafeString:
        facts = {
            "ask": ask,
            "pictures": list(ask.pictures.order_by("pk")),
            "languages": sorted(str(row.get_language_display()) for row in ask.languages.all()),
        }
        return SafeString(render_to_string("asks/words.html", facts).strip())

    return PIECES.get(("ask", ask.pk, ask.version, get_language()), draw)


def questions(member: Member, ask: Ask) -> SafeString:
    """The empty form for an answer, without its key and token."""
    mine = ask.author_id == member.pk
    form = AdditionForm() if mine else AnswerForm(member=member, circle=ask.circle)
    other = "" if isinstance(form, AdditionForm) else form.other_name

    return PIECES.get(("form", mine, member.handle, other, get_language()), lambda: filled(form, mine))


def filled(form: AdditionForm | AnswerForm, mine: bool) -> SafeString:
    """The questions of `form` with what was typed and what is to be mended."""
    return SafeString(render_to_string("asks/answer_fields.html", {"form": form, "mine": mine}).strip())


def rows(found: Iterable[AskRow], *, circle: bool = True) -> list[SafeString]:
    """The `<li>` of each ask in a list; `circle` says whether to name its circle."""
    at = now()
    return [_row(one, ago(one.created_at, at), circle) for one in found]


def _row(one: AskRow, when: str, circle: bool) -> SafeString:
    def draw() -> SafeString:
        facts = {"row": one, "when": when, "circle": circle}
        return SafeString(render_to_string("asks/row.html", facts).strip())

    return PIECES.get(("row", one, when, circle, get_language(), timezone.get_current_timezone_name()), draw)


def later(passed: timedelta) -> str:
    """How long after the ask something was written: "11 min later"."""
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return gettext("at once")
    if minutes < 60:
        return ngettext("%(count)d min later", "%(count)d min later", minutes) % {"count": minutes}
    if minutes < 24 * 60:
        return ngettext("%(count)d h later", "%(count)d h later", minutes // 60) % {"count": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(count)d day later", "%(count)d days later", days) % {"count": days}
