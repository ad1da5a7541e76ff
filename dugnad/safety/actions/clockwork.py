"""What comes to its end with time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.circles.actions.ending import hold
from dugnad.circles.models import Circle
from dugnad.circles.rules import still_hidden
from dugnad.safety.actions import effects
from dugnad.safety.actions.drawing import draw
from dugnad.safety.actions.moving import move, note
from dugnad.safety.acts import CASE_CLOSED
from dugnad.safety.enums import Phase
from dugnad.safety.models import Case, Decision, Report, ReportPicture


@transaction.atomic
def serve_out(decision: Decision, at: datetime) -> bool:
    """The days of a measure are over. Whether this was the moment."""
    hold(decision.case.circle)
    if Decision.objects.filter(pk=decision.pk, ended_at=None, until__lte=at).update(ended_at=at) != 1:
        return False
    effects.end(decision, at=at)
    return True


@transaction.atomic
def close(case: Case, at: datetime) -> None:
    """Nobody appealed in time."""
    hold(case.circle)
    case.refresh_from_db()
    if case.phase == Phase.DECIDED:
        move(case, Phase.CLOSED, note(CASE_CLOSED, None, case.pk, case, at), at)


@transaction.atomic
def tidy(circle: Circle, at: datetime) -> None:
    """Forget what was hidden until a moment that is past."""
    hold(circle)
    circle.refresh_from_db(fields=["hidden"])
    kept = still_hidden(circle.hidden, at)
    Circle.objects.filter(pk=circle.pk).update(hidden={key: circle.hidden[key] for key in sorted(kept)})


@transaction.atomic
def fill(case: Case, at: datetime) -> int:
    """Call others by lot where those who were called to decide about a circle have not; how many."""
    hold(case.circle)
    case.refresh_from_db()
    return len(draw(case, at)) if case.phase == Phase.OPEN else 0


def empty(case: Case, at: datetime) -> None:
    """Erase words and pictures of the reports in a case that was closed long ago; that there were some is kept."""
    for picture in ReportPicture.objects.filter(report__case=case):
        picture.file.delete(save=False)
        picture.delete()
    Report.objects.filter(case=case).update(text="", words="", title="", path="", by=None)
    Case.objects.filter(pk=case.pk).update(emptied_at=at)
