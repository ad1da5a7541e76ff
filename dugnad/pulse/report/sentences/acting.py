"""Do many act, or few?"""

from __future__ import annotations

from dugnad.pulse.report.figures import decimals, hides, number, percent, share
from dugnad.pulse.report.sentences.finding import Beside, Finding, by_chance, how_many
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words


def zero_share(one: Told, words: Words) -> Finding:
    """How many did nothing beyond joining."""
    title = how_many(
        one,
        words.gettext("Nearly everybody did nothing more than join or click"),
        words.gettext("Most did nothing more than join or click"),
        words.gettext("About half did something more than join or click"),
        words.gettext("Most did something more than join or click"),
        words.gettext("Nearly everybody did something more than join or click"),
    )
    told = {"share": share(one, words), "n": number(one.n, words)}
    if hides(one.value or 0, one.n):
        few = words.gettext("Of %(n)s members, all but fewer than ten did the same: nearly all nothing, or something.")
        return Finding(title, (few % told,))
    return Finding(
        title,
        (words.gettext("%(share)s of %(n)s members did nothing more than join or click.") % told, chance(one, words)),
    )


def chance(one: Told, words: Words) -> str:
    """What chance has to do with a share of those who did nothing."""
    if one.null is None:
        return ""
    told = {"null": percent(one.null, words, decimals(one.n))}
    if by_chance(one) is Beside.ABOVE:
        text = words.gettext(
            "Had the same acts fallen on anybody alike, it would be %(null)s: the rest is that few act."
        )
    elif by_chance(one) is Beside.BELOW:
        text = words.gettext(
            "Had the same acts fallen on anybody alike, it would be %(null)s: more take part than that."
        )
    else:
        text = words.gettext(
            "Had the same acts fallen on anybody alike, it would be %(null)s, which cannot be told apart."
        )
    return text % told


def gini(one: Told, words: Words) -> Finding:
    """How unequal all members are, those who did nothing with them."""
    return Finding(
        words.gettext("How unequally everything is shared among all"),
        (
            words.gettext(
                "The Gini coefficient of all members is %(value)s. It is 0 where everybody does the same, and near 1 "
                "where one person does everything."
            )
            % {"value": number(one.value or 0, words, 2)},
            _chance_of_gini(one, words),
        ),
    )


def gini_active(one: Told, words: Words) -> Finding:
    """How unequal those are who did something."""
    return Finding(
        words.gettext("How unequally it is shared among those who act"),
        (
            words.gettext("Among those who did something, the Gini coefficient is %(value)s.")
            % {"value": number(one.value or 0, words, 2)},
            _chance_of_gini(one, words),
        ),
    )


def _chance_of_gini(one: Told, words: Words) -> str:
    if one.null is None:
        return ""
    told = {"null": number(one.null, words, 2)}
    if by_chance(one) is Beside.ABOVE:
        return words.gettext("Chance alone would make %(null)s: a few stand out by more than that.") % told
    return words.gettext("Chance alone would make %(null)s: nobody stands out by much more than that.") % told


def lorenz(one: Told, words: Words) -> Finding:
    """How few did half of everything."""
    part = percent(one.value or 0, words, 1 if (one.value or 0) < 0.1 else 0)
    told = {"part": part, "null": percent(one.null or 0, words)}
    sentences = [words.gettext("%(part)s of the members did half of everything that was done.") % told]
    if one.null is not None:
        sentences.append(words.gettext("By chance alone it would have taken %(null)s of them.") % told)
    return Finding(words.gettext("Half of everything was done by %(part)s") % told, tuple(sentences))


def top_share(one: Told, words: Words) -> Finding:
    """What the most active tenth did."""
    told = {
        "part": percent(float(one.details.get("part", 0.1)), words),
        "share": percent(one.value or 0, words),
        "null": percent(one.null or 0, words),
    }
    title = words.gettext("The most active %(part)s did %(share)s of everything") % told
    text = words.gettext("The most active %(part)s of the members did %(share)s of everything that was done.") % told
    if one.null is None:
        return Finding(title, (text,))
    return Finding(title, (text, words.gettext("By chance alone it would be %(null)s.") % told))


def theil(one: Told, words: Words) -> Finding:
    """Another measure of inequality, more alive to the very top."""
    text = words.gettext(
        "Theil's T is %(value)s. It is 0 where everybody does the same; the few who do very much weigh more in it than "
        "in the Gini coefficient."
    )
    return Finding(
        words.gettext("How far the most active stand out"), (text % {"value": number(one.value or 0, words, 2)},)
    )
