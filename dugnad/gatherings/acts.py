"""What members do around a gathering."""

from dugnad.circles import posts
from dugnad.ledger.verbs import Effort, Relation, declare

CALLED_TOGETHER = declare("gathering-called", Effort.VOICE, Relation.NONE, "gathering")
"""`amount` is how many days it has. `cause` is the act that made what it is attached to."""
CHANGED = declare("gathering-changed", Effort.VOICE, Relation.NONE, "gathering")
CANCELLED = declare("gathering-cancelled", Effort.VOICE, Relation.NONE, "gathering")
"""All that is still to come of it."""
DAY_CANCELLED = declare("gathering-day-cancelled", Effort.VOICE, Relation.NONE, "occasion")
MOVED = declare("gathering-moved", Effort.VOICE, Relation.NONE, "occasion")
"""One day, to another time or place."""
ELSEWHERE = declare("gathering-elsewhere", Effort.VOICE, Relation.NONE, "gathering")
"""All of it, in another place or at another address online."""
REMINDED = declare("gathering-reminded", Effort.TOKEN, Relation.NONE, "occasion")
"""By the clock, the day before."""
TOLD = declare("gathering-told", Effort.VOICE, Relation.NONE, "occasion")
"""A line about what has changed, on the day."""
WRITTEN_UP = declare("gathering-written-up", Effort.WORK, Relation.NONE, "occasion")
"""`amount` is how many came."""
COMING = declare("coming", Effort.TOKEN, Relation.NONE, "coming")
"""`amount` is how many they are, others they bring included."""
MAYBE = declare("coming-maybe", Effort.TOKEN, Relation.NONE, "coming")
NOT_COMING = declare("coming-not", Effort.TOKEN, Relation.NONE, "coming")
WAS_THERE = declare("was-there", Effort.WORK, Relation.NONE, "coming")
"""`amount` is minutes. `cause` is the act of calling together."""
TOOK_ROLE = declare("took-role", Effort.WORK, Relation.HELPS, "turn")
"""`toward` is whoever called together; `cause` that act."""
GAVE_ROLE_BACK = declare("gave-role-back", Effort.TOKEN, Relation.NONE, "turn")

posts.declare(CALLED_TOGETHER)
