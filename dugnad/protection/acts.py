"""What members do for the protection of a circle and of each other in it."""

from dugnad.ledger.verbs import Effort, Relation, declare

PROTECTED = declare("circle-protected", Effort.VOICE, Relation.DECIDES, "circle")
UNPROTECTED = declare("circle-unprotected", Effort.VOICE, Relation.DECIDES, "circle")
"""`cause` is the decision of several stewards."""
SAFEGUARDING = declare("safeguarding-named", Effort.VOICE, Relation.DECIDES, "circle")
"""`toward` is the steward who is there for it."""
KEPT_FOR = declare("keeping-chosen", Effort.VOICE, Relation.DECIDES, "circle")
"""`amount`: for how many days what is written is kept; none: for ever."""
ERASED_WRITTEN = declare("written-erased", Effort.TOKEN, Relation.NONE, "circle")
"""By the clock. `amount`: how many things that members had written."""
BEGAN_CONTACT = declare("contact-begun", Effort.VOICE, Relation.NONE, "contact")
WROTE_IN_CONTACT = declare("contact-written", Effort.VOICE, Relation.NONE, "contact")
OPENED_CONTACT = declare("contact-opened", Effort.VOICE, Relation.DECIDES, "contact")
CLOSED_CONTACT = declare("contact-closed", Effort.VOICE, Relation.DECIDES, "contact")
