"""report.json: the same results for machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from math import isfinite
from typing import Any

import numpy as np

from dugnad.methods.pulse.measured import Measured
from dugnad.pulse.engine.results import Results

FORMAT = "dugnad report 1"
SAID = {field.name for field in fields(Measured)}


def as_json(results: Results) -> dict[str, Any]:
    """The results as JSON holds them: {"measures": {ID: {"value", "low", "high", "null", "n", "reason", …}}, …}.

    What a measure has besides stands in its "details". No number that is none: null instead.
    """
    return {
        "format": FORMAT,
        "source": results.source,
        "window": _plain(results.window),
        "circle": results.circle,
        "members": results.members,
        "acts": results.acts,
        "rows": results.rows,
        "left_out": [_plain(one) for one in results.left_out],
        "measures": {name: measured(one) for name, one in results.measures.items()},
        "parts": {name: {part: measured(one) for part, one in parts.items()} for name, parts in results.parts.items()},
        "seed": results.seed,
        "engine": results.engine,
        "version": results.version,
    }


def measured(one: Measured) -> dict[str, Any]:
    """One measure."""
    names = ("value", "low", "high", "null", "n", "reason", "caution", "version")
    told = {name: _plain(getattr(one, name)) for name in names}
    more = {field.name: _plain(getattr(one, field.name)) for field in fields(one) if field.name not in SAID}
    return {**told, "details": more} if more else told


def _plain(value: Any) -> Any:
    if value is None or (isinstance(value, str | bool | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, np.generic | np.ndarray):
        return _plain(value.tolist())
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value) if field.name != "window"}
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(each) for key, each in value.items()}
    if isinstance(value, Sequence | set | frozenset):
        return [_plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no place in JSON")
