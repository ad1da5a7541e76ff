"""What people do that is not yet about a circle."""

from dugnad.ledger.verbs import Effort, Relation, declare

ARRIVED = declare("arrived", Effort.TOKEN, Relation.NONE, "member")
"""An account was made; about a person key, since ids of members lead to their pages. `toward` is the member whose
invitation it came by, if any."""
MOVEMENT_CHANGED = declare("movement-changed", Effort.VOICE, Relation.DECIDES, "movement")
SKILL_ADDED = declare("skill-added", Effort.VOICE, Relation.NONE, "skill")
SKILL_RENAMED = declare("skill-renamed", Effort.VOICE, Relation.NONE, "skill")
SKILL_RETIRED = declare("skill-retired", Effort.VOICE, Relation.NONE, "skill")
SKILL_RETURNED = declare("skill-returned", Effort.VOICE, Relation.NONE, "skill")
