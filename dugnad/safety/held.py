"""What reports, cases and decisions hold of a member: of whoever reports, of the one concerned, of stewards."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from dugnad.people.holdings import Fate, Holding, of_nobody, register
from dugnad.people.parting import GONE, TAKEN_BACK
from dugnad.safety.models import Appeal, Case, Decision, Drawn, Exposure, Juror, LogEntry, Report, ReportPicture, Voice

LASTS = "the case is emptied, or you leave for good"
OF_CASE: dict[str, Any] = {"shown_as": GONE, "mask": ""}
OF_REPORT: dict[str, Any] = {"title": TAKEN_BACK, "text": ""}


def connect() -> None:
    """Called once, when all apps are ready."""
    register(*_reported(), *_concerned(), *_decided())
    of_nobody(LogEntry, "a circle's log of decisions, without names")


def _reported() -> tuple[Holding, ...]:
    gives = ("id", "at", "kind", "thing", "words", "named")
    plain = ("kind", "thing", "title", "path", "text", "norm", "network")
    return (
        Holding("reports", Report, "by", _("What I reported"), fate=Fate.UNNAMED, words=("words",),
                emptied={"words": ""},
                gives=gives, not_words=plain, why="so that stewards can look at it; they do not learn that it was you",
                until=LASTS),
        Holding("appeals", Appeal, "decision__case__person", _("Where I asked others to look anew"), fate=Fate.UNNAMED,
                words=("words",), emptied={"words": ""}, gives=("id", "words", "outcome", "at", "settled_at"),
                why="so that others look at it anew", until=LASTS),
    )  # fmt: skip


def _concerned() -> tuple[Holding, ...]:
    why = "so that stewards can decide about what was reported"
    plain = ("measure", "hides_kind", "norm", "was_role", "said", "told")
    return (
        Holding("cases", Case, "person", _("What was reported about me"), given=False, fate=Fate.UNNAMED,
                names=("keeper",),
                words=tuple(OF_CASE), emptied=OF_CASE, not_words=("thing_kind",), why=why, until=LASTS),
        Holding("reports-of-me", Report, "case__person", _("Reports about me"), given=False, fate=Fate.UNNAMED,
                words=tuple(OF_REPORT), emptied=OF_REPORT, why=why, until=LASTS),
        Holding("report-pictures", ReportPicture, "report__case__person", _("Reported pictures of mine"), given=False,
                why=why, until=LASTS),
        Holding("decisions", Decision, "case__person", _("What stewards decided about me"), fate=Fate.UNNAMED,
                words=("told",), emptied={"told": ""}, not_words=plain,
                gives=("id", "measure", "state", "days", "norm", "told", "in_force_at", "until"), why=why, until=LASTS),
    )  # fmt: skip


def _decided() -> tuple[Holding, ...]:
    why = "so that stewards answer for what they decide"
    return (
        Holding("decisions-proposed", Decision, "proposed_by", _("Measures I proposed"), fate=Fate.UNNAMED,
                gives=("id", "measure", "proposed_at"), why=why, until="you leave for good"),
        Holding("voices", Voice, "by", _("Measures I agreed to"), fate=Fate.UNNAMED, why=why,
                until="you leave for good"),
        Holding("juries", Juror, "member", _("Appeals I was called to"), gives=("word", "said_at"), why=why,
                until="you leave for good"),
        Holding("draws", Drawn, "member", _("Circles I was called to decide about"), gives=("at",), why=why,
                until="you leave for good"),
        Holding("exposures", Exposure, "member", _("How much I looked at for others"), gives=("of_picture", "at"),
                why="so that nobody carries too much", until="you leave for good"),
    )  # fmt: skip
