"""Why rows of a table did not count, in words."""

from __future__ import annotations

from dugnad.pulse.acts.left_out import Why
from dugnad.pulse.report.words import Words


def why_left_out(why: str, words: Words) -> str:
    """Why rows did not count; what has no words of its own is said as it is."""
    said = {
        Why.NO_TIME: words.gettext("No time stands there"),
        Why.UNREADABLE_TIME: words.gettext("The time cannot be read"),
        Why.NO_TIME_ZONE: words.gettext("A time without its zone, where others have one"),
        Why.BEFORE_1970: words.gettext("Before 1970"),
        Why.NOT_YET: words.gettext("It has not happened yet"),
        Why.BY_NOBODY: words.gettext("Done by nobody: the clock did it"),
        Why.NO_VERB: words.gettext("It does not say what was done"),
        Why.NO_EFFORT: words.gettext("It does not say what it cost"),
        Why.UNKNOWN_EFFORT: words.gettext("An effort that is not known"),
        Why.UNKNOWN_RELATION: words.gettext("A relation that is not known"),
        Why.UNREADABLE_AMOUNT: words.gettext("The amount cannot be read"),
        Why.NEGATIVE_AMOUNT: words.gettext("An amount below nothing"),
        Why.TOWARD_ONESELF: words.gettext("Done to oneself"),
        Why.TWICE: words.gettext("The same row again"),
        Why.BROUGHT_BY_ONESELF: words.gettext("Brought by oneself: counted as come alone"),
        Why.BROUGHT_IN_A_RING: words.gettext("Brought by somebody who came through them: counted as come alone"),
    }
    return next((text for known, text in said.items() if known == why), str(why))
