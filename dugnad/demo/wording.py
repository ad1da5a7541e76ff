"""The words of the simulated movement, read from TOML: whole sentences, from which texts are put together."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from dugnad.demo.shapes import Unit, Urgency
from dugnad.demo.tables import StoryError, from_table, read_file

PHRASES = Path(__file__).parent / "phrases"
LANGUAGES = ("sv", "en")
SLOT = re.compile(r"\{(\w+)\}")
OF_SOMEBODY = {"name", "age", "he", "him", "his", "He", "His", "boy", "theboy"}
SLOTS = OF_SOMEBODY | {"town", "near", "day", "few", "language", "profession"}
"""What may stand in braces: the one an ask is for, and where, when, how many."""


@dataclass(frozen=True)
class Scene:
    """Something that somebody needs: one of `titles`, of what `happened`, and of what is `wanted`."""

    kind: str
    urgency: tuple[Urgency, ...]
    titles: tuple[str, ...]
    happened: tuple[str, ...]
    wanted: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    """Practical answers to asks of one kind."""

    kind: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """Help that is offered for some weeks."""

    kind: str
    unit: Unit
    capacity: int
    titles: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Lasting:
    """A page that keeps what worked for one kind of ask."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True)
class Sayings:
    """What is said whatever the kind. Openings and endings stand around what an ask or answer is about."""

    ask_openings: tuple[str, ...]
    ask_endings: tuple[str, ...]
    practical_openings: tuple[str, ...]
    practical: tuple[str, ...]
    practical_endings: tuple[str, ...]
    emotional_openings: tuple[str, ...]
    emotional: tuple[str, ...]
    emotional_endings: tuple[str, ...]
    added: tuple[str, ...]
    hand_overs: tuple[str, ...]
    helped: tuple[str, ...]
    closed: tuple[str, ...]
    vouches: tuple[str, ...]
    invitations: tuple[str, ...]
    applications: tuple[str, ...]
    about: tuple[str, ...]


@dataclass(frozen=True)
class Rooms:
    """How circles speak of themselves. `{town}` and `{profession}` stand in names and purposes."""

    of_town: tuple[str, ...]
    of_profession: tuple[str, ...]
    town_purposes: tuple[str, ...]
    profession_purposes: tuple[str, ...]
    norms: tuple[str, ...]
    question: str


@dataclass(frozen=True)
class Tongue:
    """All that can be said in one language. `words` are lists of single words: days, small numbers, pronouns."""

    scenes: tuple[Scene, ...]
    advice: Mapping[str, tuple[str, ...]]
    offers: tuple[Standing, ...]
    lasting: tuple[Lasting, ...]
    sayings: Sayings
    rooms: Rooms
    words: Mapping[str, tuple[str, ...]]
    languages: Mapping[str, str]
    professions: Mapping[str, str]


@dataclass(frozen=True)
class Phrases:
    """By language code; and names that people give themselves, and made-up names for those they ask for."""

    tongues: Mapping[str, Tongue]
    handles: tuple[str, ...]
    hers: tuple[str, ...]
    his: tuple[str, ...]


@functools.cache
def load_phrases(folder: Path = PHRASES) -> Phrases:
    """The words. Raises `StoryError` where a file has the wrong shape or a sentence an unknown slot."""
    names = read_file(folder / "names.toml")
    tongues = {code: _tongue(folder, code) for code in LANGUAGES}
    for code, tongue in tongues.items():
        for text in sentences(tongue):
            if strange := set(SLOT.findall(text)) - SLOTS:
                raise StoryError(f"{code}: {', '.join(sorted(strange))} is no slot: {text[:60]}")
    return Phrases(tongues, _words(names, "handles"), _words(names, "hers"), _words(names, "his"))


def sentences(tongue: Tongue) -> Iterator[str]:
    """Every piece of text of one language, with its slots."""
    for scene in tongue.scenes:
        yield from (*scene.titles, *scene.happened, *scene.wanted)
    for says in tongue.advice.values():
        yield from says
    for offer in tongue.offers:
        yield from (*offer.titles, *offer.texts)
    for page in tongue.lasting:
        yield from (page.title, page.text)
    for one in fields(Sayings):
        yield from getattr(tongue.sayings, one.name)
    for one in fields(Rooms):
        value = getattr(tongue.rooms, one.name)
        yield from (value,) if isinstance(value, str) else value


def _tongue(folder: Path, code: str) -> Tongue:
    asks, answers = read_file(folder / f"asks-{code}.toml"), read_file(folder / f"answers-{code}.toml")
    around = read_file(folder / f"around-{code}.toml")
    advice = [from_table(Advice, table, f"answers-{code}") for table in _tables(answers, "advice")]
    return Tongue(
        scenes=tuple(from_table(Scene, table, f"asks-{code}") for table in _tables(asks, "scenes")),
        advice={one.kind: one.says for one in advice},
        offers=tuple(from_table(Standing, table, f"around-{code}") for table in _tables(around, "offers")),
        lasting=tuple(from_table(Lasting, table, f"around-{code}") for table in _tables(around, "lasting")),
        sayings=from_table(Sayings, _table(answers, "sayings") | _table(around, "sayings"), f"{code}, sayings"),
        rooms=from_table(Rooms, _table(around, "rooms"), f"{code}, rooms"),
        words={name: _words(_table(around, "words"), name) for name in _table(around, "words")},
        languages={code: str(name) for code, name in _table(around, "languages").items()},
        professions={code: str(name) for code, name in _table(around, "professions").items()},
    )


def _tables(content: Mapping[str, object], heading: str) -> list[dict[str, object]]:
    tables = content.get(heading)
    if not isinstance(tables, list):
        raise StoryError(f"{heading} missing")
    return tables


def _table(content: Mapping[str, object], heading: str) -> dict[str, object]:
    table = content.get(heading)
    if not isinstance(table, dict):
        raise StoryError(f"{heading} missing")
    return table


def _words(content: Mapping[str, object], name: str) -> tuple[str, ...]:
    words = content.get(name)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise StoryError(f"{name}: should be a list of words")
    return tuple(words)
