"""What happens to signals."""

from dugnad.ledger.verbs import Effort, Relation, declare

SIGNALLED = declare("signalled", Effort.TOKEN, Relation.NONE, "signal")
"""By nobody: something was seen that stewards may want to look at. `amount`: how many of it."""
PUT_AWAY = declare("signal-put-away", Effort.TOKEN, Relation.NONE, "signal")
