"""The one way to write down what is decided, so that everybody signs and checks the same bytes.

JSON by the rules of RFC 8785 for what we have: words, whole numbers, yes, no, nothing, lists and names. Names are in
the order of their UTF-16 units, there is no space, and only what JSON forbids unescaped is escaped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]

LARGEST = 2**53 - 1
"""Larger numbers are not the same number in every program."""


class NotWritable(ValueError):
    """Something that has no one way of being written."""


def canonical(value: Json) -> str:
    """`value` as text. Raises `NotWritable` for fractions, numbers beyond 2^53 and halves of characters."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotWritable(value)
        return str(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(f"{_quoted(name)}:{canonical(value[name])}" for name in sorted(value, key=_units)) + "}"
    raise NotWritable(value)


def _units(name: object) -> bytes:
    if not isinstance(name, str):
        raise NotWritable(name)
    return name.encode("utf-16-be", "surrogatepass")


def _quoted(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as half:
        raise NotWritable("Half a character.") from half
    return json.dumps(text, ensure_ascii=False)
