"""What people do on the ladder of a demo campaign: sign, write, call, pledge, come together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings

from dugnad.campaigns.actions import letters, phoning, pledging, preparing, rungs
from dugnad.campaigns.actions.sending_letters import send
from dugnad.campaigns.enums import CallResult, RungKind, Way
from dugnad.campaigns.models import Rung
from dugnad.campaigns.models.doing import Person
from dugnad.campaigns.things import thing_of
from dugnad.circles.rules import belongs
from dugnad.demo.campaigns import shapes
from dugnad.demo.campaigns.people import letter
from dugnad.demo.stage import Deed
from dugnad.gatherings.actions import calling, coming, day
from dugnad.gatherings.doorcode import code_for
from dugnad.gatherings.enums import Sight, Word
from dugnad.gatherings.models import Gathering, Occasion
from dugnad.gatherings.recurrence import Pattern
from dugnad.kit.ids import new_key
from dugnad.people.models import Member

if TYPE_CHECKING:
    from dugnad.demo.campaigns.playing import Play

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RESULTS = (CallResult.NO_ANSWER, CallResult.MESSAGE, CallResult.PROMISED, CallResult.NO_ANSWER, CallResult.REFUSED)


class Steps:
    """The steps of one campaign. `deeds` come after it was started."""

    def __init__(self, play: Play, words: shapes.Words) -> None:
        self.play, self.words = play, words
        self.told, self.stage = play.told, play.stage
        self.gathering: Gathering | None = None

    def deeds(self) -> Iterator[Deed]:
        """The ladder, and what is done on it, in no order."""
        opened = self.play.ago(self.told.opened)
        yield Deed(opened - DAY, self._lay)
        yield from self._letters(opened)
        yield from self._calls(opened)
        if self.told.pledge:
            yield from self._pledges(self.told.pledge)
        if self.told.gathering:
            yield from self._gathers(self.told.gathering)

    def _lay(self, at: datetime) -> None:
        by, campaign = self.stage.members[self.told.by], self.play.row
        wanted = [(RungKind.SIGN, rungs.Step()), (RungKind.WRITE, rungs.Step())]
        if self.told.calls:
            wanted.append((RungKind.PHONE, rungs.Step()))
        if terms := self.told.pledge:
            wanted.append((RungKind.PLEDGE, rungs.Step(terms.title, goal=terms.needed, why=terms.why)))
        for kind, step in wanted:
            self.play.rungs[kind] = rungs.add_rung(by=by, campaign=campaign, kind=kind, step=step, at=at)
        if self.told.calls:
            rung = self.play.rungs[RungKind.WRITE]
            facts, points = self.words.facts, self.words.points
            preparing.prepare_letters(by=by, rung=rung, subject=self.told.title, facts=facts, points=points, at=at)
            preparing.prepare_calls(by=by, rung=self.play.rungs[RungKind.PHONE], script=self.words.script, at=at)

    def _person(self, turn: int) -> Person:
        """Every third one is a member of the circle, the others signed without an account."""
        if turn % 3 == 0 or not self.play.supporters:
            return self._inside()[turn // 3 % len(self._inside())]
        return self.play.supporters[turn % len(self.play.supporters)]

    def _inside(self) -> list[Member]:
        """Whoever is in the circle by now, as the stage knows them."""
        handles = Member.objects.filter(belongs.who(self.play.row.circle)).values_list("handle", flat=True)
        return [self.stage.members[handle] for handle in sorted(set(handles) & set(self.stage.members))]

    def _letters(self, opened: datetime) -> Iterator[Deed]:
        end = self.play.ago(self.told.delivered or 0.5)
        for turn in range(self.told.letters):
            share = ((turn + 1) / (self.told.letters + 1)) ** 1.6
            yield Deed(opened + DAY + (end - opened - 2 * DAY) * share, partial(self._write, turn))

    def _write(self, turn: int, at: datetime) -> None:
        person = self._person(turn)
        aims = list(self.play.row.targets.all())
        writer = letters.Writer(
            name=person.handle if isinstance(person, Member) else person.name, person=person, place=person.place
        )
        made = letters.begin(
            by=writer,
            rung=self._rung(RungKind.WRITE),
            own=letter(self.play.chance, self.words),
            target=aims[turn % len(aims)],
            form_key=new_key(),
            at=at,
        )
        send(letter=made, way=Way.OWN_MAIL if turn % 4 else Way.PAPER, at=at)

    def _calls(self, opened: datetime) -> Iterator[Deed]:
        for turn in range(self.told.calls):
            yield Deed(opened + (turn + 2) * 1.5 * DAY, partial(self._call, turn))

    def _call(self, turn: int, at: datetime) -> None:
        aims = list(self.play.row.targets.all())
        phoning.tell(
            by=self._person(turn),
            rung=self._rung(RungKind.PHONE),
            target=aims[turn % len(aims)],
            result=RESULTS[turn % len(RESULTS)],
            form_key=new_key(),
            at=at,
        )

    def _pledges(self, terms: shapes.Pledge) -> Iterator[Deed]:
        begins = self.play.ago(terms.days_ago)
        yield Deed(begins, partial(self._offer_pledge, terms))
        for turn in range(terms.given):
            yield Deed(begins + HOUR + turn * 6 * HOUR, partial(self._pledge, turn))

    def _offer_pledge(self, terms: shapes.Pledge, at: datetime) -> None:
        pledging.set_terms(
            by=self.stage.members[self.told.by],
            rung=self._rung(RungKind.PLEDGE),
            promise=terms.promise,
            needed=terms.needed,
            until=self.play.ago(terms.until),
            at=at,
        )

    def _pledge(self, turn: int, at: datetime) -> None:
        pledging.pledge(by=self._person(turn), rung=self._rung(RungKind.PLEDGE), wording=1, shown=turn % 2 == 0, at=at)

    def _gathers(self, told: shapes.Gathering) -> Iterator[Deed]:
        zone = ZoneInfo(settings.TIME_ZONE)
        first = self.play.ago(told.days_ago).astimezone(zone).replace(hour=17, minute=0, second=0, microsecond=0)
        yield Deed(first - 14 * DAY, partial(self._call_together, told, first))
        yield Deed(first - 10 * DAY, self._come)
        yield Deed(first + HOUR, self._check_in)
        yield Deed(first + 3 * HOUR, partial(self._write_up, told))

    def _call_together(self, told: shapes.Gathering, first: datetime, at: datetime) -> None:
        words = calling.Words(
            title=told.title,
            text=told.text,
            sight=Sight.EVERYONE,
            place=self.stage.place(self.told.town),
            venue=told.venue,
        )
        ends = (first + 2 * HOUR).time()
        self.gathering = calling.call_together(
            by=self.stage.members[self.told.by],
            circle=self.play.row.circle,
            words=words,
            pattern=Pattern(first.date(), first.time(), ends, settings.TIME_ZONE),
            form_key=new_key(),
            thing=thing_of(self.play.row),
            at=at,
        )

    def _occasion(self) -> Occasion:
        return Occasion.objects.select_related("gathering__circle").get(gathering=self.gathering)

    def _come(self, at: datetime) -> None:
        occasion = self._occasion()
        for turn, member in enumerate(self._inside()):
            said = coming.Reply(Word.COMING if turn % 4 else Word.MAYBE, named=turn % 2 == 0)
            coming.say(by=member, occasion=occasion, reply=said, at=at)

    def _check_in(self, at: datetime) -> None:
        occasion = self._occasion()
        for turn, member in enumerate(self._inside()):
            if turn % 5:
                coming.check_in(by=member, occasion=occasion, code=code_for(occasion.pk), at=at)

    def _write_up(self, told: shapes.Gathering, at: datetime) -> None:
        written = day.Outcome(came=told.came, decided=told.decided, follows=told.follows)
        day.write_up(by=self.stage.members[self.told.by], occasion=self._occasion(), outcome=written, at=at)

    def _rung(self, kind: RungKind) -> Rung:
        return Rung.objects.select_related("campaign__circle").get(pk=self.play.rungs[kind].pk)
