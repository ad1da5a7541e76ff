"""Why there is too little data, and why an interval says less than it seems to, in words."""

from __future__ import annotations

from dugnad.pulse.report.words import Words


def why_not(reason: str, words: Words) -> str:
    """Why there is no value."""
    said = {
        "nobody": words.gettext("There was nobody in this time."),
        "nothing done": words.gettext(
            "Nothing of this kind stands in these acts. It may have been done where they do not see."
        ),
        "few active": words.gettext(
            "Fewer than twenty people did any of this: too few to say how it is shared among them."
        ),
        "few members": words.gettext("There are too few people for this."),
        "short tail": words.gettext("There are too few who did much."),
        "too new": words.gettext("Too few have been here for long enough."),
        "no contrast": words.gettext(
            "There is nothing to compare with: chance alone would give the same, or there is one group only."
        ),
        "not reached": words.gettext("Fewer than half are that far, so there is no middle to tell."),
        "few left": words.gettext("So few are left that nothing is told about them."),
        "nothing later": words.gettext("No campaign followed another."),
        "few acts": words.gettext("There are too few acts for this: chance alone would look like a pattern."),
        "one task": words.gettext("There is only one kind of task."),
        "short window": words.gettext("The time looked at is too short for this."),
        "no gathering": words.gettext("No gathering stands in these acts."),
        "nobody came": words.gettext("Nobody is known to have been at a gathering."),
        "no ordinary days": words.gettext("Nobody who came has ordinary weeks to compare with."),
    }
    return said.get(reason, words.gettext("There is not enough to tell."))


def warned(caution: str, words: Words) -> str:
    """Why the interval says less than it seems to."""
    said = {
        "alike": words.gettext("Everybody did the same, so that nothing tells how far another time would differ."),
        "one weighs": words.gettext("One person weighs so much here that the interval is probably too narrow."),
        "unbounded": words.gettext("There are so few that it could be anything from the lower end on."),
        "few carry": words.gettext("Five people carry more than half of this: it says little about the others."),
        "busy": words.gettext(
            "It was out of the ordinary before, too: ups and downs of people's own may have made it, or hidden it."
        ),
    }
    return said.get(caution, words.gettext("The interval says less than it seems to."))
