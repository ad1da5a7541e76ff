"""Is help returned, or passed on?"""

from __future__ import annotations

from dugnad.pulse.report.figures import days, few, number, percent
from dugnad.pulse.report.sentences.finding import Beside, Finding, beside, by_chance, sided
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words


def reciprocity(one: Told, words: Words) -> Finding:
    """Whether help goes both ways between two people, more than chance would have it."""
    told = {
        "share": percent(float(one.details.get("r") or 0), words),
        "null": percent(one.null or 0, words),
        "value": number(one.value or 0, words, 2),
    }
    title = sided(
        beside(one, 0.0),
        words.gettext("Help is returned, more than chance would have it"),
        words.gettext("Help is returned less than chance would have it"),
        words.gettext("Whether help is returned cannot be told from chance"),
    )
    return Finding(
        title,
        (
            words.gettext("%(share)s of all help between two people was returned; by chance it would be %(null)s.")
            % told,
            words.gettext("On a scale where 0 is chance and 1 is all of it, that is %(value)s.") % told,
        ),
    )


def overlap(one: Told, words: Words) -> Finding:
    """Whether those who help and those who are helped are the same people."""
    both, helped, n = (int(one.details.get(name) or 0) for name in ("both", "helped", "members"))
    told = {"share": percent(one.value or 0, words), "n": number(one.n, words)}
    if few(both) or few(one.n - both):
        text = words.gettext("Of %(n)s who helped or were helped, fewer than ten were on one side, or on both.") % told
        return Finding(words.gettext("Who helps, and who is helped"), (text,))
    text = words.gettext("Of %(n)s who helped or were helped, %(share)s did both.") % told
    sentences = [text]
    if helped and not few(helped - both):
        of = {"share": percent(both / helped, words), "n": number(helped, words)}
        sentences.append(words.gettext("Of %(n)s who were helped, %(share)s have helped too.") % of)
    if n:
        of_all = {"share": percent(float(one.details.get("both_share") or 0), words), "n": number(n, words)}
        sentences.append(words.gettext("That is %(share)s of all %(n)s members.") % of_all)
    if beside(one, 0.1) is Beside.BELOW:
        title = words.gettext("Some help and others are helped, as in a service")
    elif beside(one, 0.25) is Beside.ABOVE:
        title = words.gettext("Those who are helped help, too")
    else:
        title = words.gettext("Some of those who are helped help, too")
    return Finding(title, tuple(sentences))


def cycles(one: Told, words: Words) -> Finding:
    """Whether help comes around through others."""
    told = {"share": percent(one.value or 0, words), "null": percent(one.null or 0, words)}
    title = sided(
        by_chance(one),
        words.gettext("Help comes around through others"),
        words.gettext("Help comes around through others less than chance would have it"),
        words.gettext("Whether help comes around through others cannot be told from chance"),
    )
    text = words.gettext("%(share)s of all help lies on ways that lead back through three or more people.")
    return Finding(title, (text % told, words.gettext("By chance it would be %(null)s.") % told))


def pay_forward(one: Told, words: Words) -> Finding:
    """Whether who was helped then helps somebody else."""
    told = {
        "times": number(one.value or 0, words, 1),
        "days": days(float(one.details.get("days") or 7), words),
        "n": number(one.n, words),
    }
    title = sided(
        beside(one, 1.0),
        words.gettext("Who was helped goes on to help somebody else"),
        words.gettext("Who was helped helps others less for a while"),
        words.gettext("Whether help is passed on cannot be told"),
    )
    text = words.gettext(
        "In the %(days)s after being helped, people helped a third person %(times)s times as readily as at other "
        "times, each compared with themselves."
    )
    sentences = [text % told]
    before = one.details.get("before")
    if before is not None:
        placebo = words.gettext(
            "In the days before being helped it was %(times)s times: the nearer that is to 1, the likelier it is that "
            "being helped moved it."
        )
        sentences.append(placebo % {"times": number(float(before), words, 1)})
    return Finding(title, tuple(sentences))
