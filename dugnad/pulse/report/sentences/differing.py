"""Do people do different things and need each other? And do they reach across?"""

from __future__ import annotations

from dugnad.pulse.report.figures import number, percent
from dugnad.pulse.report.sentences.finding import Beside, Finding, beside, by_chance, sided
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words


def division_people(one: Told, words: Words) -> Finding:
    """Whether each person keeps to few kinds of tasks."""
    if _divided(one):
        title = words.gettext("People take on different tasks")
    else:
        title = words.gettext("Whether people take on different tasks cannot be told from chance")
    return Finding(title, (_division(one, words), _random(one, words)))


def division_tasks(one: Told, words: Words) -> Finding:
    """Whether each kind of task is done by few people."""
    if _divided(one):
        title = words.gettext("Tasks have their own people")
    else:
        title = words.gettext("Whether tasks have their own people cannot be told from chance")
    return Finding(title, (_division(one, words), _random(one, words)))


def _divided(one: Told) -> bool:
    """Whether it lies above chance by so much that it shows: among many people the smallest excess is no chance."""
    return beside(one, 0.0) is Beside.ABOVE and round(one.value or 0, 2) > 0


def _division(one: Told, words: Words) -> str:
    text = words.gettext("Beyond chance, the division of labour is %(value)s: 0 is as dealt at random, 1 complete.")
    return text % {"value": number(one.value or 0, words, 2)}


def _random(one: Told, words: Words) -> str:
    observed, by_chance_ = one.details.get("observed"), one.details.get("by_chance")
    if observed is None or by_chance_ is None:
        return ""
    told = {"observed": number(float(observed), words, 2), "null": number(float(by_chance_), words, 2)}
    return words.gettext("It was %(observed)s; the same acts dealt at random make %(null)s.") % told


def likeness(one: Told, words: Words) -> Finding:
    """How alike people are in what they do."""
    told = {"value": number(one.value or 0, words, 2), "null": number(one.null or 0, words, 2)}
    title = sided(
        by_chance(one),
        words.gettext("People do the same things, more than chance would have it"),
        words.gettext("People do different things, more than chance would have it"),
        words.gettext("Whether people do the same things cannot be told from chance"),
    )
    text = words.gettext("Two members are alike by %(value)s in what they do: 0 is nothing in common, 1 the same.")
    return Finding(title, (text % told, words.gettext("By chance it would be %(null)s.") % told))


def crossing(one: Told, words: Words) -> Finding:
    """Whether help reaches from one group to another."""
    told = {
        "share": percent(one.value or 0, words),
        "null": percent(one.null or 0, words),
        "n": number(one.n, words),
        "groups": number(int(one.details.get("groups") or 0), words),
    }
    title = sided(
        by_chance(one),
        words.gettext("Help reaches across more than chance would have it"),
        words.gettext("People help mostly their own"),
        words.gettext("Help reaches across as much as chance would have it"),
    )
    text = words.gettext("Of %(n)s ties of help, %(share)s are between people of different ones of %(groups)s groups.")
    sentences = [text % told, words.gettext("By chance it would be %(null)s.") % told]
    bridges = one.details.get("bridges")
    if bridges is not None:
        of_five = {"share": percent(float(bridges["five"]), words)}
        sentences.append(words.gettext("Five people stand on %(share)s of the ties that reach across.") % of_five)
    return Finding(title, tuple(sentences))
