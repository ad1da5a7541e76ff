"""Names from paper: one organiser enters them, another one compares them with the sheet, and then they count."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.actions.counting import recount_one
from dugnad.campaigns.actions.petition_keys import key_of
from dugnad.campaigns.actions.signing import require_open
from dugnad.campaigns.acts import PAPER_CHECKED, PAPER_ENTERED
from dugnad.campaigns.enums import ALLOWED, Came, Feature, Phase, Signed, Verdict
from dugnad.campaigns.hashing import keyed
from dugnad.campaigns.models import Campaign, PaperSheet, Signature
from dugnad.campaigns.models.signing import ONE_PERSON
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.addresses import read as read_address
from dugnad.people.models import Member
from dugnad.people.queries import places

MOST = 500
"""Names on one sheet."""


@dataclass(frozen=True)
class Line:
    """One name of a sheet. `email` only where it stands on the paper: it keeps one person from counting twice."""

    name: str
    place: str = ""
    email: str = ""


def read_lines(typed: str) -> list[Line]:
    """One name a line: name; place; e-mail. Raises `Refused`, naming the line."""
    lines: list[Line] = []
    for number, row in enumerate(csv.reader(StringIO(typed), delimiter=";"), 1):
        name, place, email = ([" ".join(cell.split()) for cell in row] + ["", "", ""])[:3]
        if not name and not place and not email:
            continue
        if not name or len(name) > 120 or len(row) > 3:
            raise Refused(_("Line %(n)d is not “name; place; e-mail”.") % {"n": number})
        if email:
            read_address(email)
        lines.append(Line(name, place[:120], email))
    if not lines or len(lines) > MOST:
        raise Refused(_("A sheet has between one and %(most)d names.") % {"most": MOST})
    return lines


def enter(
    *,
    by: Member,
    campaign: Campaign,
    label: str,
    lines: Sequence[Line],
    form_key: str,
    at: datetime | None = None,
) -> PaperSheet:
    """Keep the names of a sheet until somebody else has compared them. The same form sent twice is one sheet.

    Raises `Refused` for those who do not organise the campaign, and while it is a draft or when it is closed.
    """
    rules.organises.require(by, campaign)
    _require_still_counted(campaign)
    sent = PaperSheet.objects.filter(campaign=campaign, form_key=form_key)
    try:
        return sent.first() or _enter(by, campaign, label, lines, form_key, at or now())
    except IntegrityError:
        return sent.get()


def _require_still_counted(campaign: Campaign) -> None:
    """Paper comes in late: until the campaign is closed."""
    if Feature.ACT not in ALLOWED[Phase(campaign.phase)]:
        require_open(campaign)


@transaction.atomic
def _enter(
    by: Member, campaign: Campaign, label: str, lines: Sequence[Line], form_key: str, at: datetime
) -> PaperSheet:
    rows = [[line.name, line.place, line.email] for line in lines]
    sheet = PaperSheet.objects.create(
        campaign=campaign, label=label, lines=rows, entered_by=by, entered_at=at, form_key=form_key
    )
    record(PAPER_ENTERED, by=by, about=sheet.pk, circle=campaign.circle_id, cause=campaign.act_id,
           amount=len(lines), at=at)  # fmt: skip
    return sheet


def check(*, by: Member, sheet: PaperSheet, verdict: Verdict, at: datetime | None = None) -> int:
    """Another organiser has compared the sheet: its names count, but for those that counted before; how many.

    Raises `Refused` for whoever entered it, for those who do not organise the campaign, and when it was checked.
    """
    rules.organises.require(by, sheet.campaign)
    if sheet.entered_by_id == by.pk:
        raise Refused(_("Somebody else than you has to compare it with the paper."))
    _require_still_counted(sheet.campaign)
    added = _check(by, sheet, verdict, at or now())
    recount_one(sheet.campaign_id, at or now(), whole=True)
    return added


@transaction.atomic
def _check(by: Member, sheet: PaperSheet, verdict: Verdict, at: datetime) -> int:
    open_ones = PaperSheet.objects.filter(pk=sheet.pk, verdict=Verdict.OPEN)
    lines = [Line(*line) for line in sheet.lines]
    rows = _new_ones(sheet, lines, at) if verdict == Verdict.GENUINE else []
    facts = {"verdict": verdict, "checked_by": by, "checked_at": at, "added": len(rows), "lines": []}
    if verdict == Verdict.OPEN or open_ones.update(**facts) != 1:
        raise Refused(_("Somebody else has checked this sheet already."))
    Signature.objects.bulk_create(rows, batch_size=200)
    record(PAPER_CHECKED, by=by, about=sheet.pk, circle=sheet.campaign.circle_id, toward=sheet.entered_by,
           cause=sheet.campaign.act_id, amount=len(rows), at=at)  # fmt: skip
    return len(rows)


def _new_ones(sheet: PaperSheet, lines: Sequence[Line], at: datetime) -> list[Signature]:
    """A signature for each that does not count already: by mailbox, and by name and place where there is none."""
    key = key_of(sheet.campaign_id)
    boxes = {line: keyed(key, read_address(line.email).mailbox) if line.email else "" for line in lines}
    standing = Signature.objects.filter(campaign=sheet.campaign_id, state__in=ONE_PERSON)
    known = set(standing.filter(mailbox__in=[box for box in boxes.values() if box]).values_list("mailbox", flat=True))
    on_paper = standing.filter(came=Came.PAPER, mailbox="").values_list("name", "place__folded")
    named = {(name.casefold(), place or "") for name, place in on_paper}
    towns = {line.place: next(iter(places.called(line.place)), None) for line in lines if line.place}
    rows: list[Signature] = []
    for line in lines:
        town, box = towns.get(line.place), boxes[line]
        mark = (line.name.casefold(), town.folded if town else "")
        if box in known if box else mark in named:
            continue
        known.add(box)
        named.add(mark)
        rows.append(
            Signature(campaign_id=sheet.campaign_id, mailbox=box, name=line.name, place=town, came=Came.PAPER,
                      state=Signed.CONFIRMED, sheet=sheet, created_at=at, confirmed_at=at, counted_at=at)
        )  # fmt: skip
    return rows
