"""What simulated people do in a movement that is running: each deed is one ordinary action, at the present moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from dugnad.asks.actions import answering, asking, calls, holding
from dugnad.asks.enums import ANSWERABLE, CallState, Nature, State, Urgency, Voice
from dugnad.asks.models import Answer, Ask, Call
from dugnad.circles.enums import Standing
from dugnad.circles.models import Membership
from dugnad.demo.nobodys import nobodys
from dugnad.demo.script import load_script
from dugnad.demo.simulation.asking import URGENCIES
from dugnad.demo.simulation.parameters import Parameters
from dugnad.demo.simulation.texts import Writer
from dugnad.demo.writing.ground import look_around
from dugnad.kit.clock import now
from dugnad.kit.ids import new_key
from dugnad.people.models import Member

LOOKS_BACK = timedelta(hours=6)
"""Simulated asks so old are answered, too, when life begins to go on. Those of the story were answered in the story."""
WATCHED = 4
"""How much likelier an ask comes in a circle that somebody may look at, who enters as one of the story."""
FEWEST_ASKS = 0.1
"""An hour."""


@dataclass
class Told:
    """How often what was done."""

    asks: int = 0
    answers: int = 0
    thanks: int = 0
    calls: int = 0
    ended: int = 0


class Deeds:
    """What somebody can do now. Everything is looked up at the moment it is done."""

    def __init__(self, parameters: Parameters, rng: Random, say: Callable[[str], None]) -> None:
        self.rng, self.say, self.told = rng, say, Told()
        self.emotional = parameters.emotional_share
        self.asks_an_hour = max(FEWEST_ASKS, parameters.ask_count / (parameters.days * 24))
        self.ground = look_around()
        self.writer = Writer(self.ground.around, rng)
        self._towns = {town.number: place for place, town in enumerate(self.ground.around.towns)}
        self._circles: dict[str, int] = {}
        self._story = [one.handle for one in load_script().members]
        self._began = now()
        self._asks_since = self._began - LOOKS_BACK
        self._answers_since = now()
        self._heard: set[str] = set()
        self._used: dict[str, set[str]] = {}

    def _circle(self, pk: str) -> int:
        return self._circles.setdefault(pk, len(self._circles))

    def new_asks(self) -> list[tuple[str, bool]]:
        """Ids of asks that came since the last look, and whether somebody real wrote them."""
        found = Ask.objects.filter(created_at__gt=self._asks_since, state__in=[State.OPEN, State.HELD])
        found = found.exclude(created_at__lt=self._began, author__handle__in=self._story)
        rows = list(found.order_by("created_at").values_list("pk", "author", "created_at"))
        ours = set(nobodys().filter(pk__in=[author for _pk, author, _at in rows]).values_list("pk", flat=True))
        self._asks_since = max([at for _pk, _author, at in rows], default=self._asks_since)
        return [(pk, author not in ours) for pk, author, _at in rows]

    def new_answers(self) -> list[str]:
        """Ids of answers to asks of ours that came since the last look."""
        found = Answer.objects.filter(created_at__gt=self._answers_since, by_asker=False, ask__author__in=nobodys())
        rows = list(found.order_by("created_at").values_list("pk", "created_at"))
        self._answers_since = max([at for _pk, at in rows], default=self._answers_since)
        return [pk for pk, _at in rows]

    def new_calls(self) -> list[str]:
        """Ids of calls that wait for one of ours and were not heard yet."""
        waiting = Call.objects.filter(state=CallState.WAITING, member__in=nobodys()).values_list("pk", flat=True)
        fresh = [pk for pk in waiting[:200] if pk not in self._heard]
        self._heard.update(fresh)
        return fresh

    def ask(self) -> None:
        """Somebody asks, rather where somebody looks."""
        one = self._somebody_in(self._a_circle(), now())
        if one is None:
            return
        language = self._writes(one.member, ("sv", "en"))
        written = self.writer.ask(self._circle(one.circle_id), language, self._town(one.member))
        asking.ask(
            by=one.member,
            circle=one.circle,
            need=asking.Need(
                kind=self.ground.kinds[written.kind],
                title=written.title,
                text=written.text,
                urgency=Urgency(URGENCIES.index(written.urgency)),
                place=one.member.place,
                languages=[language],
            ),
            form_key=new_key(),
            speaker=asking.Speaker(voice=Voice.BEHALF if written.case else Voice.OWN, case_name=written.case),
        )
        self.told.asks += 1
        self.say(f"{one.member.handle} asks in {one.circle.name}: {written.title}")

    def _a_circle(self) -> str:
        ours = list(Membership.objects.filter(standing=Standing.ACTIVE, member__in=nobodys()).values_list("circle"))
        personas = Member.objects.filter(handle__in=[one.handle for one in load_script().personas])
        looked_at = set(
            Membership.objects.filter(standing=Standing.ACTIVE, member__in=personas).values_list("circle", flat=True)
        )
        circles = sorted({circle for (circle,) in ours})
        weights = [WATCHED if circle in looked_at else 1 for circle in circles]
        return self.rng.choices(circles, weights)[0] if circles else ""

    def _somebody_in(self, circle: str, since: datetime, *, but: tuple[str | None, ...] = ()) -> Membership | None:
        """One of ours who was in the circle by then."""
        found = Membership.objects.filter(
            circle=circle, standing=Standing.ACTIVE, joined_at__lte=since, member__in=nobodys()
        ).exclude(member__in=[one for one in but if one])
        ids = list(found.values_list("pk", flat=True))
        if not ids:
            return None
        return found.select_related("member__place", "circle").get(pk=self.rng.choice(ids))

    def _writes(self, member: Member, known: tuple[str, ...]) -> str:
        """The language somebody writes in, of those that are `known` where they do."""
        spoken = set(member.languages.values_list("language", flat=True))
        fitting = [code for code in known if code in spoken and code in self.ground.around.phrases.tongues]
        return fitting[0] if fitting else "sv"

    def _town(self, member: Member) -> int:
        return self._towns.get(member.place_id or 0, 0)

    def answer(self, pk: str, by: Member | None = None) -> None:
        """Somebody answers that ask, if it still takes answers."""
        ask = Ask.objects.select_related("circle", "author").filter(pk=pk, state__in=ANSWERABLE).first()
        if ask is None:
            return
        before = set(Answer.objects.filter(ask=ask).values_list("author", flat=True))
        if by is None:
            one = self._somebody_in(ask.circle_id, ask.created_at, but=(ask.author_id, *before))
            by = one.member if one else None
        if by is None or by.pk in before:
            return
        nature = Nature.EMOTIONAL if self.rng.random() < self.emotional else Nature.PRACTICAL
        language = self._writes(by, (*ask.languages.values_list("language", flat=True), "sv", "en"))
        kind = ask.kind_id if ask.kind_id in self.ground.kinds else next(iter(self.ground.kinds))
        used = self._used.setdefault(ask.pk, set())
        text = self.writer.answer(self._circle(ask.circle_id), kind, nature, language, self._town(by), used)
        answering.answer(by=by, ask=ask, text=text, form_key=new_key(), nature=nature)
        self.told.answers += 1
        self.say(f"{by.handle} answers: {ask.title}")

    def thank(self, pk: str) -> None:
        """The asker thanks, or says that it helped."""
        answer = Answer.objects.select_related("ask__author", "circle").filter(pk=pk, ask__author__in=nobodys()).first()
        if answer is None or answer.ask.author is None:
            return
        if self.rng.random() < 0.7:
            self.told.thanks += answering.thank(by=answer.ask.author, answer=answer)
        if self.rng.random() < 0.3:
            answering.say_helped(by=answer.ask.author, answer=answer)

    def resolve(self, pk: str) -> None:
        """The asker says how it ended, if they are one of ours and were answered."""
        found = Ask.objects.filter(pk=pk, author__in=nobodys(), answer_count__gt=0, state__in=[State.OPEN, State.HELD])
        ask = found.select_related("circle", "author").first()
        if ask is None or ask.author is None:
            return
        language = self._writes(ask.author, tuple(ask.languages.values_list("language", flat=True)))
        note = self.rng.choice(self.ground.around.phrases.tongues[language].sayings.helped)
        holding.resolve(by=ask.author, ask=ask, note=note)
        self.told.ended += 1

    def hear(self, pk: str) -> None:
        """Somebody who is called by name says yes and answers, says no, or has not seen it."""
        found = Call.objects.filter(pk=pk, state=CallState.WAITING, member__in=nobodys())
        call = found.select_related("ask__author", "ask__circle", "member__place").first()
        luck = self.rng.random()
        if call is None or luck > 0.85:
            return
        if luck > 0.65:
            calls.decline(by=call.member, call=call)
            return
        calls.accept(by=call.member, call=call)
        self.told.calls += 1
        self.answer(call.ask_id, by=call.member)
