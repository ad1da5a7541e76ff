"""What is news on the page of an ask that somebody has open, and who may hear of it."""

from __future__ import annotations

from dugnad.asks import acts, rules
from dugnad.asks.models import Answer, Ask, Call, SealedPart
from dugnad.ledger.topics import Strand, Topic, register

STANDING, WORDS, ANSWER = "standing", "words", "answer"
ANEW = "anew"
"""What a stream says when too much has happened to tell it one by one."""

OF_ASK = {
    **dict.fromkeys(
        (
            verb.code
            for verb in (
                acts.TOOK,
                acts.HANDED_OVER,
                acts.RESOLVED,
                acts.CLOSED,
                acts.REOPENED,
                acts.ROSE,
                acts.THANKED_FOR_ASKING,
            )
        ),
        STANDING,
    ),
    acts.EDITED.code: WORDS,
}
OF_ANSWER = (
    *(acts.ANSWERED_PRACTICAL, acts.ANSWERED_EMOTIONAL, acts.ADDED),
    *(acts.ANSWER_EDITED, acts.THANKED, acts.HELPED, acts.UNHELPED),
)
OF_SEALED = (acts.SEALED, acts.WANTS_TO_READ, acts.LET_IN, acts.REFUSED, acts.ERASED_SEALED)
"""Private acts: only the two people in them hear of them."""


def connect() -> None:
    """Called once, when the apps are ready."""
    answers = Strand(
        "answer",
        {verb.code: ANSWER for verb in OF_ANSWER},
        Answer,
        rules.reads_answer,
        page="ask_id",
        related=("ask__circle",),
    )
    sealed = Strand(
        "sealed-part",
        {verb.code: STANDING for verb in OF_SEALED},
        SealedPart,
        rules.reads_of_ask,
        page="ask_id",
        related=("ask__circle",),
    )
    calls = Strand(
        "call",
        {acts.CALLED.code: STANDING, acts.ACCEPTED.code: STANDING},
        Call,
        rules.reads_of_ask,
        page="ask_id",
        related=("ask__circle",),
    )
    own = Strand("ask", OF_ASK, Ask, rules.reads_ask, related=("circle",))
    register(Topic("ask", Ask, rules.reads_ask, ("circle",), (own, answers, sealed, calls)))
