"""A measure as plain data: what is kept between the worker that measured and the page that tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from math import isfinite
from typing import Any

from dugnad.methods.pulse.measured import Measured, Window

OF_ALL = frozenset(one.name for one in fields(Measured))


@dataclass(frozen=True, kw_only=True)
class Told:
    """As `Measured`, with nothing in it but what JSON has. `details`: what it tells besides, by name, as in
    report.json. `window` is its two ends in ISO 8601, the second not in it.
    """

    measure: str
    version: str
    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    null: float | None = None
    window: tuple[str, str] | None = None
    reason: str | None = None
    caution: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def chance(self) -> float | None:
        """What chance gives on the scale of the value; 0 for ρ, which is already told beyond its null."""
        return self.null if self.measure != "reciprocity" or self.null is None else 0.0

    @classmethod
    def of(cls, kept: Mapping[str, Any], **besides: Any) -> Told:
        """What `plain()` gave, or an entry of report.json with `measure` and `window` besides.

        Unknown names are left out, so that a newer worker does not break an older page.
        """
        known = {one.name: kept[one.name] for one in fields(cls) if one.name in kept} | besides
        window = known.get("window")
        return cls(**known | {"window": tuple(window) if window else None})

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def told(measured: Measured) -> Told:
    """`measured`, of any kind, as plain data."""
    shown = {name: plain(value) for name, value in vars(measured).items() if name in OF_ALL and name != "window"}
    details = {name: plain(value) for name, value in vars(measured).items() if name not in OF_ALL}
    return Told(**shown, window=_ends(measured.window), details=details)


def plain(value: Any) -> Any:
    """Dataclasses as mappings, tuples and arrays as lists, moments as ISO 8601; what is no finite number as None."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float):
        return value if isfinite(value) else None
    return str(value) if isinstance(value, str) else value


def _ends(window: Window | None) -> tuple[str, str] | None:
    return None if window is None else (window.start.isoformat(), window.end.isoformat())
