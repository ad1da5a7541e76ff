"""What members do around an ask."""

from dugnad.circles import posts
from dugnad.ledger.verbs import Effort, Relation, declare

ASKED = declare("asked", Effort.VOICE, Relation.ASKS, "ask")
EDITED = declare("ask-edited", Effort.VOICE, Relation.NONE, "ask")
ANSWERED_PRACTICAL = declare("answered-practical", Effort.WORK, Relation.HELPS, "answer")
ANSWERED_EMOTIONAL = declare("answered-emotional", Effort.WORK, Relation.HELPS, "answer")
"""`toward` is the asker; `cause` the act of asking."""
ADDED = declare("ask-added-to", Effort.VOICE, Relation.NONE, "answer")
"""The asker writing in their own ask: no help is counted."""
ANSWER_EDITED = declare("answer-edited", Effort.VOICE, Relation.NONE, "answer")
THANKED = declare("thanked", Effort.TOKEN, Relation.THANKS, "answer")
THANKED_FOR_ASKING = declare("thanked-for-asking", Effort.TOKEN, Relation.THANKS, "ask")
HELPED = declare("this-helped", Effort.VOICE, Relation.THANKS, "answer")
UNHELPED = declare("this-helped-undone", Effort.VOICE, Relation.NONE, "answer")
TOOK = declare("took", Effort.WORK, Relation.HELPS, "ask")
HANDED_OVER = declare("handed-over", Effort.VOICE, Relation.ASKS, "ask")
RESOLVED = declare("resolved", Effort.VOICE, Relation.NONE, "ask")
CLOSED = declare("ask-closed", Effort.VOICE, Relation.NONE, "ask")
REOPENED = declare("ask-reopened", Effort.VOICE, Relation.ASKS, "ask")
ROSE = declare("rose-to-stewards", Effort.TOKEN, Relation.NONE, "ask")
"""By the clock: nobody had answered in time."""
SEALED = declare("sealed", Effort.VOICE, Relation.NONE, "sealed-part")
WANTS_TO_READ = declare("asked-to-read", Effort.VOICE, Relation.ASKS, "sealed-part")
LET_IN = declare("let-in", Effort.VOICE, Relation.NONE, "sealed-part")
REFUSED = declare("not-let-in", Effort.VOICE, Relation.NONE, "sealed-part")
READ_SEALED = declare("read-sealed", Effort.TOKEN, Relation.NONE, "sealed-part")
ERASED_SEALED = declare("sealed-erased", Effort.TOKEN, Relation.NONE, "sealed-part")
DISTILLED = declare("distilled", Effort.WORK, Relation.HELPS, "living-answer")
REVISED = declare("revised", Effort.WORK, Relation.HELPS, "living-answer")
REVIEWED = declare("reviewed", Effort.WORK, Relation.HELPS, "living-answer")
RETIRED = declare("retired", Effort.VOICE, Relation.NONE, "living-answer")
OFFERED = declare("offered", Effort.WORK, Relation.HELPS, "offer")
OFFER_CHANGED = declare("offer-changed", Effort.VOICE, Relation.NONE, "offer")
OFFER_ENDED = declare("offer-ended", Effort.TOKEN, Relation.NONE, "offer")
HELD_PLACE = declare("held-a-place", Effort.VOICE, Relation.ASKS, "reservation")
KEPT_PLACE = declare("gave-the-place", Effort.WORK, Relation.HELPS, "reservation")
RELEASED_PLACE = declare("gave-the-place-back", Effort.TOKEN, Relation.NONE, "reservation")
KIND_ADDED = declare("kind-added", Effort.VOICE, Relation.DECIDES, "kind")
KIND_CHANGED = declare("kind-changed", Effort.VOICE, Relation.DECIDES, "kind")
CALLED = declare("called", Effort.TOKEN, Relation.ASKS, "call")
"""`toward` is the member called, `cause` the act of asking. By nobody, or by the member who passed their call on."""
ACCEPTED = declare("accepted-call", Effort.VOICE, Relation.NONE, "call")
"""A promise: the help is counted when it comes. `toward` is the asker, `cause` the calling; so in the next three."""
DECLINED = declare("declined-call", Effort.TOKEN, Relation.NONE, "call")
PASSED_ON = declare("passed-call-on", Effort.VOICE, Relation.NONE, "call")
RAN_OUT = declare("call-ran-out", Effort.TOKEN, Relation.NONE, "call")
"""By the clock."""

posts.declare(ASKED, ADDED, ANSWERED_PRACTICAL, ANSWERED_EMOTIONAL, OFFERED, DISTILLED)
