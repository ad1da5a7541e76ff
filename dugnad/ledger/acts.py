"""What is done with the ledger itself."""

from dugnad.ledger.verbs import Effort, Relation, declare

TRIED_AGAIN = declare("tried-again", Effort.TOKEN, Relation.NONE, "held")
"""An operator let a follower try a parked act again."""
