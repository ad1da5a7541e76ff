"""The fixed choices around a case, and what each state can become."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Phase(models.TextChoices):
    """How far a case has come."""

    OPEN = "open", pgettext_lazy("case", "Open")
    DECIDED = "decided", pgettext_lazy("case", "Decided")
    APPEALED = "appealed", pgettext_lazy("case", "Looked at anew")
    CLOSED = "closed", pgettext_lazy("case", "Closed")


PHASES: dict[Phase, frozenset[Phase]] = {
    Phase.OPEN: frozenset({Phase.DECIDED, Phase.CLOSED}),
    Phase.DECIDED: frozenset({Phase.APPEALED, Phase.CLOSED}),
    Phase.APPEALED: frozenset({Phase.CLOSED}),
    Phase.CLOSED: frozenset(),
}
"""What a case can become. What is told after a decision makes a new one."""


class Measure(models.TextChoices):
    """What stewards can decide, from the lightest."""

    NOTHING = "nothing", _("Nothing: this does not break our norms")
    WARN = "warn", _("A word of warning")
    HIDE = "hide", _("Hide what was written")
    PAUSE = "pause", _("Pause their writing for some days")
    KEEP_OUT = "keep-out", _("Keep them out")
    LET_BACK = "let-back", _("No longer keep them out")


HARMLESS = frozenset({Measure.NOTHING, Measure.LET_BACK})
"""They take nothing from anybody: no norm is cited, no emergency asks for them, nobody appeals against them."""
AT_ONCE = frozenset({Measure.HIDE, Measure.PAUSE, Measure.KEEP_OUT})
"""What one steward may do for a day, in an emergency."""


class State(models.TextChoices):
    """Of one decision."""

    PROPOSED = "proposed", _("Waits for another steward")
    EMERGENCY = "emergency", _("In force for a day, by one steward")
    STANDS = "stands", _("In force")
    LAPSED = "lapsed", _("Lapsed: nobody seconded it")
    SET_ASIDE = "aside", _("Set aside")
    OVERTURNED = "overturned", _("Lifted after an appeal")


STATES: dict[State, frozenset[State]] = {
    State.PROPOSED: frozenset({State.STANDS, State.LAPSED, State.SET_ASIDE}),
    State.EMERGENCY: frozenset({State.STANDS, State.LAPSED, State.SET_ASIDE}),
    State.STANDS: frozenset({State.OVERTURNED}),
    State.LAPSED: frozenset(),
    State.SET_ASIDE: frozenset(),
    State.OVERTURNED: frozenset(),
}
PENDING = frozenset({State.PROPOSED, State.EMERGENCY})
"""Another steward can second it."""


class Word(models.TextChoices):
    """What somebody who looks at an appeal says."""

    KEEP = "keep", _("The decision is right")
    OVERTURN = "overturn", _("The decision should be lifted")


class Outcome(models.TextChoices):
    WAITING = "waiting", _("Being looked at")
    UPHELD = "upheld", _("The decision stays")
    OVERTURNED = "overturned", _("The decision is lifted")


class Event(models.TextChoices):
    """What a line in the circle's log tells."""

    EMERGENCY = "emergency", _("Done in an emergency, for a day")
    DECIDED = "decided", _("Decided")
    LAPSED = "lapsed", _("Lifted by itself: nobody seconded it")
    UPHELD = "upheld", _("Kept after an appeal")
    OVERTURNED = "overturned", _("Lifted after an appeal")
