"""The page for people in an archive: what they wrote and did, in their language, without a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from dugnad.leaving.packing.columns import field_of, files_of
from dugnad.people.models import Member, Movement

if TYPE_CHECKING:
    from dugnad.leaving.packing.archive import Part

HEADINGS = ("title", "name", "handle", "of__handle", "email", "words", "promise", "purpose", "label", "verb")
WORDS = ("text", "about", "note", "answers", "reply", "story", "demand", "outcome", "reason", "programme", "decided")
TIMES = ("created_at", "at", "asked_at", "given_at", "joined_at", "called_at", "pledged_at", "sent_at", "taken_at")
HIDDEN = frozenset({"id", "pk", "act_id", "cause_id", "version", "object_id", "person_key"})


@dataclass
class Shown:
    """One row on the page. `facts` are the rest: what it is called, and what stands there."""

    heading: str = ""
    at: Any = None
    circle: str = ""
    words: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    facts: list[tuple[str, Any]] = field(default_factory=list)


def page(member: Member, parts: Sequence[Part], circles: Mapping[str, str], at: datetime) -> str:
    """The whole page."""
    sections = [(part.holding.kind, part.holding.title, list(_rows(part, circles))) for part in parts if part.rows]
    return render_to_string(
        "leaving/archive.html",
        {
            "member": member,
            "movement": Movement.objects.values_list("name", flat=True).first() or "",
            "sections": sections,
            "at": at,
            "rtl": get_language_bidi(),
        },
    )


def style() -> str:
    """The style of the page: a file of its own beside it."""
    return files("dugnad.leaving").joinpath("packing/style.css").read_text()


def _rows(part: Part, circles: Mapping[str, str]) -> Iterator[Shown]:
    pictures = set(files_of(part.holding))
    for row in part.rows:
        shown = Shown(circle=circles.get(row.get("circle_id") or row.get("circle") or "", ""))
        shown.heading = next((str(row[name]) for name in HEADINGS if row.get(name)), "")
        shown.at = next((row[name] for name in TIMES if row.get(name)), None)
        for name, value in row.items():
            _place(shown, part, name, value, pictures)
        yield shown


def _place(shown: Shown, part: Part, name: str, value: Any, pictures: set[str]) -> None:
    if value in (None, "", [], {}) or name in HIDDEN or name.endswith("_id") or str(value) == shown.heading:
        return
    if name in pictures:
        shown.pictures.append(str(value))
    elif name in WORDS and isinstance(value, str):
        shown.words.append(value)
    elif value != shown.at and name != "circle":
        known = field_of(part.holding.model, name)
        shown.facts.append((capfirst(str(known.verbose_name if known else name)), _said(known, value)))


def _said(known: Any, value: Any) -> Any:
    """A value in words: what a choice is called, yes and no."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return dict(known.flatchoices).get(value, value) if known is not None and known.choices else value
