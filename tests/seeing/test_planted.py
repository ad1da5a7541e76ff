"""What the canaries are planted in: every kind of private text there is, and each can be found by who may see it."""

from __future__ import annotations

from django.apps import apps
from django.db import models, transaction

from dugnad.circles.enums import Openness
from dugnad.people.holdings import held
from tests.seeing.channels import CHANNELS, crawl, starts_for
from tests.seeing.test_canary import SECTIONS, rows
from tests.seeing.world import World, make_world

WORK = {"task title", "task text", "task note", "first task", "job", "unit", "outcome"}
APART = {
    "sealed": "asks.SealedPart (sealed)",
    "needs": "gatherings.Coming (sealed)",
    "listed address": "campaigns.ImportDraft (sealed)",
}
"""Kept in no column that can be read."""
BESIDE = {
    "asks.Answer.shown_as": "asks.Answer.text",
    "asks.Ask.note": "asks.Ask.title",
    "asks.AskPicture.describes": "asks.Ask.title",
    "asks.AskPicture.file": "asks.Ask.title",
    "campaigns.Gift.giver": "campaigns.Gift.where",
    "campaigns.Gift.struck_because": "campaigns.Gift.where",
    "campaigns.Import.name": "campaigns.Supporter.email",
    "campaigns.Origin.words": "asks.Ask.text",
    "campaigns.PaperSheet.label": "campaigns.PaperSheet.lines",
    "campaigns.Signature.agreed": "campaigns.Signature.words",
    "campaigns.Signature.host": "campaigns.SigningAlarm.about",
    "campaigns.Signature.mailbox": "campaigns.Supporter.email",
    "campaigns.Signature.network": "campaigns.Signature.words",
    "campaigns.Signature.place": "campaigns.Signature.words",
    "campaigns.Signature.sealed": "campaigns.Signature.words",
    "campaigns.Spending.note": "campaigns.SpendingRequest.purpose",
    "campaigns.Spending.picture": "campaigns.SpendingRequest.purpose",
    "campaigns.Spending.receipt": "campaigns.SpendingRequest.purpose",
    "campaigns.SpendingRequest.words": "campaigns.SpendingRequest.purpose",
    "campaigns.Update.text": "campaigns.Update.title",
    "circles.Application.reply": "circles.Application.answers",
    "gatherings.Gathering.access": "gatherings.Gathering.text",
    "gatherings.Gathering.link": "gatherings.Gathering.venue",
    "gatherings.Occasion.decided": "gatherings.Gathering.text",
    "gatherings.Occasion.follows": "gatherings.Gathering.text",
    "gatherings.Occasion.numbers": "gatherings.Gathering.text",
    "gatherings.Occasion.programme": "gatherings.Gathering.text",
    "gatherings.Occasion.venue": "gatherings.Gathering.venue",
    "gatherings.Occasion.word": "gatherings.Gathering.text",
    "protection.Protection.reach": "protection.Line.text",
    "quorum.Pause.why": "quorum.Proposal.why",
    "safety.Case.mask": "safety.Report.words",
    "safety.Case.shown_as": "safety.Report.words",
}
"""On the page of the other one’s thing, behind the same door: they have no word of their own."""
PUBLIC = {f"campaigns.Campaign.{name}" for name in ("closed_because", "demand", "handed_over", "outcome", "story")}
"""Of a campaign that is open to everybody; of a draft, the title is planted."""


def test_every_private_text_has_a_row(db: None) -> None:
    planted: dict[str, set[str]] = {}
    for openness in SECTIONS:
        with transaction.atomic():
            for what, columns in columns_of(make_world(openness)).items():
                planted.setdefault(what, set()).update(columns)
            transaction.set_rollback(True)
    told = {what: ", ".join(sorted(columns)) or APART[what] for what, columns in planted.items()}
    there = set().union(*planted.values())
    filled = {f"{holding.model._meta.label}.{name}" for holding in held() for name in holding.words}
    assert filled - there == {*BESIDE, *PUBLIC}
    assert set(BESIDE.values()) <= there
    assert {row[0]: row[1] for row in rows("Private texts")} == told
    assert len(told) >= 25
    assert len(CHANNELS) >= 12


def columns_of(world: World) -> dict[str, set[str]]:
    """In which columns each of the words stands. The search and what reports repeat are left out."""
    found: dict[str, set[str]] = {what: set() for what in world.marks.made}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.CharField | models.TextField | models.JSONField) or field.choices:
                continue
            text = "\n".join(map(str, model._base_manager.values_list(field.name, flat=True)))
            for what, mark in world.marks.made.items():
                if mark in text:
                    found[what].add(f"{model._meta.label}.{field.name}")
    return found


def seen(world: World, role: str) -> set[str]:
    """The private texts that this role comes across on pages."""
    pages = crawl(world.client(role), starts_for(world))
    return {
        what for what, mark in world.marks.made.items() for at, text in pages.items() if mark in text and mark not in at
    }


def test_what_the_blocked_member_may_not_see(db: None) -> None:
    world = make_world(Openness.CLOSED)
    words = {"ask title", "ask text", "case name", "case title", "masked title", "pseudonym", "sealed", "answer"}
    assert seen(world, "blocked") & (words | WORK) == set()


def test_the_crawl_finds_what_may_be_seen(db: None) -> None:
    """Else the tests above would prove nothing."""
    found = seen(make_world(Openness.CLOSED), "member")
    assert {"ask title", "ask text", "answer", "offer", "living text"} | WORK <= found
    assert "sealed" not in found
