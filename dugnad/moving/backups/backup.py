"""One sealed file with everything a movement would need to live on elsewhere, and the way back from it.

Nothing leaves the data folder unsealed: the copy of SQLite is taken inside it and removed again, what PostgreSQL gives
goes straight into the sealed file.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import secrets
import shutil
import tarfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from dugnad.kit.sqlite.copies import copy_to, problems
from dugnad.moving.backups import dumping
from dugnad.moving.backups.sealed import Key, Reader, Unreadable, Writer

DATABASE = "dugnad.sqlite3"
DUMP = "dugnad.pgdump/"
"""PostgreSQL's dump stands in the backup in pieces of this name and a number."""
CONTENTS = "contents.json"
MADE_AGAIN = {"static", "tmp", "jobs.sqlite3", DATABASE, CONTENTS}
"""What is left out: it is made again at the next start, or taken as a copy."""
OTHER_DATABASE = {
    True: "This is a backup of a PostgreSQL database: name an empty one in DUGNAD_DATABASE.",
    False: "This is a backup of an SQLite database: leave DUGNAD_DATABASE empty.",
}
ENDINGS_LEFT_OUT = ("-wal", "-shm", "-journal", ".lock", ".part")


class Damaged(Exception):
    """What was read back is not what was written, or is no whole database. The message can be shown."""


@dataclass(frozen=True)
class Contents:
    """What stands in a backup: the SHA-256 of every file by its name in the data folder."""

    files: dict[str, str]
    size: int


def make(data: Path, target: Path, key: Key, postgres: str = "") -> Contents:
    """Seal the data folder, and the PostgreSQL database at the address `postgres` if there is one, into the new file
    `target`, then read it back and check it.

    Raises `Damaged`, `dumping.DumpFailed`, `FileExistsError` or another `OSError`; then there is no file `target`.
    """
    if target.exists():
        raise FileExistsError(f"{target} is already there")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as file:
            contents = _seal(data, file, key, postgres)
            file.flush()
            os.fsync(file.fileno())
        check(part, key, data)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    return contents


def check(sealed: Path, key: Key, scratch: Path) -> Contents:
    """Read a backup to its end; look into its database, opened as a file in the folder `scratch`.

    Raises `Damaged`, `dumping.DumpFailed` or `sealed.Unreadable`.
    """
    with temporary(scratch) as folder:
        return _unpack(sealed, key, folder, keep={DATABASE})


def restore(sealed: Path, key: Key, data: Path, postgres: str = "") -> Contents:
    """Open a backup into the folder `data`, which must be empty or not be there yet, and into the empty PostgreSQL
    database at the address `postgres`, if it is a backup of one.

    Raises `Damaged`, `dumping.DumpFailed`, `sealed.Unreadable` or `FileExistsError`; then `data` is as it was.
    """
    if data.exists() and any(data.iterdir()):
        raise FileExistsError(f"{data} is not empty")
    if postgres and not dumping.is_empty(postgres):
        raise FileExistsError("The database that DUGNAD_DATABASE names is not empty")
    data.parent.mkdir(parents=True, exist_ok=True)
    with temporary(data.parent) as folder:
        contents = check(sealed, key, folder)
        if _is_dump(contents) != bool(postgres):
            raise Damaged(OTHER_DATABASE[_is_dump(contents)])
        _unpack(sealed, key, folder, keep=None, postgres=postgres)
        if data.exists():
            data.rmdir()
        folder.rename(data)
    return contents


def _seal(data: Path, file: IO[bytes], key: Key, postgres: str) -> Contents:
    writer = Writer(file, key)
    with tarfile.open(fileobj=cast("IO[bytes]", writer), mode="w|", format=tarfile.PAX_FORMAT) as archive:
        sums = _add_dump(archive, postgres) if postgres else _add_copy(archive, data)
        for path in _files(data):
            name = path.relative_to(data).as_posix()
            with suppress(FileNotFoundError):  # erased meanwhile, and rightly so
                sums[name] = _add(archive, name, path)
        told = json.dumps({"made": int(time.time()), "files": sums}).encode()
        archive.addfile(_entry(CONTENTS, len(told)), io.BytesIO(told))
    writer.close()
    return Contents(sums, file.tell())


