"""A first start makes the tables and perhaps the demo movement: most tests take a copy of one that was made already."""

from __future__ import annotations

import fcntl
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from tests.serve.commanding import Served

Made = TypeVar("Made")


class FirstStarts:
    """Data folders as they are after the first start, each made once in a run, by whichever process needs it first."""

    def __init__(self, factory: pytest.TempPathFactory, *, shared: bool) -> None:
        base = factory.getbasetemp()
        self._folder = (base.parent if shared else base) / "first starts"
        self._folder.mkdir(exist_ok=True)

    def empty(self, data: Path) -> Path:
        """`data`, a new folder in which nobody lives yet."""
        return self._copied("empty", data, "--empty")

    def demo(self, data: Path) -> Path:
        """`data`, a new folder with the demo movement."""
        return self._copied("demo", data)

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What `make` returns in whichever process is the first to ask for it."""
        made = self._folder / name
        with self._turn(name):
            if not made.exists():
                made.write_bytes(pickle.dumps(make()))
        return pickle.loads(made.read_bytes())

    @contextmanager
    def _turn(self, name: str) -> Iterator[None]:
        with (self._folder / f"{name}.lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield

    def _copied(self, name: str, data: Path, *words: str) -> Path:
        made = self._folder / name
        with self._turn(name):
            if not made.exists():
                begun = self._folder / f"{name}, begun"
                begun.mkdir(mode=0o700)
                Served(begun, "--workers", "1", *words).end()
                begun.rename(made)
        shutil.copytree(made, data, dirs_exist_ok=True)
        return data
