"""What stewards do together that none of them may do alone."""

from dugnad.ledger.verbs import Effort, Relation, declare

KEY_MADE = declare("signing-key-made", Effort.TOKEN, Relation.NONE, "signing-key")
"""It counts from 48 hours after this act; the one before it ends."""
KEY_ENDED = declare("signing-key-ended", Effort.TOKEN, Relation.NONE, "signing-key")
PROPOSED = declare("quorum-proposed", Effort.VOICE, Relation.DECIDES, "proposal")
"""The 48 hours in which everybody can look begin with this act. `cause` is the act that it rests on."""
APPROVED = declare("quorum-approved", Effort.VOICE, Relation.DECIDES, "approval")
PAUSED = declare("quorum-paused", Effort.VOICE, Relation.DECIDES, "pause")
UNPAUSED = declare("quorum-unpaused", Effort.VOICE, Relation.DECIDES, "pause")
WITHDRAWN = declare("quorum-withdrawn", Effort.TOKEN, Relation.NONE, "proposal")
EXPIRED = declare("quorum-expired", Effort.TOKEN, Relation.NONE, "proposal")
CARRIED_OUT = declare("quorum-carried-out", Effort.VOICE, Relation.DECIDES, "proposal")
"""`amount` is how many stewards had signed; `cause` the act of proposing."""
REFUSED = declare("quorum-refused", Effort.TOKEN, Relation.NONE, "proposal")
"""An approval, a pause or a carrying out that was refused, whoever tried. `cause` is the act of proposing."""
NOT_PROPOSED = declare("quorum-not-proposed", Effort.TOKEN, Relation.NONE, "circle")
EXPORTED = declare("circle-exported", Effort.WORK, Relation.NONE, "circle")
"""The file left, to the steward who was named. `cause` is the act of carrying it out."""
TO_BE_DELETED = declare("circle-to-be-deleted", Effort.TOKEN, Relation.NONE, "circle")
KEPT_AFTER_ALL = declare("circle-kept-after-all", Effort.VOICE, Relation.DECIDES, "circle")
DELETED = declare("circle-deleted", Effort.TOKEN, Relation.NONE, "circle")
"""By the clock. `amount` is how many people were in it."""
