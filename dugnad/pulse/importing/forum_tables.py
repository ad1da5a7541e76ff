"""Tables of a Discourse forum: CSV files, answers of its Data Explorer, or JSON of its API."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from dugnad.pulse.importing.account import NotImported
from dugnad.pulse.importing.acting import Reading
from dugnad.pulse.importing.names import shown
from dugnad.pulse.importing.opening import lines
from dugnad.pulse.importing.tables import Row, plain, rows

Table = Callable[[], Iterator[Row]]
PARTS = {
    "posts": ("posts", "latest_posts"),
    "likes": ("likes", "post_actions"),
    "solved": ("solved", "solutions"),
}
"""What each table may be called, as a file in a folder or as a part of a JSON file."""
NEEDS = {
    "posts": (("created_at",), ("topic_id",), ("user_id", "username")),
    "likes": (("created_at",), ("post_id",), ("user_id", "username")),
    "solved": (("answer_post_id", "accepted_answer_post_id", "post_id"),),
}


@dataclass(frozen=True)
class Tables:
    """The rows of each table; none where it is not there."""

    posts: Table
    likes: Table
    solved: Table


def tables(path: Path, reading: Reading) -> Tables:
    """The tables in a folder, a CSV file of posts, or a JSON file. Raises NotImported where there are no posts."""
    if path.is_dir():
        found = {part: _in_folder(path, part, names, reading) for part, names in PARTS.items()}
        if found["posts"] is None:
            raise NotImported(f"{path.name} holds no posts.csv and no posts.json.")
        return Tables(**{part: of or _none for part, of in found.items()})
    if path.suffix.lower() in (".json", ".gz") and ".json" in path.suffixes:
        return _in_json(path, _loaded(path, reading), reading)
    return Tables(lambda: rows(path, reading, needs=NEEDS["posts"]), _none, _none)


def _none() -> Iterator[Row]:
    return iter(())


def _in_folder(folder: Path, part: str, names: tuple[str, ...], reading: Reading) -> Table | None:
    for name in names:
        csv, plain_json = folder / f"{name}.csv", folder / f"{name}.json"
        if csv.exists():
            return lambda: rows(csv, reading, needs=NEEDS[part])
        if plain_json.exists():
            held = _loaded(plain_json, reading)
            return lambda: _of_value(plain_json.name, part, held, reading)
    return None


def _loaded(path: Path, reading: Reading) -> Any:
    try:
        return json.loads(b"".join(lines(path, reading)))
    except json.JSONDecodeError as error:
        raise NotImported(f"{path.name}, row {error.lineno}: it is no JSON from there on ({error.msg}).") from None
    except (RecursionError, UnicodeDecodeError):
        raise NotImported(f"{path.name} is no JSON that can be read.") from None


def _in_json(path: Path, held: Any, reading: Reading) -> Tables:
    topics = held.get("topics") if isinstance(held, dict) else held
    if isinstance(held, dict) and "post_stream" in held:
        topics = [held]
    if isinstance(topics, list) and topics and all(isinstance(one, dict) and "post_stream" in one for one in topics):
        posts = [post for topic in topics for post in _of_topic(topic)]
        return Tables(lambda: _of_value(path.name, "posts", posts, reading), _none, _none)
    if not isinstance(held, dict) or "columns" in held:
        return Tables(lambda: _of_value(path.name, "posts", held, reading), _none, _none)
    parts = {part: next((held[name] for name in names if name in held), None) for part, names in PARTS.items()}
    if parts["posts"] is None:
        raise NotImported(f"{path.name} holds no “posts”, no “post_stream” and no “columns”.")
    return Tables(**{part: _lazy(path.name, part, value, reading) for part, value in parts.items()})


def _lazy(name: str, part: str, value: Any, reading: Reading) -> Table:
    return _none if value is None else lambda: _of_value(name, part, value, reading)


def _of_topic(topic: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Posts of a topic as the API gives it, which knows its category and kind once for all of them."""
    stream = topic["post_stream"]
    posts = stream.get("posts", []) if isinstance(stream, dict) else []
    shared: dict[str, Any] = {name: topic[name] for name in ("category_id", "archetype") if name in topic}
    for post in posts:
        yield shared | {"topic_id": topic.get("id")} | post if isinstance(post, dict) else post


def _of_value(name: str, part: str, value: Any, reading: Reading) -> Iterator[Row]:
    """Rows of a list of objects, or of `columns` and `rows` as the Data Explorer gives them."""
    if isinstance(value, dict) and isinstance(value.get("columns"), list) and isinstance(value.get("rows"), list):
        headings = [str(one) for one in value["columns"]]
        objects: Any = (
            dict(zip(headings, one, strict=True)) if isinstance(one, list) and len(one) == len(headings) else None
            for one in value["rows"]
        )
    elif isinstance(value, list):
        objects = iter(value)
    else:
        raise NotImported(f"{name}: its {part} are no list.")
    first = next(objects, None)
    if isinstance(first, dict):
        _has(name, part, first)
    for number, one in enumerate(chain([first] if first is not None else [], objects), 1):
        reading.tally.read += 1
        if isinstance(one, dict):
            yield Row(name, number, {plain(str(key)): _text(cell) for key, cell in one.items()})
        else:
            reading.tally.leave_out("not one value for each column", f"{name}, {part}, row {number}")


def _has(name: str, part: str, first: dict[str, Any]) -> None:
    there = {plain(str(key)) for key in first}
    for names in NEEDS[part]:
        if not there & set(names):
            have = shown(", ".join(sorted(there)))
            raise NotImported(f"{name}: its {part} have no {' or '.join(names)}. They have: {have}.")


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell).strip()
