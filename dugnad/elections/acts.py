"""What happens around elections."""

from dugnad.ledger.verbs import Effort, Relation, declare

TERM_CHANGED = declare("term-changed", Effort.VOICE, Relation.DECIDES, "circle")
"""How long stewards serve from the next election on; `amount` is months."""
TERM_ENDING = declare("term-ending", Effort.TOKEN, Relation.NONE, "circle")
"""By the clock, a month before."""
ELECTION_ASKED = declare("election-asked", Effort.VOICE, Relation.ASKS, "circle")
ELECTION_UNASKED = declare("election-unasked", Effort.TOKEN, Relation.NONE, "circle")
ELECTION_OPENED = declare("election-opened", Effort.VOICE, Relation.DECIDES, "election")
"""By nobody when a term ended, when members had asked for it, or when no steward had been seen for long. `amount` is
how many stewards are asked for."""
PROPOSED = declare("candidate-proposed", Effort.VOICE, Relation.VOUCHES, "candidate")
STOOD = declare("candidate-stood", Effort.VOICE, Relation.NONE, "candidate")
"""By oneself, or by accepting what somebody proposed, which then is the `cause`."""
STOOD_DOWN = declare("candidate-stood-down", Effort.VOICE, Relation.NONE, "candidate")
"""Also by who declines a proposal."""
VOTED = declare("voted", Effort.VOICE, Relation.DECIDES, "election")
"""Once for each voter, whatever they change afterwards. For whom is told nowhere."""
ELECTION_CLOSED = declare("election-closed", Effort.TOKEN, Relation.DECIDES, "election")
"""By the clock; `amount` is how many voted, `cause` the opening. Its id is part of the seed of the lot."""
ELECTED = declare("elected", Effort.TOKEN, Relation.DECIDES, "election")
"""By the clock, toward each one who was elected; `cause` is the closing, `amount` how many approved of them."""
