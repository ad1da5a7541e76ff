"""Plays the story of the demo movement into an empty installation, as if its people had lived here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.demo import entering, lasting, talk
from dugnad.demo.campaigns import playing
from dugnad.demo.people import PASSPHRASE, furnish, open_doors
from dugnad.demo.script import load_script
from dugnad.demo.shapes import Script
from dugnad.demo.stage import Stage
from dugnad.demo.together import case, export, votes, words
from dugnad.demo.together.record import put_on_record
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.actions.places import ensure_places
from dugnad.people.models import Member, Movement


@dataclass(frozen=True)
class Persona:
    """Somebody a visitor can enter as. `who` says in a line or two what they are here for."""

    handle: str
    passphrase: str
    who: str


def build(
    *, progress: Callable[[str], None], at: datetime | None = None, beside: Beside | None = None
) -> list[Persona]:
    """Make the demo movement as it stands `at` (else now): all of it or, when interrupted, nothing.

    The story is played through the actions that a member's pages call, in the order of time; `progress` is told in
    words how far it is. `beside` happens at the same time, in other circles. Raises `Refused` where a movement was set
    up or anybody has an account.
    """
    _require_empty()
    script = load_script()
    if written := ensure_places():
        progress(f"Places: {written} towns")
    progress(f"{script.movement.name}: {len(script.members)} people come into {len(script.circles)} circles")
    with transaction.atomic():
        _require_empty()
        _play(Stage(script, at or now()), beside or Beside())
        answers = sum(len(ask.answers) for ask in script.asks)
        progress(f"{len(script.asks)} asks, {answers} answers, {len(script.offers)} offers")
    return _personas(script)


class Beside:
    """What else happens while the story is played. This one: the many who sign."""

    stage: Stage

    def begin(self, stage: Stage) -> None:
        """The movement is furnished; nobody is there yet."""
        self.stage = stage

    def up_to(self, moment: datetime) -> None:
        """Everything that comes before the next deed of the story."""
        self.stage.crowd.up_to(moment)

    def end(self, stage: Stage) -> None:
        """The story is told."""


def _play(stage: Stage, beside: Beside) -> None:
    furnish(stage)
    beside.begin(stage)
    acts = (entering, talk, lasting, playing, case, votes, words, export)
    for deed in sorted((deed for act in acts for deed in act.deeds(stage)), key=attrgetter("at")):
        beside.up_to(deed.at)
        deed.do(deed.at)
    beside.up_to(stage.now)
    beside.end(stage)
    put_on_record(stage.now)
    open_doors(stage)


def _require_empty() -> None:
    if Member.objects.exists() or Movement.objects.exclude(set_up_at=None).exists():
        raise Refused(_("People already live here, so nothing was changed."))


def personas() -> list[Persona]:
    """How to enter, if it is the demo movement that is installed here; else nobody."""
    script = load_script()
    handles = [member.handle for member in script.personas]
    here = Member.objects.filter(handle__in=handles, is_active=True).count() == len(handles)
    return _personas(script) if here and Movement.objects.filter(name=script.movement.name).exists() else []


def _personas(script: Script) -> list[Persona]:
    return [Persona(member.handle, PASSPHRASE, member.persona or "") for member in script.personas]
