"""What becomes of an ask: thanks, what helped, who carries it, how it ends, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dugnad.demo.simulation.answering import Answering
from dugnad.demo.simulation.asking import PATIENCE, Ask
from dugnad.demo.simulation.timeline import (
    PRACTICAL,
    Distilled,
    Ended,
    HandedOver,
    Helped,
    Rose,
    Thanked,
    Took,
)
from dugnad.demo.simulation.world import World
from dugnad.demo.wording import Sayings

DAY = timedelta(days=1)
# Guessed, all of them; docs/how-it-works/demo.md lists them beside the parameters.
OTHERS_THANK = 0.12
ADDS = 0.35
HANDED_OVER = 0.12
CLOSES_ALONE = 0.5
CLEARED = ((1, 2), (2, 4), (10, 20), (18, 35))
"""Days, by urgency, after which a steward closes what nobody ended; the asker may in half of them."""
REVIEWED_AFTER = (60, 200)
HOW_LONG = (0.3, 1.0)
"""Of the log-normal days from the last thing that helped to the asker's word on it: median e^0.3, spread."""


@dataclass(frozen=True)
class End:
    """How an ask ended. `by` is the asker or a steward."""

    at: datetime
    by: int
    helped: bool


class Ending:
    """Lives asks through to their ends."""

    def __init__(self, world: World, answering: Answering) -> None:
        self.world, self.answering = world, answering
        self.pages = 0
        self._kept: set[tuple[int, str, str]] = set()

    def end(self, ask: Ask) -> datetime:
        """Everything that follows from the answers. When it was over; the end of time if it is not."""
        self._thank(ask)
        free_from = self._carry(ask)
        added = self._add(ask)
        end = self._ends(ask, max(free_from, added))
        unanswered = not ask.answers or ask.answers[0][2] >= ask.at + PATIENCE[ask.urgency]
        if unanswered and not (end and end.at <= ask.at + PATIENCE[ask.urgency]):
            self.world.tell(Rose(ask.at + PATIENCE[ask.urgency], -1, ask.number))
        if end is None:
            return datetime.max.replace(tzinfo=ask.at.tzinfo)
        note = self.world.rng.choice(self._sayings(ask).helped if end.helped else self._sayings(ask).closed)
        if self.world.tell(Ended(end.at, end.by, ask.number, end.helped, note)) and end.helped:
            self._keep(ask, end)
        return end.at

    def _sayings(self, ask: Ask) -> Sayings:
        return self.world.around.phrases.tongues[ask.language].sayings

    def _looks(self, one: int, at: datetime) -> datetime:
        return self.world.clock.ready_from(self.world.rng, self.world.people[one].rhythm, at)

    def _thank(self, ask: Ask) -> None:
        world, knobs = self.world, self.world.parameters
        for number, _by, at, nature in ask.answers:
            seen = self._looks(ask.by, at + world.minutes(2, 90))
            if world.acts_in(ask.by, ask.circle, seen):
                if world.rng.random() < knobs.thanks_share:
                    world.tell(Thanked(seen, ask.by, number))
                if world.rng.random() < knobs.helped_share * (1.0 if nature == PRACTICAL else 0.5):
                    world.tell(Helped(seen + world.minutes(1, 600), ask.by, number))
        for number, by, at, _nature in ask.answers:
            for _number, other, came, _other in ask.answers:
                if other != by and world.rng.random() < OTHERS_THANK / (1 + len(ask.answers) / 8):
                    seen = max(at, came) + world.minutes(1, 300)
                    if world.acts_in(other, ask.circle, seen):
                        world.tell(Thanked(seen, other, number))

    def _carry(self, ask: Ask) -> datetime:
        """Somebody takes it, and may hand it over to another. From when on it is as it stands."""
        world, at = self.world, ask.at
        takers = [one for one in ask.answers if one[3] == PRACTICAL]
        if not takers or world.rng.random() >= world.parameters.taken_share:
            return at
        for place, (_number, by, came, _nature) in enumerate(takers[:2]):
            at = max(at, came) + world.minutes(1, 12)
            if not world.acts_in(by, ask.circle, at) or not world.tell(Took(at, by, ask.number)):
                return at
            back = at + world.minutes(180, 1800)
            hands_over = world.rng.random() < HANDED_OVER and world.acts_in(by, ask.circle, back)
            if place or not hands_over:
                return at
            world.tell(HandedOver(back, by, ask.number, world.rng.choice(self._sayings(ask).hand_overs)))
            at = back
        return at

    def _add(self, ask: Ask) -> datetime:
        """The asker may add words."""
        world = self.world
        if len(ask.answers) < 2 or world.rng.random() >= ADDS:
            return ask.at
        at = self._looks(ask.by, world.rng.choice(ask.answers)[2] + world.minutes(4, 120))
        if world.acts_in(ask.by, ask.circle, at):
            self.answering.add(ask, at)
        return at

    def _ends(self, ask: Ask, after: datetime) -> End | None:
        """By the asker, who was helped or needs it no longer; or by a steward who clears up later."""
        world, rng = self.world, self.world.rng
        last = ask.answers[-1][2] if ask.answers else ask.at
        if ask.answers and rng.random() < world.parameters.resolved_share:
            some = ask.answers[len(ask.answers) // 2][2]
            at = self._looks(ask.by, max(after, some) + DAY * rng.lognormvariate(*HOW_LONG))
            if world.acts_in(ask.by, ask.circle, at):
                return End(at, ask.by, helped=True)
        soonest, latest = (days * 1440 for days in CLEARED[ask.urgency])
        at = self._looks(ask.by, max(after, last) + world.minutes(soonest / 2, latest / 2))
        if not ask.answers and rng.random() < CLOSES_ALONE and world.acts_in(ask.by, ask.circle, at):
            return End(at, ask.by, helped=False)
        at = max(after, last) + world.minutes(soonest, latest)
        # Of a closed circle, stewards too read from the day they came.
        stewards = [one for since, one in world.inside[ask.circle].stewards if since < at]
        stewards = [one for one in stewards if world.joined[one][ask.circle] <= ask.at]
        return End(at, rng.choice(stewards), helped=False) if stewards else None

    def _keep(self, ask: Ask, end: End) -> None:
        """A page of what worked, once for each kind of ask in a circle."""
        world, rng = self.world, self.world.rng
        at = self._looks(ask.by, end.at + world.minutes(60, 4 * 1440))
        useful = [number for number, _by, came, nature in ask.answers if nature == PRACTICAL and came < at]
        pages = [one for one in world.around.phrases.tongues[ask.language].lasting if one.kind == ask.kind]
        key = (ask.circle, ask.kind, ask.language)
        if not useful or not pages or key in self._kept or rng.random() >= world.parameters.living_share:
            return
        useful = [number for number in useful if number < self.answering.made]
        page = rng.choice(pages)
        if world.acts_in(ask.by, ask.circle, at):
            town = world.around.towns[ask.town].name
            review = (at + DAY * rng.randint(*REVIEWED_AFTER)).date()
            told = Distilled(at, ask.by, self.pages, ask.number, tuple(useful[:3]), page.title, page.text, town, review)
            if world.tell(told):
                self._kept.add(key)
                self.pages += 1
