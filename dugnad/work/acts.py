"""What members do around tasks. `cause` is the act that made the task, but where something else is said."""

from dugnad.circles import posts
from dugnad.ledger.verbs import Effort, Relation, declare

MADE = declare("task-made", Effort.VOICE, Relation.ASKS, "task")
"""`cause` is the act that made the thing it belongs to."""
CHANGED = declare("task-changed", Effort.VOICE, Relation.NONE, "task")
WAITS = declare("task-waits", Effort.VOICE, Relation.NONE, "task")
WAITS_NO_MORE = declare("task-waits-no-more", Effort.VOICE, Relation.NONE, "task")
CLAIMED = declare("claimed-task", Effort.VOICE, Relation.NONE, "task")
"""A promise: the help is counted when it comes. `toward` is whoever made the task; so in the next ones."""
PROGRESSED = declare("progressed", Effort.VOICE, Relation.NONE, "task")
HANDED_OVER = declare("handed-task-over", Effort.VOICE, Relation.ASKS, "task")
"""`toward` is the one who is asked to go on, if somebody is."""
DONE = declare("task-done", Effort.WORK, Relation.HELPS, "task")
"""`amount`: minutes it took. By nobody when the last unit of a job did it."""
CHECKED = declare("task-checked", Effort.WORK, Relation.HELPS, "task")
"""`toward` is whoever did it; so in the next."""
SENT_BACK = declare("task-sent-back", Effort.VOICE, Relation.ASKS, "task")
REOPENED = declare("task-reopened", Effort.VOICE, Relation.ASKS, "task")
CLOSED = declare("task-closed", Effort.VOICE, Relation.NONE, "task")
LEASE_ENDS = declare("task-lease-ends", Effort.TOKEN, Relation.NONE, "task")
"""By the clock, toward the holder: it will be free for others soon."""
LEASE_RETURNED = declare("task-lease-returned", Effort.TOKEN, Relation.NONE, "task")
"""By the clock, toward the one who held it."""
SPLIT = declare("task-split", Effort.VOICE, Relation.NONE, "task")
"""`amount`: how many units."""
UNIT_TAKEN = declare("unit-taken", Effort.TOKEN, Relation.NONE, "work-unit")
UNIT_DONE = declare("unit-done", Effort.WORK, Relation.HELPS, "work-unit")
"""`amount`: the minutes that one unit is thought to take."""
UNIT_RELEASED = declare("unit-released", Effort.TOKEN, Relation.NONE, "work-unit")
UNIT_RETURNED = declare("unit-lease-returned", Effort.TOKEN, Relation.NONE, "work-unit")
"""By the clock."""

posts.declare(MADE, PROGRESSED)
