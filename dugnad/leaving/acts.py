"""That somebody left for good, and what others have to know of it: never who it was."""

from dugnad.ledger.verbs import Effort, Relation, declare

LEFT_FOR_GOOD = declare("left-for-good", Effort.TOKEN, Relation.NONE, "member")
"""About a person key, the last act of it; from then on it leads to nobody."""
HELP_OVER = declare("help-over", Effort.TOKEN, Relation.NONE, "circle")
"""By the clock, like those below: `toward` somebody whom the one who left helped, or was helped by."""
TASK_FREED = declare("task-freed", Effort.TOKEN, Relation.NONE, "circle")
MAKER_LEFT = declare("task-maker-left", Effort.TOKEN, Relation.NONE, "circle")
ORGANISER_MISSED = declare("organiser-missed", Effort.TOKEN, Relation.NONE, "circle")
STEWARD_MISSED = declare("steward-missed", Effort.TOKEN, Relation.NONE, "circle")
