"""What is kept of a simulation beside its data: the knobs, the seed, and what came of them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from dugnad.demo.simulation.outcome import Outcome
from dugnad.demo.simulation.parameters import Parameters

NAME = "demo.json"


@dataclass(frozen=True)
class Kept:
    """`version` of the simulation; `until`: when it ended; `acts`: how many it recorded, those of the story apart."""

    version: int
    seed: int
    until: str
    parameters: Parameters
    outcome: Outcome
    acts: int


def path() -> Path:
    """Where it is kept."""
    return Path(settings.CONFIG.data) / NAME


def keep(what: Kept) -> None:
    """Write it down."""
    path().write_text(json.dumps(asdict(what), indent=2) + "\n", encoding="utf-8")


def read() -> Kept | None:
    """What was kept; None where nothing was simulated. Raises `ValueError` for a file that is something else."""
    if not path().exists():
        return None
    told = json.loads(path().read_text(encoding="utf-8"))
    try:
        return Kept(**told | {"parameters": Parameters(**told["parameters"]), "outcome": Outcome(**told["outcome"])})
    except (TypeError, KeyError) as error:
        raise ValueError(f"{path()} was written by another version of Dugnad.") from error
