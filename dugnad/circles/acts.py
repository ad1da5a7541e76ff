"""What members do with circles."""

from dugnad.ledger.verbs import Effort, Relation, declare

FOUNDED = declare("founded", Effort.WORK, Relation.NONE, "circle")
JOINED = declare("joined", Effort.TOKEN, Relation.NONE, "circle")
"""`toward` is the member who brought them, if any; `cause` the invitation, application or last vouch."""
BROUGHT = declare("brought", Effort.BRING, Relation.INVITES, "circle")
"""The inviter's side of a joining; `cause` is the joining."""
NORMS_ACCEPTED = declare("norms-accepted", Effort.TOKEN, Relation.NONE, "circle")
"""By a member already inside, when the norms have changed."""
NAMED = declare("took-another-name", Effort.TOKEN, Relation.NONE, "circle")
LEFT = declare("left", Effort.TOKEN, Relation.NONE, "circle")
INVITED = declare("invited", Effort.VOICE, Relation.INVITES, "invitation")
REVOKED = declare("invitation-revoked", Effort.TOKEN, Relation.NONE, "invitation")
FOLLOWED = declare("invitation-followed", Effort.TOKEN, Relation.NONE, "invitation")
"""An account was made or norms were read on this link; `toward` is the inviter, `cause` the inviting."""
APPLIED = declare("applied", Effort.VOICE, Relation.ASKS, "application")
WITHDREW = declare("withdrew", Effort.TOKEN, Relation.NONE, "application")
ADMITTED = declare("admitted", Effort.VOICE, Relation.DECIDES, "application")
"""By nobody when it was the circle's own rule: enough words, whose last is the `cause`."""
DECLINED = declare("declined", Effort.VOICE, Relation.DECIDES, "application")
VOUCHED = declare("vouched", Effort.VOICE, Relation.VOUCHES, "vouch")
UNVOUCHED = declare("unvouched", Effort.VOICE, Relation.NONE, "vouch")
PAUSED = declare("branch-paused", Effort.VOICE, Relation.DECIDES, "circle")
"""Toward the member whose invitations and words rest from now on, with those of everybody below them."""
RESUMED = declare("branch-resumed", Effort.VOICE, Relation.DECIDES, "circle")
WORD_RESTS = declare("word-rests", Effort.TOKEN, Relation.NONE, "circle")
"""By nobody: too many of those below this member were kept out lately. `cause` is the last ban."""
WORD_COUNTS = declare("word-counts", Effort.VOICE, Relation.DECIDES, "circle")
"""A steward has looked at it: it rests no more."""
TRUST_LOST = declare("trust-lost", Effort.VOICE, Relation.DECIDES, "circle")
"""After a decision against this member their days begin anew; `cause` is the decision."""
SLOWED = declare("circle-slowed", Effort.VOICE, Relation.DECIDES, "circle")
"""`amount`: seconds between two posts of one member, 0 for none. By nobody: far more was posted than usual."""
SHUT = declare("doors-shut", Effort.TOKEN, Relation.NONE, "circle")
"""By nobody: very many strangers joined in a short time."""
OPENED_AGAIN = declare("doors-opened", Effort.VOICE, Relation.DECIDES, "circle")
ENTRANCE_SHUT = declare("entrance-shut", Effort.TOKEN, Relation.NONE, "entrance")
"""By nobody: very many strangers made accounts in a short time."""
ENTRANCE_OPENED = declare("entrance-opened", Effort.VOICE, Relation.DECIDES, "entrance")
BANNED = declare("banned", Effort.VOICE, Relation.DECIDES, "circle")
LIFTED = declare("ban-lifted", Effort.VOICE, Relation.DECIDES, "circle")
ROLE_CHANGED = declare("role-changed", Effort.VOICE, Relation.DECIDES, "circle")
WITHOUT_WARRANT = declare("without-warrant", Effort.TOKEN, Relation.NONE, "circle")
"""Something that takes several stewards, or an election, was tried without, and refused."""
CIRCLE_CHANGED = declare("circle-changed", Effort.VOICE, Relation.DECIDES, "circle")
