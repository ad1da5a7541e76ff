"""Terms, elections, ballots, and what came of them."""

from dugnad.elections.models.ballot import Ballot, Outcome
from dugnad.elections.models.election import Asking, Candidate, Election
from dugnad.elections.models.term import Term, Watch

__all__ = ["Asking", "Ballot", "Candidate", "Election", "Outcome", "Term", "Watch"]
