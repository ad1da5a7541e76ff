"""What members do so that a profession can be relied on."""

from dugnad.ledger.verbs import Effort, Relation, declare

TERMS_CHANGED = declare("profession-terms", Effort.VOICE, Relation.DECIDES, "skill")
WANTED = declare("profession-asked", Effort.VOICE, Relation.ASKS, "profession-mark")
VOUCHED = declare("profession-vouched", Effort.VOICE, Relation.VOUCHES, "profession-word")
"""`toward` is the member vouched for, `cause` the act by which the mark stands as it does."""
UNVOUCHED = declare("profession-unvouched", Effort.VOICE, Relation.NONE, "profession-word")
MARKED = declare("profession-marked", Effort.TOKEN, Relation.NONE, "profession-mark")
"""By nobody: enough members have vouched, the last of them is the `cause`. Also when it is renewed."""
NAMED_FIRST = declare("profession-first", Effort.VOICE, Relation.DECIDES, "profession-mark")
GIVEN_BACK = declare("profession-given-back", Effort.TOKEN, Relation.NONE, "profession-mark")
TAKEN_AWAY = declare("profession-taken-away", Effort.VOICE, Relation.DECIDES, "profession-mark")
SHORTENED = declare("profession-shortened", Effort.TOKEN, Relation.NONE, "profession-mark")
"""By nobody: too few words are left that stand for it. It ends in a month unless others vouch."""
SOON_OVER = declare("profession-soon-over", Effort.TOKEN, Relation.NONE, "profession-mark")
"""By the clock, a month before."""
