"""What the worker orders, and what it gets for each scope: JSON in, JSON out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Whose pulse: the movement's without a `circle`; a campaign's with one, found by the id and act that made it.

    The lap is from `begins` to the order's `until`. `bounds` are the ends of earlier laps, and the beginning of the
    first. `told` are the measures of what has lasted, as they were last told.
    """

    key: str
    begins: datetime
    circle: str = ""
    campaign: str = ""
    campaign_act: int = 0
    bounds: tuple[datetime, ...] = ()
    told: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Scope:
        """From JSON."""
        bounds = tuple(datetime.fromisoformat(one) for one in plain.get("bounds", ()))
        return cls(**{**plain, "begins": datetime.fromisoformat(plain["begins"]), "bounds": bounds})

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "begins": self.begins.isoformat(), "bounds": [one.isoformat() for one in self.bounds]}


@dataclass(frozen=True, kw_only=True)
class Order:
    """Take the pulse of `scopes` until a moment, from the mirror in the folder `root`; plots in `languages`.

    `left_out`: the keys of those who do not want to be counted.
    """

    root: str
    until: datetime
    scopes: tuple[Scope, ...]
    languages: tuple[str, ...] = ("en",)
    seed: int = 0
    left_out: tuple[str, ...] = ()

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Order:
        """From JSON."""
        scopes = tuple(Scope.of(one) for one in plain["scopes"])
        until = datetime.fromisoformat(plain["until"])
        lists = {name: tuple(plain.get(name, ())) for name in ("languages", "left_out")}
        return cls(**{**plain, **lists, "until": until, "scopes": scopes})

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "root": self.root,
            "until": self.until.isoformat(),
            "scopes": [scope.plain() for scope in self.scopes],
            "languages": list(self.languages),
            "seed": self.seed,
            "left_out": list(self.left_out),
        }


@dataclass(frozen=True, kw_only=True)
class Taken:
    """The pulse of the scope `key`: `results` as `Told.plain`, `held` as `Held`, `plots` by measure and language."""

    key: str
    results: Mapping[str, Mapping[str, Any]]
    held: Mapping[str, str]
    plots: Mapping[str, Mapping[str, str]]
    facts: Mapping[str, Any]
