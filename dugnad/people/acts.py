"""What people do that is not yet about a circle."""

from dugnad.ledger.verbs import Effort, Relation, declare

ARRIVED = declare("arrived", Effort.TOKEN, Relation.NONE, "member")
"""An account was made; about a person key, since ids of members lead to their pages. `toward` is the member whose
invitation it came by, if any."""
