"""What is done for the records of others."""

from dugnad.ledger.verbs import Effort, Relation, declare

WATCHED = declare("record-watched", Effort.VOICE, Relation.NONE, "record")
"""An operator has us be a witness for another installation's record."""
UNWATCHED = declare("record-unwatched", Effort.TOKEN, Relation.NONE, "record")
WITNESS_NAMED = declare("witness-named", Effort.VOICE, Relation.NONE, "witness")
"""An operator has us fetch what another installation signs of our record."""
WITNESS_DROPPED = declare("witness-dropped", Effort.TOKEN, Relation.NONE, "witness")
REFUSED = declare("record-refused", Effort.TOKEN, Relation.NONE, "record")
"""By the clock: a record that we watch was not what it had been."""
