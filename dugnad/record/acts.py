"""What is done for the records of others."""

from dugnad.ledger.verbs import Effort, Relation, declare

WATCHED = declare("record-watched", Effort.VOICE, Relation.NONE, "record")
"""An operator has us be a witness for another installation's record."""
UNWATCHED = declare("record-unwatched", Effort.TOKEN, Relation.NONE, "record")
REFUSED = declare("record-refused", Effort.TOKEN, Relation.NONE, "record")
"""By the clock: a record that we watch was not what it had been."""
