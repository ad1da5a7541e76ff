"""Does it grow by people bringing people? And did those who came ever give?"""

from __future__ import annotations

from dugnad.pulse.report.figures import few, hides, number, percent, share
from dugnad.pulse.report.sentences.finding import Beside, Finding, beside, how_many
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words


def recruited_share(one: Told, words: Words) -> Finding:
    """How many came through somebody."""
    told = {"share": share(one, words), "n": number(one.n, words)}
    if hides(one.value or 0, one.n):
        text = words.gettext("Of %(n)s members, fewer than ten came through another, or fewer than ten alone.") % told
        return Finding(words.gettext("How people came"), (text,))
    title = how_many(
        one,
        words.gettext("Nearly everybody came through somebody who was there"),
        words.gettext("Most came through somebody who was there"),
        words.gettext("About half came through somebody who was there"),
        words.gettext("Most came on their own"),
        words.gettext("Nearly everybody came on their own"),
    )
    return Finding(title, (words.gettext("%(share)s of %(n)s members came through somebody who was there.") % told,))


def recruited_nobody(one: Told, words: Words) -> Finding:
    """How many brought nobody."""
    told = {"share": share(one, words), "n": number(one.n, words)}
    if hides(one.value or 0, one.n):
        text = words.gettext("Of %(n)s members, all but fewer than ten did the same: bring nobody, or somebody.") % told
        return Finding(words.gettext("Who brought others"), (text,))
    title = how_many(
        one,
        words.gettext("Nearly everybody brought nobody"),
        words.gettext("Most brought nobody"),
        words.gettext("About half brought nobody"),
        words.gettext("Most brought somebody"),
        words.gettext("Nearly everybody brought somebody"),
    )
    return Finding(title, (words.gettext("%(share)s of %(n)s members brought nobody.") % told,))


def gave_nothing(one: Told, words: Words) -> Finding:
    """How many gave nothing."""
    told = {"share": share(one, words), "n": number(one.n, words)}
    if one.value == 1:
        return Finding(
            words.gettext("Nobody gave money or things here"),
            (words.gettext("No gift of %(n)s members is seen here. Perhaps none was asked for.") % told,),
        )
    if hides(one.value or 0, one.n):
        text = words.gettext("Fewer than ten of %(n)s members gave, or fewer than ten did not.") % told
        return Finding(words.gettext("Who gave"), (text,))
    if beside(one, 0.99) is Beside.ABOVE:
        title = words.gettext("Almost nobody gave")
    else:
        title = how_many(
            one,
            words.gettext("Hardly anybody gave"),
            words.gettext("Most gave nothing"),
            words.gettext("About half gave something"),
            words.gettext("Most gave something"),
            words.gettext("Nearly everybody gave something"),
        )
    return Finding(title, (words.gettext("%(share)s of %(n)s members gave nothing.") % told,))


def trees(one: Told, words: Words) -> Finding:
    """How large the trees are in which members brought members."""
    told = {"mean": number(one.value or 0, words, 1), "n": number(one.n, words)}
    sentences = [
        words.gettext("%(n)s who came on their own stand at the root of all: a tree has %(mean)s members, in the mean.")
        % told
    ]
    largest, alone = int(one.details.get("largest") or 0), int(one.details.get("alone") or 0)
    if largest and not few(largest):
        part = {
            "largest": number(largest, words),
            "share": percent(float(one.details.get("largest_part") or 0), words, 1),
        }
        sentences.append(words.gettext("The largest has %(largest)s, which is %(share)s of everybody.") % part)
    if alone and not few(alone) and not few(one.n - alone):
        sentences.append(
            words.gettext("%(share)s of the trees are one member, alone.") % {"share": percent(alone / one.n, words)}
        )
    sentences.extend(early(one, words))
    return Finding(words.gettext("Trees of %(mean)s members, in the mean") % told, tuple(sentences))


def early(one: Told, words: Words) -> tuple[str, ...]:
    """Whether those who came early brought more, given the same time."""
    found = one.details.get("early")
    if not isinstance(found, dict) or found.get("value") is None:
        return ()
    told = {"times": number(found["value"], words, 1)}
    if (found.get("low") or 0) > 1:
        return (
            words.gettext(
                "The first tenth of those who came brought %(times)s times as many as the mean, given the same time."
            )
            % told,
        )
    return (words.gettext("Those who came early did not clearly bring more, given the same time."),)
