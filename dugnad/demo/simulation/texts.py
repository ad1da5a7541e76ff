"""What people write: sentences put together so that nobody reads the same words twice in a row."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from dugnad.demo.simulation.surroundings import Surroundings
from dugnad.demo.wording import Scene, Tongue
from dugnad.methods.distance import great_circle_km

ASKS_APART, ANSWERS_APART = 40, 400
"""So many asks, and answers, of one circle pass before words may come again."""
TRIES = 40
NEIGHBOURS = 300
"""Among so many of the largest towns the next one is looked for."""
AGES = range(16, 22)


def sentence(text: str) -> str:
    """With a capital at the beginning, whatever word a slot brought there."""
    return text[:1].upper() + text[1:]


@dataclass
class Written:
    """An ask in words. `slots` are what its sentences were filled with."""

    kind: str
    urgency: str
    title: str
    text: str
    case: str
    language: str


@dataclass
class Told:
    """What was written in one circle lately."""

    patterns: deque[str] = field(default_factory=lambda: deque(maxlen=2 * ASKS_APART))
    asks: deque[str] = field(default_factory=lambda: deque(maxlen=ASKS_APART))
    answers: deque[str] = field(default_factory=lambda: deque(maxlen=ANSWERS_APART))


class Writer:
    """Writes for everybody, and remembers for each circle what was written there lately."""

    def __init__(self, around: Surroundings, rng: Random) -> None:
        self.around, self.rng = around, rng
        self._told: dict[int, Told] = defaultdict(Told)
        self._near: dict[int, int] = {}

    def ask(self, circle: int, language: str, town: int) -> Written:
        """An ask that is unlike the last ones in its circle."""
        told, tongue = self._told[circle], self.around.phrases.tongues[language]
        for attempt in range(TRIES):
            scene = self.rng.choice(tongue.scenes)
            title, happened = self.rng.choice(scene.titles), self.rng.choice(scene.happened)
            if attempt < TRIES - 1 and {title, happened} & set(told.patterns):
                continue
            written = self._written(scene, (title, happened), language, town)
            if written.title not in told.asks and written.text not in told.asks:
                break
        told.patterns.extend((title, happened))
        told.asks.extend((written.title, written.text))
        return written

    def _written(self, scene: Scene, picked: tuple[str, str], language: str, town: int) -> Written:
        tongue, rng = self.around.phrases.tongues[language], self.rng
        slots, (title, happened) = self.slots(tongue, town), picked
        said, sayings = rng.choice(scene.wanted), tongue.sayings
        opening = rng.choice(sayings.ask_openings) if rng.random() < 0.4 else ""
        ending = rng.choice(sayings.ask_endings) if rng.random() < 0.6 else ""
        first = " ".join(part for part in (opening, sentence(happened.format(**slots))) if part)
        last = " ".join(part for part in (sentence(said.format(**slots)), ending) if part)
        text = f"{first.format(**slots)}\n\n{last}"
        about_somebody = any("{name}" in part or "{he}" in part or "{He}" in part for part in (*picked, said))
        return Written(
            kind=scene.kind,
            urgency=rng.choice(scene.urgency),
            title=sentence(title.format(**slots)),
            text=text,
            case=slots["name"] if about_somebody else "",
            language=language,
        )

    def answer(self, circle: int, kind: str, nature: str, language: str, town: int, used: set[str]) -> str:
        """An answer to an ask of this kind; `used` are the sentences that were said there already."""
        tongue = self.around.phrases.tongues[language]
        sayings = tongue.sayings
        if nature == "practical":
            cores: Sequence[str] = (*tongue.advice[kind], *sayings.practical)
            around = sayings.practical_openings, sayings.practical_endings
        else:
            cores, around = sayings.emotional, (sayings.emotional_openings, sayings.emotional_endings)
        return self._unlike(circle, lambda attempt: self._reply(tongue, cores, around, town, used, attempt))

    def _reply(
        self,
        tongue: Tongue,
        cores: Sequence[str],
        around: tuple[Sequence[str], Sequence[str]],
        town: int,
        used: set[str],
        attempt: int,
    ) -> str:
        rng = self.rng
        fresh = [core for core in cores if core not in used] or list(cores)
        core = rng.choice(fresh)
        parts = [core]
        if rng.random() < 0.4 or attempt > TRIES // 2:
            parts.insert(0, rng.choice([one for one in around[0] if one not in used] or around[0]))
        if rng.random() < 0.45 or attempt > TRIES // 2:
            parts.append(rng.choice([one for one in around[1] if one not in used] or around[1]))
        if rng.random() < 0.2 and len(fresh) > 1:
            parts.insert(-1, rng.choice([one for one in fresh if one != core]))
        used.update(parts)
        slots = self.slots(tongue, town)
        return " ".join(sentence(part.format(**slots)) for part in parts)

    def added(self, circle: int, language: str, town: int, used: set[str]) -> str:
        """Words the asker adds."""
        tongue = self.around.phrases.tongues[language]

        def words(_attempt: int) -> str:
            fresh = [one for one in tongue.sayings.added if one not in used] or list(tongue.sayings.added)
            used.add(said := self.rng.choice(fresh))
            return said.format(**self.slots(tongue, town))

        return self._unlike(circle, words)

    def _unlike(self, circle: int, words: Callable[[int], str]) -> str:
        told = self._told[circle]
        for attempt in range(TRIES):
            text = words(attempt)
            if text not in told.answers:
                break
        told.answers.append(text)
        return text

    def slots(self, tongue: Tongue, town: int) -> dict[str, str]:
        """Something for every slot."""
        rng, phrases = self.rng, self.around.phrases
        she = rng.random() < 0.45
        he, him, his, boy, theboy = tongue.words["she" if she else "he"]
        return {
            "name": rng.choice(phrases.hers if she else phrases.his),
            "he": he, "him": him, "his": his, "He": sentence(he), "His": sentence(his), "boy": boy, "theboy": theboy,
            "age": str(rng.choice(AGES)),
            "town": self.around.towns[town].name,
            "near": self.around.towns[self.near(town)].name,
            "day": rng.choice(tongue.words["days"]),
            "few": rng.choice(tongue.words["few"]),
            "language": rng.choice([name for code, name in tongue.languages.items() if code not in {"sv", "en"}]),
        }  # fmt: skip

    def near(self, town: int) -> int:
        """The town next to this one, among the larger ones."""
        if town not in self._near:
            here = self.around.towns[town]
            others = [number for number in range(min(len(self.around.towns), NEIGHBOURS)) if number != town]
            self._near[town] = min(
                others or [town],
                key=lambda other: great_circle_km(
                    here.latitude,
                    here.longitude,
                    self.around.towns[other].latitude,
                    self.around.towns[other].longitude,
                ),
            )
        return self._near[town]
