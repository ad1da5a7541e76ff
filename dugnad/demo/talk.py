"""What the people of the story ask, answer, thank for, take on, seal and open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from dugnad.asks.actions import answering, asking, holding, sealing
from dugnad.asks.actions.reading import mark_read
from dugnad.asks.enums import RISES_AFTER, Nature, Urgency, Voice
from dugnad.asks.jobs import rise
from dugnad.asks.models import Ask, SealedPart
from dugnad.demo import shapes
from dugnad.demo.stage import Deed, Stage
from dugnad.kit.ids import new_key

MINUTE = timedelta(minutes=1)
LAST_VISIT = 9 * 60
"""Minutes ago at which the personas read everything there was."""
THANKED, LET_IN, READ = 6, 4, 5
"""Minutes from an answer to the thanks for it, and from a wish to read to its two ends."""


def deeds(stage: Stage) -> Iterator[Deed]:
    """Everything around the asks, and the personas' last visit."""
    for told in stage.script.asks:
        at = stage.ago(minutes=told.minutes_ago)
        yield Deed(at, partial(_ask, stage, told))
        for reader in told.readers:
            yield from _reads(stage, told, reader, at + timedelta(minutes=reader.after))
        for number, answer in enumerate(told.answers):
            yield from _answers(stage, told, number, answer, at)
        yield from _turns(stage, told, at)
    for persona in stage.script.personas:
        yield Deed(stage.ago(minutes=LAST_VISIT), partial(_catch_up, stage, persona.handle))


def _reads(stage: Stage, told: shapes.Ask, reader: shapes.Reader, at: datetime) -> Iterator[Deed]:
    yield Deed(at, partial(_want_to_read, stage, told.code, reader.by))
    if reader.let_in:
        let_in = stage.soon_after(at, LET_IN)
        yield Deed(let_in, partial(_let_in, stage, told, reader.by))
        yield Deed(stage.soon_after(let_in, READ), partial(_open, stage, told.code, reader.by))


def _answers(stage: Stage, told: shapes.Ask, number: int, answer: shapes.Answer, asked: datetime) -> Iterator[Deed]:
    key, at = (told.code, number), asked + timedelta(minutes=answer.after)
    yield Deed(at, partial(_answer, stage, key, answer))
    for turn, by in enumerate(answer.thanks, start=1):
        thanked = stage.soon_after(at, THANKED, turn=turn, of=len(answer.thanks))
        yield Deed(thanked, partial(_thank, stage, key, by))
    if answer.helped_after is not None:
        yield Deed(asked + timedelta(minutes=answer.helped_after), partial(_helped, stage, key, told.by))


def _turns(stage: Stage, told: shapes.Ask, asked: datetime) -> Iterator[Deed]:
    """Who takes it, gives it back and ends it; and the clock, which looks once nobody has answered for too long."""
    looks = [asked + RISES_AFTER[Urgency[told.urgency.upper()]]]
    for step in told.steps:
        at = asked + timedelta(minutes=step.after)
        yield Deed(at, partial(_step, stage, told.code, step))
        if step.what == "hand_over":
            looks.append(at + MINUTE)
    yield from (Deed(look, rise) for look in looks if look <= stage.now)


def _ask(stage: Stage, told: shapes.Ask, at: datetime) -> None:
    voice = Voice.PSEUDONYM if told.pseudonym else Voice.BEHALF if told.case else Voice.OWN
    stage.asks[told.code] = asking.ask(
        by=stage.members[told.by],
        circle=stage.circles[told.circle],
        need=asking.Need(
            kind=stage.kinds[told.kind],
            title=told.title,
            text=told.text,
            urgency=Urgency[told.urgency.upper()],
            place=stage.place(told.place),
            languages=told.languages,
            sealed=told.sealed,
        ),
        form_key=new_key(),
        speaker=asking.Speaker(voice=voice, case_name=told.case),
        at=at,
    )
    _seen(stage, told.code, told.by, at)


def _answer(stage: Stage, key: tuple[str, int], told: shapes.Answer, at: datetime) -> None:
    ask, _number = key
    stage.answers[key] = answering.answer(
        by=stage.members[told.by],
        ask=stage.asks[ask],
        text=told.text,
        form_key=new_key(),
        nature=Nature(told.nature) if told.nature else None,
        voice=Voice.PSEUDONYM if told.pseudonym else Voice.OWN,
        at=at,
    )
    _seen(stage, ask, told.by, at)


def _thank(stage: Stage, key: tuple[str, int], by: str, at: datetime) -> None:
    answering.thank(by=stage.members[by], answer=stage.answers[key], at=at)
    _seen(stage, key[0], by, at)


def _helped(stage: Stage, key: tuple[str, int], by: str, at: datetime) -> None:
    answering.say_helped(by=stage.members[by], answer=stage.answers[key], at=at)
    _seen(stage, key[0], by, at)


def _step(stage: Stage, code: str, step: shapes.Step, at: datetime) -> None:
    by, ask = stage.members[step.by], stage.asks[code]
    match step.what:
        case "take":
            holding.take(by=by, ask=ask, at=at)
        case "hand_over":
            holding.hand_over(by=by, ask=ask, note=step.words, at=at)
        case "helped":
            holding.resolve(by=by, ask=ask, note=step.words, at=at)
        case "close":
            holding.close(by=by, ask=ask, note=step.words, at=at)
    _seen(stage, code, step.by, at)


def _part(stage: Stage, code: str) -> SealedPart:
    part = SealedPart.objects.get(ask=stage.asks[code])
    part.ask = stage.asks[code]
    return part


def _want_to_read(stage: Stage, code: str, by: str, at: datetime) -> None:
    sealing.want_to_read(by=stage.members[by], part=_part(stage, code), at=at)
    _seen(stage, code, by, at)


def _let_in(stage: Stage, told: shapes.Ask, member: str, at: datetime) -> None:
    part, by = _part(stage, told.code), stage.members[told.by]
    sealing.decide(by=by, part=part, member=stage.members[member], let_in=True, at=at)


def _open(stage: Stage, code: str, by: str, at: datetime) -> None:
    sealing.open_part(by=stage.members[by], part=_part(stage, code), at=at)


def _seen(stage: Stage, code: str, by: str, at: datetime) -> None:
    mark_read(by=stage.members[by], ask=stage.asks[code], until=at)


def _catch_up(stage: Stage, handle: str, at: datetime) -> None:
    member = stage.members[handle]
    for ask in Ask.objects.visible_to(member):
        mark_read(by=member, ask=ask, until=at)
