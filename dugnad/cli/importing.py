"""`dugnad import`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path

from rich.progress import Progress, TextColumn, TimeElapsedColumn

from dugnad.campaigns import osdi
from dugnad.campaigns.actions import importing
from dugnad.campaigns.actions.importing import Looked, Source
from dugnad.campaigns.models import Campaign
from dugnad.cli.command import Stop
from dugnad.cli.words import console, say
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.kit.spreadsheets import decoded
from dugnad.people.models import Member

LARGEST = 256 * 1024 * 1024


def run(asked: Namespace) -> int:
    """Look through the export, say what would happen, and bring its people in if that is wanted."""
    campaign = Campaign.objects.filter(pk=asked.campaign).select_related("circle", "started_by").first()
    if campaign is None:
        raise Stop(f"There is no campaign {asked.campaign} here. Its id is the last part of its address.")
    by, at, raw = _organiser(asked.by, campaign), now(), _read(asked.file)
    try:
        export = osdi.opened(decoded(raw), agreed_on=_day(asked.agreed_on), at=at)
        with _bar("looked through") as progress:
            looked = importing.look(campaign=campaign, rows=export.rows, progress=progress)
        _tell(looked, campaign)
        if not looked.people:
            raise Stop("Nobody on this list can come in.")
        if not (asked.yes or _wanted()):
            say("Nobody came in. With --yes they do.")
            return 0
        source = Source(asked.file.name, asked.words or f"Agreed in another place, says its export ({export.status}).")
        with _bar("brought in") as progress:
            made = importing.bring_in(
                by=by, campaign=campaign, rows=export.rows, source=source, at=at, progress=progress,
                form_key=sha256(campaign.pk.encode() + raw).hexdigest()[:32],
            )  # fmt: skip
    except Refused as refused:
        raise Stop(str(refused.reason)) from refused
    say(f"{made.brought} people are supporters of “{campaign.title}” now, as imported.")
    return 0


def _organiser(handle: str | None, campaign: Campaign) -> Member:
    by = Member.objects.filter(handle=handle).first() if handle else campaign.started_by
    if by is None:
        raise Stop("Say with --by HANDLE which organiser brings them in.")
    return by


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Stop("This file is larger than 256 MB. Divide it, and bring in one part at a time.")
        return path.read_bytes()
    except OSError as error:
        raise Stop(f"{path} cannot be read: {error.strerror}") from error


def _day(said: str | None) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(said), time(12), UTC) if said else None
    except ValueError as error:
        raise Stop(f"--agreed-on {said}: write it like 2026-11-20.") from error


def _tell(looked: Looked, campaign: Campaign) -> None:
    say(f"Dry run for “{campaign.title}”: {looked.rows} rows, {looked.people} people would come in.")
    told = {
        "are here already, and keep what they said of themselves": looked.known,
        "did not subscribe, or do not any more": looked.without,
        "took their consent back here": looked.taken_back,
        "are about somebody on another row": looked.twice,
        "cannot be right": looked.wrongs,
    }
    for what, count in told.items():
        if count:
            say(f"{count} {what}")
    for wrong in looked.wrong:
        say(f"row {wrong.row}, {wrong.column}: {wrong.reason}")


def _wanted() -> bool:
    return sys.stdin.isatty() and console.input("  Bring them in? [y/N] ").strip().lower() in {"y", "yes"}


@contextmanager
def _bar(done: str) -> Iterator[importing.Progress]:
    """How far it is, where somebody looks; nothing in a file."""
    columns = TextColumn("    {task.completed:,.0f} {task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(done)
        yield lambda count: shown.update(task, completed=count)