def _add_copy(archive: tarfile.TarFile, data: Path) -> dict[str, str]:
    with temporary(data) as folder:
        copy = folder / DATABASE
        copy_to(copy)
        return {DATABASE: _add(archive, DATABASE, copy)}


def _add_dump(archive: tarfile.TarFile, postgres: str) -> dict[str, str]:
    sums: dict[str, str] = {}
    for number, block in enumerate(dumping.dump(postgres)):
        name = f"{DUMP}{number:06}"
        sums[name] = hashlib.sha256(block).hexdigest()
        archive.addfile(_entry(name, len(block)), io.BytesIO(block))
    return sums


def _is_dump(contents: Contents) -> bool:
    return any(name.startswith(DUMP) for name in contents.files)


def _files(data: Path) -> Iterator[Path]:
    for path in sorted(data.rglob("*")):
        top = path.relative_to(data).parts[0]
        left_out = top in MADE_AGAIN or top.startswith(".") or path.name.endswith(ENDINGS_LEFT_OUT)
        if not left_out and path.is_file() and not path.is_symlink():
            yield path


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str:
    with path.open("rb") as file:
        summed = _Summed(file)
        archive.addfile(_entry(name, os.fstat(file.fileno()).st_size), cast("IO[bytes]", summed))
    return summed.sum.hexdigest()


class _Summed:
    """Sums what is read, so that of a file that grows meanwhile the sum is of what was taken."""

    def __init__(self, file: IO[bytes]) -> None:
        self.sum = hashlib.sha256()
        self._file = file

    def read(self, size: int) -> bytes:
        block = self._file.read(size)
        self.sum.update(block)
        return block


def _unpack(sealed: Path, key: Key, folder: Path, keep: set[str] | None, postgres: str = "") -> Contents:
    sums: dict[str, str] = {}
    told: dict[str, dict[str, str]] = {}
    with ExitStack() as stack, sealed.open("rb") as file:
        loader: dumping.Loader | None = None
        try:
            with tarfile.open(fileobj=cast("IO[bytes]", Reader(file, key)), mode="r|") as archive:
                for entry in archive:
                    content = archive.extractfile(entry)
                    if content is None:
                        raise Damaged(f"{entry.name} in the backup is no file.")
                    if entry.name == CONTENTS:
                        told = json.load(content)
                    elif entry.name.startswith(DUMP):
                        if loader is None:
                            loader = dumping.Loader(postgres)
                            stack.callback(loader.give_up)
                        sums[entry.name] = _load(content, loader)
                    else:
                        place = _place(folder, entry.name)
                        sums[entry.name] = _take(content, place if keep is None or entry.name in keep else None)
        except tarfile.TarError as error:
            raise Unreadable(f"The file is damaged: {error}") from error
        if sums != told.get("files"):
            raise Damaged("The files in the backup are not those its list names.")
        if loader:
            loader.close()
        elif found := problems(folder / DATABASE):
            raise Damaged(f"The database in the backup is not whole: {found[0]}")
        return Contents(sums, file.tell())


def _load(content: IO[bytes], loader: dumping.Loader) -> str:
    block = content.read()
    loader.write(block)
    return hashlib.sha256(block).hexdigest()


def _place(folder: Path, name: str) -> Path:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise Damaged(f"The backup wants to write outside its folder: {name}")
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def _take(content: IO[bytes], place: Path | None) -> str:
    digest = hashlib.sha256()
    with place.open("xb") if place else io.BytesIO() as file:
        if place:
            place.chmod(0o600)
        while block := content.read(1024 * 1024):
            digest.update(block)
            if place:
                file.write(block)
    return digest.hexdigest()


@contextmanager
def temporary(parent: Path) -> Iterator[Path]:
    folder = parent / f".opened-{secrets.token_hex(4)}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
