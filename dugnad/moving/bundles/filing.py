"""Pictures and keys of a bundle, put where they belong."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from dugnad.moving.bundles.reading import Damaged


def put(folder: Path, name: str, content: bytes) -> None:
    """Write the new file `name` into `folder`; one that is there already stays as it is. Raises `Damaged`."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise Damaged("The bundle wants to write outside its folder.")
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
    except FileExistsError:
        return
