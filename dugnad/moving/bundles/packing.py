"""Rows, pictures and keys into a tar stream, and the sum over them."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db.models import FileField

from dugnad.moving.bundles.kinds import Kind, label
from dugnad.moving.bundles.leaves import Leaves
from dugnad.moving.bundles.lines import told_of
from dugnad.moving.bundles.selection import Selection
from dugnad.moving.canonical import canonical

PIECE = 4 * 1024 * 1024
"""Bytes of rows that are held in memory at a time."""


class Packing:
    """One bundle being filled. `rows` and `media` count what went in."""

    def __init__(self, to: IO[bytes]) -> None:
        self._archive = tarfile.open(fileobj=to, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115  # `close` does
        self.leaves = Leaves()
        self.rows: dict[str, int] = {}
        self.media = 0

    def fill(self, among: Selection) -> None:
        """Everything chosen: rows, what they show, and for a whole movement its keys."""
        pictures: set[str] = set()
        for kind in among.rows:
            self._kind(kind, among, pictures)
        for name in sorted(pictures):
            self.media += self._file(f"media/{name}", Path(settings.MEDIA_ROOT) / name)
        keys = Path(settings.CONFIG.data) / "keys"
        for path in sorted(keys.iterdir()) if not among.circle and keys.exists() else ():
            self._file(f"keys/{path.name}", path)

    def add(self, name: str, content: bytes) -> None:
        """One entry as it is, outside the sum."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = len(content), 0o600
        self._archive.addfile(entry, io.BytesIO(content))

    def close(self) -> None:
        """That was all."""
        self._archive.close()

    def _kind(self, kind: Kind, among: Selection, pictures: set[str]) -> None:
        shows = [field.attname for field in kind._meta.concrete_fields if isinstance(field, FileField)]
        lines, size, piece = [], 0, 0
        for told in _told(kind, among):
            pictures.update(told[name] for name in shows if told[name])
            line = canonical(told)
            self.leaves.row(label(kind), line)
            lines.append(line)
            size += len(line)
            if size > PIECE:
                self.add(f"rows/{label(kind)}/{piece:06}.jsonl", b"\n".join(lines) + b"\n")
                self.rows[label(kind)] = self.rows.get(label(kind), 0) + len(lines)
                lines, size, piece = [], 0, piece + 1
        if lines:
            self.add(f"rows/{label(kind)}/{piece:06}.jsonl", b"\n".join(lines) + b"\n")
            self.rows[label(kind)] = self.rows.get(label(kind), 0) + len(lines)

    def _file(self, name: str, path: Path) -> int:
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # erased meanwhile, and rightly so
            return 0
        self.leaves.file(name, content)
        self.add(name, content)
        return 1


def _told(kind: Kind, among: Selection) -> Iterator[dict[str, Any]]:
    for row in among.read(kind):
        yield told_of(row, among)
