"""The table of acts: one row for each thing that somebody did. The ledger's mirror has this format.

Told at length, with examples, in docs/how-it-works/pulse.md.
"""

from __future__ import annotations

from dataclasses import dataclass

EFFORTS = ("token", "voice", "work", "bring", "give")
"""What an act costs: a click, words or a vote, time and skill, that somebody came through one, money or things."""
RELATIONS = ("helps", "asks", "invites", "vouches", "thanks", "decides", "none")
"""What an act is between two people."""


@dataclass(frozen=True)
class Column:
    """A column. Without a `required` one nothing can be said; others may be missing, and are empty then."""

    name: str
    required: bool
    holds: str


COLUMNS = (
    Column("at", True, "when, in UTC"),
    Column("actor", True, "who did it: any name or key that stands for one person"),
    Column("verb", True, "what was done, in a word"),
    Column("effort", True, "token, voice, work, bring or give"),
    Column("relation", False, "helps, asks, invites, vouches, thanks, decides or none; empty is none"),
    Column("toward", False, "the other person in it: helped, asked, thanked; of a joining, who brought them"),
    Column("circle", False, "where"),
    Column("cause", False, "the act this one answers: its `id`, or its `object` where acts have no `id`"),
    Column("object", False, "what it is about"),
    Column("amount", False, "minor currency units of a gift, minutes of work, or a count"),
    Column("id", False, "the act, so that others can name it as their `cause`"),
)
"""All columns that are read. Others may stand beside them and are not looked at."""
NAMES = tuple(column.name for column in COLUMNS)
REQUIRED = tuple(column.name for column in COLUMNS if column.required)

JOINED = "joined"
"""A joining is an act of the newcomer, effort token; `toward` is the member who brought them, or empty."""
ARRIVED = "arrived"
"""In the ledger: came into the movement; `joined` is then coming into one of its circles."""
COMINGS = (JOINED, ARRIVED)
LEFT = "left"
"""Left the circle; without a circle, all of it."""
CLOSED = ("ask-closed", "withdrawn")
"""The asker, or a steward, closed an ask without help: after that no answer is waited for."""
RESOLVED = "resolved"
"""An ask is solved; before any answer, by the asker's own means."""
CONFIRMED = "this-helped"
"""The asker says that an answer helped."""
EMOTIONAL = "answered-emotional"
"""An answer of company and care. Every other answer is practical."""
PRESENT = "was-there"
"""Was at a gathering."""
CAMPAIGN, SIGNED = "campaign-started", "signed"
"""Their `object` is a campaign; acts of which it is the `object` or the `cause` are part of it."""
OTHER_ASKS = (
    "applied", "asked-to-read", "asked-to-speak", "campaign-wanted", "election-asked", "handed-over",
    "handed-task-over", "held-a-place", "profession-asked", "ask-reopened", "spending-asked", "task-made",
    "task-reopened", "task-sent-back",
)  # fmt: skip
"""In the ledger: asks for something other than help."""
