"""Turns the tables of a TOML file into frozen dataclasses, strictly: nothing unknown, nothing missing."""

from __future__ import annotations

import dataclasses
import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class StoryError(Exception):
    """The story does not hold together. The message says where, for whoever edits the files."""


def read_file(path: Path) -> dict[str, Any]:
    """What stands in a TOML file. Raises StoryError where it is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise StoryError(f"{path.name}: {error}") from error


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _optional(hint: Any) -> bool:
    return get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint)


def from_table(kind: type[T], table: Mapping[str, object], where: str) -> T:
    """A `kind` (a dataclass) made of a TOML table; `where` names the table in the message of a StoryError.

    Fields may be str, int, bool, time, a Literal, a dataclass, any of these `| None`, or a `tuple[..., ...]` of one.
    """
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is not a dataclass")
    fields = {field.name: field for field in dataclasses.fields(kind)}
    if unknown := sorted(set(table) - set(fields)):
        raise StoryError(f"{where}: unknown {', '.join(unknown)}")
    needed = {name for name, field in fields.items() if field.default is dataclasses.MISSING}
    if missing := sorted(needed - set(table)):
        raise StoryError(f"{where}: {', '.join(missing)} missing")
    hints = _hints(kind)
    return kind(**{name: _value(hints[name], value, f"{where}, {name}") for name, value in table.items()})


def _value(hint: Any, value: object, where: str) -> object:
    if _optional(hint):
        (hint,) = (choice for choice in get_args(hint) if choice is not NoneType)
    if get_origin(hint) is Literal:
        if value not in get_args(hint):
            raise StoryError(f"{where}: {value!r} is none of {', '.join(get_args(hint))}")
        return value
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise StoryError(f"{where}: should be a list")
        kind = get_args(hint)[0]
        return tuple(_value(kind, item, f"{where} {place}") for place, item in enumerate(value, start=1))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type) and isinstance(value, dict):
        return from_table(hint, value, where)
    if not isinstance(hint, type) or type(value) is not hint:
        raise StoryError(f"{where}: {value!r} is not of type {getattr(hint, '__name__', hint)}")
    return value.strip() if isinstance(value, str) else value
