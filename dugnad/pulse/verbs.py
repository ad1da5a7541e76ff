"""What members tell of things done elsewhere, and that a pulse was taken. No measure counts these: `taking.table`."""

from dugnad.ledger.verbs import Effort, Relation, declare

DID_ELSEWHERE = declare("did-elsewhere", Effort.TOKEN, Relation.NONE, "elsewhere")
"""The telling is a click; what was done has left no trace here. `amount`: minutes it took."""
ATTESTED = declare("attested", Effort.TOKEN, Relation.NONE, "elsewhere")
"""`toward` is the one who did it, `cause` the telling, `amount` its minutes."""
TOOK_BACK = declare("elsewhere-taken-back", Effort.TOKEN, Relation.NONE, "elsewhere")
RELEASED = declare("pulse-released", Effort.TOKEN, Relation.NONE, "release")
"""By the clock: what was measured of one scope stands, and is not changed afterwards."""
