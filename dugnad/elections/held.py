"""What elections hold of a member."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.elections.models import Asking, Ballot, Candidate, Election, Outcome, Term, Watch
from dugnad.people.holdings import Fate, Holding, of_nobody, register

COUNTED = "the votes are counted"


def connect() -> None:
    """Called once, when all apps are ready."""
    register(
        Holding("ballots", Ballot, "voter", _("Elections I voted in"), withheld=("choices",),
                why="so that everybody votes once; whom for is sealed, and erased when it is counted",
                until="you leave for good"),
        Holding("candidacies", Candidate, "member", _("Where I stand for steward"), names=("proposed_by",),
                why="so that the circle can choose", until=COUNTED),
        Holding("elections-asked", Asking, "member", _("Elections I asked for"), why="so that an election is held",
                until="it is held"),
        Holding("elections-stood", Outcome, "member", _("How elections came out for me"), fate=Fate.UNNAMED,
                not_words=("candidate",), gives=("election_id", "place", "approvals", "elected"),
                why="so that the count can be looked up", until="you leave for good"),
    )  # fmt: skip
    of_nobody(Election, "when a circle chooses its stewards, and how many voted")
    of_nobody(Term, "for how long a circle's stewards serve")
    of_nobody(Watch, "the day on which some steward of a circle was last here, and not who")
