"""What cases hold of a member: of whoever reported, was reported, decided, or looked at it anew."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.people.holdings import Fate, Holding, of_nobody, register
from dugnad.safety.models import Appeal, Case, Decision, Exposure, Juror, LogEntry, Report, ReportPicture, Voice

LASTS = "ninety days after the case is closed, or you leave for good"
SAFE = "so that the circle is safe for everybody"


def connect() -> None:
    """Called once, when all apps are ready."""
    of_nobody(LogEntry, "a circle's log of what was decided, without names")
    register(*_told(), *_about_me(), *_decided())


def _told() -> tuple[Holding, ...]:
    return (
        Holding("reports", Report, "by", _("What I told stewards"), fate=Fate.UNNAMED, words=("words",),
                not_words=("kind", "thing", "title", "path", "text", "norm"), emptied={"words": ""},
                gives=("at", "title", "norm", "words"), why=SAFE, until=LASTS),
    )  # fmt: skip


def _about_me() -> tuple[Holding, ...]:
    return (
        Holding("cases", Case, "person", _("Cases about me"), fate=Fate.UNNAMED, given=False, names=("keeper",),
                not_words=("mask", "thing_kind", "thing_id", "shown_as", "phase"),
                unnamed={"mask": "", "shown_as": "—"}, why=SAFE, until=LASTS),
        Holding("reported", Report, "case__person", _("What of mine was reported"), fate=Fate.UNNAMED, given=False,
                not_words=("kind", "thing", "title", "path", "text", "norm", "words"),
                unnamed={"title": "", "path": "", "text": ""}, why=SAFE, until=LASTS),
        Holding("reported-pictures", ReportPicture, "report__case__person", _("Pictures of mine that were reported"),
                given=False, why=SAFE, until=LASTS),
        Holding("decisions", Decision, "case__person", _("What stewards decided about me"), fate=Fate.UNNAMED,
                names=("proposed_by",), gives=("measure", "state", "days", "norm", "told", "in_force_at", "until"),
                not_words=("measure", "state", "hides_kind", "hides_id", "norm", "told", "said", "was_role"),
                unnamed={"told": ""}, why=SAFE, until="you leave for good"),
        Holding("appeals", Appeal, "decision__case__person", _("Where I asked for another look"), fate=Fate.UNNAMED,
                words=("words",), not_words=("outcome",), emptied={"words": ""}, why=SAFE, until="you leave for good"),
    )  # fmt: skip


def _decided() -> tuple[Holding, ...]:
    return (
        Holding("voices", Voice, "by", _("Measures I said yes to"), fate=Fate.UNNAMED, why=SAFE,
                until="you leave for good"),
        Holding("looked-anew", Juror, "member", _("Decisions I looked at anew"), why=SAFE, until="you leave for good"),
        Holding("looked-at", Exposure, "member", _("How much I looked at for others"),
                why="so that nobody carries it alone", until="you leave for good"),
    )  # fmt: skip
