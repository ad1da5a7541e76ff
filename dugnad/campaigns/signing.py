"""Where signing meets the rest: its rung of the ladder, the consent it stands on, and the counting in the worker."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from django.db import Error, close_old_connections, connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dugnad.campaigns import ladder, taking_back
from dugnad.campaigns.actions.alarms import look_out
from dugnad.campaigns.actions.counting import recount
from dugnad.campaigns.actions.withdrawing import taken_back
from dugnad.campaigns.enums import Purpose, RungKind
from dugnad.campaigns.ladder import Progress, RungType
from dugnad.campaigns.models import Rung
from dugnad.campaigns.queries.signing import counts
from dugnad.campaigns.signing_telling import connect as tell
from dugnad.kit import standing
from dugnad.kit.clock import now
from dugnad.kit.figures import figure

log = logging.getLogger(__name__)
LOOK = 2.0
"""Seconds between two counts."""
LONGEST_PAUSE = 30.0


def connect() -> None:
    """Called once, when the app is ready."""
    ladder.register(
        RungType(
            RungKind.SIGN,
            icon="pen-line",
            door=gettext_lazy("Sign"),
            page=lambda rung: reverse("sign", args=[rung.campaign_id]),
            progress=progress,
            settings=lambda rung: reverse("sign_desk", args=[rung.campaign_id]),
        )
    )
    taking_back.when_taken_back(Purpose.SIGNATURE, taken_back)
    standing.register("signatures", keep_counting)
    tell()


def progress(rungs: Sequence[Rung]) -> dict[str, Progress]:
    """How many have signed, and what is missing. One query, or two."""
    found = counts(rung.campaign_id for rung in rungs)
    return {rung.pk: Progress(found[rung.campaign_id], _words(rung, found[rung.campaign_id])) for rung in rungs}


def _words(rung: Rung, count: int) -> str:
    said = ngettext("%(n)s person has signed.", "%(n)s people have signed.", count) % {"n": figure(count)}
    missing = (rung.goal or 0) - count
    if missing <= 0:
        return said
    if rung.why:
        more = ngettext("%(n)d more, and: %(why)s", "%(n)d more, and: %(why)s", missing)
        return f"{said} {more % {'n': missing, 'why': rung.why}}"
    return f"{said} {_('The aim is %(goal)d.') % {'goal': rung.goal}}"


def keep_counting(stop: threading.Event) -> None:
    """Count every two seconds, and look out for what organisers should look at, until `stop` is set."""
    pause = LOOK
    while not stop.wait(pause):
        try:
            close_old_connections()
            recount(now())
            look_out(now())
            pause = LOOK
        except Error as error:
            log.warning("The signatures cannot be counted (%s).", type(error).__name__)
            connection.close()
            pause = min(pause * 2, LONGEST_PAUSE)
    connection.close()
