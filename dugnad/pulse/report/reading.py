"""What it comes to, in a few sentences: by rules that docs/measures/reading.md states, and no score."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dugnad.pulse.report.figures import decimals, hides, number, percent
from dugnad.pulse.report.sentences.finding import TENTH
from dugnad.pulse.report.signs import Results, Sign, above, signs, told_of, works
from dugnad.pulse.report.words import Words


class Kind(StrEnum):
    """What the signs come to."""

    MUTUAL = "mutual"
    FEW_CARRY = "few carry"
    ILLUSION = "illusion"
    UNTOLD = "untold"


@dataclass(frozen=True)
class Reading:
    """`title` and whole `sentences`, and the `signs` they rest on."""

    kind: Kind
    title: str
    sentences: tuple[str, ...]
    signs: tuple[Sign, ...]


def reading(results: Results, words: Words) -> Reading:
    """What the `results` come to."""
    found = signs(results, words)
    kind = kind_of(results, {sign.key: sign.met for sign in found})
    told = {Kind.MUTUAL: mutual, Kind.FEW_CARRY: few_carry, Kind.ILLUSION: illusion, Kind.UNTOLD: untold}[kind]
    title, *sentences = told(results, words)
    return Reading(kind, title, tuple(filter(None, sentences)), found)


def kind_of(results: Results, met: dict[str, bool | None]) -> Kind:
    """The first rule that holds."""
    if met["carried"] is False and met["answered"] is True:
        return Kind.FEW_CARRY
    if met["answered"] is True and met["passed on"] is True and met["carried"] is True:
        return Kind.MUTUAL
    helped = met["answered"] is True or met["passed on"] is True
    few_act = met["acting"] is False or met["bringing"] is False
    little = met["giving"] is not True and met["working"] is not True
    if few_act and little and not helped and almost_none(results) and could_be_seen(results):
        return Kind.ILLUSION
    return Kind.FEW_CARRY if met["carried"] is False else Kind.UNTOLD


def almost_none(results: Results) -> bool:
    """Whether more than nine in ten did nothing, gave no time, or gave nothing though some did."""
    gave = told_of(results, "gave_nothing")
    money = gave is not None and gave.value != 1 and above(results, "gave_nothing", 1 - TENTH) is True
    return money or above(results, "zero_share", 1 - TENTH) is True or works(results, TENTH) is False


def could_be_seen(results: Results) -> bool:
    """Whether these acts could show anything but words and clicks: that people came, gave, asked or helped."""
    return any(told_of(results, one) for one in ("recruited_nobody", "gave_nothing", "answered", "dependence"))


def mutual(results: Results, words: Words) -> list[str]:
    """Asks are answered, help is returned or passed on, and many carry it."""
    told = {"answered": _percent(results, "answered", words), "five": _percent(results, "dependence", words)}
    return [
        words.gettext("People help each other here"),
        words.gettext(
            "Most asks are answered within a day (%(answered)s), help is returned or passed on more than chance would "
            "have it, and it does not hang on a few: without the five who help most, %(five)s would have been missing."
        )
        % told,
        words.gettext("That is the opposite of an illusion: it rests on help that was given, and came on."),
    ]


def few_carry(results: Results, words: Words) -> list[str]:
    """Much may be done, by few."""
    one = told_of(results, "dependence")
    title = words.gettext("A few people carry this")
    if one is None:
        sentence = words.gettext("Fewer than twenty people gave all the help there was.")
    else:
        told = {"five": _percent(results, "dependence", words)}
        sentence = (
            words.gettext("Five people gave %(five)s of all help: without them, most of it would be gone.") % told
        )
    answered = told_of(results, "answered")
    if answered is None:
        return [title, sentence]
    from_afar = words.gettext(
        "From afar it looks alive, and %(answered)s of the asks are answered within a day; close by, it is the work of "
        "a few."
    )
    return [title, sentence, from_afar % {"answered": _percent(results, "answered", words)}]


def illusion(results: Results, words: Words) -> list[str]:
    """Many stand there, hardly anybody did anything."""
    return [
        words.gettext("An illusion of activism, as far as this can see"),
        *filter(
            None, (_clause(results, words, measure) for measure in ("recruited_nobody", "gave_nothing", "zero_share"))
        ),
        _few_did(results, words),
        _helped(results, words),
        words.gettext(
            "Many stand on the list, and that is nearly all that happened here. What they do elsewhere is not seen: "
            "little here is no proof of little solidarity."
        ),
    ]


def untold(results: Results, words: Words) -> list[str]:
    """The signs do not come together."""
    return [
        words.gettext("Whether people help each other here cannot be told from this"),
        words.gettext("The signs below say what can be told, and what cannot. None of them alone is enough."),
    ]


def _clause(results: Results, words: Words, measure: str) -> str:
    one = told_of(results, measure)
    if (
        one is None
        or one.value is None
        or hides(one.value, one.n)
        or one.value == 1
        or above(results, measure) is not True
    ):
        return ""
    told = {"share": percent(one.value, words, decimals(one.n)), "n": number(one.n, words)}
    if measure == "gave_nothing":
        if above(results, measure, 1 - TENTH) is not True:
            return ""
        return words.gettext("Almost nobody gave: %(share)s gave nothing.") % told
    if measure == "recruited_nobody":
        return words.gettext("Most brought nobody: %(share)s of %(n)s members.") % told
    return words.gettext("Most did nothing more than join or click: %(share)s.") % told


def _few_did(results: Results, words: Words) -> str:
    one = told_of(results, "top_share")
    if one is None or above(results, "top_share") is not True:
        return ""
    told = {"part": percent(float(one.details.get("part", 0.1)), words), "share": _percent(results, "top_share", words)}
    return words.gettext("A few did nearly all: the most active %(part)s did %(share)s of what was done.") % told


def _helped(results: Results, words: Words) -> str:
    if above(results, "answered") is False:
        told = {"answered": _percent(results, "answered", words)}
        return (
            words.gettext("Those who ask are mostly left alone: %(answered)s of the asks were answered in a day.")
            % told
        )
    return ""


def _percent(results: Results, measure: str, words: Words) -> str:
    one = told_of(results, measure)
    return "" if one is None else percent(one.value or 0, words)
