"""Pieces of pages that are drawn once and shown many times, kept in the memory of one process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from django.utils.safestring import SafeString

ENTRY = 200
"""Bytes that keeping a piece costs beside its text, roughly."""


class Fragments:
    """Drawn pieces, the least recently shown forgotten first, `most` bytes at the most.

    A key has to name everything that the piece depends on: nothing is ever drawn anew under the same key.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._held = 0
        self._pieces: OrderedDict[Hashable, SafeString] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, draw: Callable[[], SafeString]) -> SafeString:
        """The piece kept under `key`, else what `draw` makes, which is kept."""
        with self._lock:
            piece = self._pieces.get(key)
            if piece is not None:
                self._pieces.move_to_end(key)
                return piece
        piece = draw()
        with self._lock:
            if key not in self._pieces:
                self._held += _size(piece)
            self._pieces[key] = piece
            while self._held > self.most and self._pieces:
                _key, forgotten = self._pieces.popitem(last=False)
                self._held -= _size(forgotten)
        return piece


def _size(piece: SafeString) -> int:
    return len(piece) * 2 + ENTRY
