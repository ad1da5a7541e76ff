"""What campaigns hold of a member. `held_of_supporters` has what they agreed to and put their name under."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import held_of_supporters, parting
from dugnad.campaigns import models as m
from dugnad.campaigns.enums import Phase
from dugnad.people.holdings import Fate, Holding, of_nobody, register, register_wish
from dugnad.people.models import Member
from dugnad.people.parting import SHARED, TAKEN_BACK, WORKS

LASTS = "you leave for good, or the campaign is erased"
OPEN_BOOK = "the campaign's open book of money is kept as long as the campaign; your name goes when you leave for good"
CAMPAIGNS_OWN = (
    m.CallScript, m.Clipping, m.LetterGuide, m.Outlet, m.Partner, m.PetitionKey, m.PledgeTerms, m.ReceiptList, m.Rung,
    m.Sent, m.SignatureCount, m.StepNeed, m.Target,
)  # fmt: skip


def connect() -> None:
    """Called once, when all apps are ready."""
    register_wish(SHARED)
    register(*_campaigns(), *_work(), *_money(), *_kept(), *held_of_supporters.holdings())
    parting.connect()
    for own in CAMPAIGNS_OWN:
        of_nobody(own, "a campaign's own plans, words and counts, which belong to the campaign")


def _others_stand(member: Member) -> Q:
    others = m.Organiser.objects.exclude(member=member).values("campaign")
    return ~Q(phase=Phase.DRAFT) | Q(pk__in=others)


def _campaigns() -> tuple[Holding, ...]:
    words = ("title", "demand", "story", "handed_over", "closed_because", "outcome")
    return (
        Holding("campaigns", m.Campaign, "started_by", _("Campaigns I started"), fate=Fate.CHOSEN, wish=WORKS,
                index="campaign", words=words, not_words=("form_key",), stood_on=_others_stand,
                why="what others have put their names to stays, without yours", until=LASTS),
        Holding("organised", m.Organiser, "member", _("Campaigns I organise"), why="so that somebody runs it",
                until=LASTS),
        Holding("updates", m.Update, "author", _("News I wrote to supporters"), fate=Fate.CHOSEN, wish=WORKS,
                words=("title", "text"), not_words=("form_key", "reached"), stood_on=Q(),
                emptied={"title": TAKEN_BACK, "text": ""}, why="so that supporters learn what came of it", until=LASTS),
        Holding("spokespersons", m.Spokesperson, "member", _("Where I speak for a campaign"), names=("asked_by",),
                why="so that the press finds somebody", until="you take it back"),
        Holding("invited-to-organise", m.Invited, "member", _("Campaigns I was invited to organise"),
                why="to ask you", until=LASTS),
        Holding("origins", m.Origin, "wanted_by", _("Campaigns that came of my words"), fate=Fate.UNNAMED,
                words=("words",), emptied={"words": ""}, not_words=("kind", "thing"),
                why="so that your words are shown only if you want it", until=LASTS),
    )  # fmt: skip


def _work() -> tuple[Holding, ...]:
    return (
        Holding("campaign-letters", m.Letter, "member", _("Letters I wrote for campaigns"), withheld=("marks",),
                why="so that you can go on with it, and others see it if you want",
                until="a draft: 30 days; a letter: the campaign"),
        Holding("phone-calls", m.PhoneCall, "member", _("Calls I made for campaigns"), fate=Fate.UNNAMED,
                words=("note",), emptied={"note": ""}, not_words=("form_key",), why="to know what was said",
                until=LASTS),
        Holding("pitches", m.Pitch, "holder", _("Articles I took on"), fate=Fate.UNNAMED,
                gives=("id", "campaign_id", "title", "state"), not_words=("title", "notes", "form_key"),
                why="so that an article is written once", until=LASTS),
        Holding("on-the-line", m.LineInUse, "person", _("Whom I am calling now"), by_key=True,
                why="so that two do not call at once", until="half an hour"),
        Holding("steps-offered", m.OfferedStep, "person_key", _("What I was asked to do next"), by_key=True,
                why="so that you are not asked twice", until=LASTS),
        Holding("reasons", m.Why, "member", _("Why I take part"), why="so that others read it, if you let them",
                until=LASTS),
    )  # fmt: skip


def _money() -> tuple[Holding, ...]:
    return (
        Holding("spending-asked", m.SpendingRequest, "by", _("What I asked to spend"), fate=Fate.CHOSEN, wish=WORKS,
                words=("purpose", "words"), not_words=("currency", "form_key"), stood_on=Q(),
                emptied={"purpose": TAKEN_BACK, "words": ""}, why="so that the circle decides on its money",
                until=OPEN_BOOK),
        Holding("spending-votes", m.SpendingVote, "member", _("My votes on money"), why="so that the circle decides",
                until=LASTS),
        Holding("spent", m.Spending, "by", _("What I wrote down as spent"), fate=Fate.CHOSEN, wish=WORKS,
                words=("note", "receipt", "picture"), not_words=("form_key",), stood_on=Q(),
                emptied={"note": TAKEN_BACK, "receipt": "", "picture": ""},
                why="so that everybody sees where money went",
                until=OPEN_BOOK),
    )  # fmt: skip


def _kept() -> tuple[Holding, ...]:
    why = "so that organisers answer for what they do"
    unnamed: dict[str, Any] = {"fate": Fate.UNNAMED, "until": LASTS, "why": why}
    return (
        Holding("replies-noted", m.Reply, "noted_by", _("Replies I wrote down"), gives=("id", "campaign_id", "came_at"),
                not_words=("text", "sender", "key"), **unnamed),
        Holding("doors", m.TargetDoor, "made_by", _("Addresses I opened for replies"), gives=("id", "made_at",
                "ended_at"),
                not_words=("mark",), **unnamed),
        Holding("sheets-entered", m.PaperSheet, "entered_by", _("Sheets of paper I entered"),
                gives=("id", "campaign_id", "label", "entered_at"), words=("label",), emptied={"label": "–"},
                not_words=("lines", "form_key"), names=("checked_by",), **unnamed),
        Holding("import-drafts", m.ImportDraft, "member", _("Lists I was about to bring in"), gives=("id", "name",
                "made_at"),
                why="so that you can look at it before it counts", until="a day"),
        Holding("imports", m.Import, "by", _("Lists I brought in"), gives=("id", "campaign_id", "at", "brought"),
                words=("name",), emptied={"name": ""}, not_words=("words", "form_key"), **unnamed),
        Holding("exports", m.Export, "by", _("Lists I took out"), gives=("id", "campaign_id", "at", "reason", "count"),
                words=("reason",), emptied={"reason": ""}, not_words=("partner", "form_key"), **unnamed),
        Holding("alarms", m.SigningAlarm, "settled_by", _("Warnings I judged"), gives=("id", "campaign_id",
                "settled_at"),
                not_words=("about",), **unnamed),
    )  # fmt: skip
