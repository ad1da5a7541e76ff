"""What people do in a campaign, from a signature to an outcome."""

from dugnad.ledger.verbs import Effort, Relation, declare

STARTED = declare("campaign-started", Effort.WORK, Relation.NONE, "campaign")
"""`cause` is the ask it came of, if it came of one."""
CAMPAIGN_EDITED = declare("campaign-edited", Effort.VOICE, Relation.NONE, "campaign")
OPENED = declare("campaign-opened", Effort.VOICE, Relation.DECIDES, "campaign")
DELIVERED = declare("campaign-delivered", Effort.WORK, Relation.NONE, "campaign")
CAMPAIGN_CLOSED = declare("campaign-closed", Effort.VOICE, Relation.DECIDES, "campaign")
ENDED_WELL = declare("outcome-told", Effort.VOICE, Relation.NONE, "campaign")
"""What changed, or did not."""
