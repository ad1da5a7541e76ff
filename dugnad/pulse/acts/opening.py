"""Which files a table of acts is made of."""

from __future__ import annotations

from pathlib import Path

from dugnad.pulse.acts.unreadable import Unreadable

PARQUET, CSV = ".parquet", ".csv"


def files_of(path: Path) -> tuple[Path, ...]:
    """The file at `path`, or the segments in a folder, such as the mirror's; all Parquet or all CSV, by name.

    Raises `Unreadable` when nothing is there, or something else.
    """
    if path.is_dir():
        files = sorted(one for one in path.rglob("*") if one.suffix in {PARQUET, CSV} and _is_shown(one))
        if not files:
            raise Unreadable(path, "in this folder is no file that ends in .parquet or .csv.")
        if len({one.suffix for one in files}) > 1:
            raise Unreadable(path, "in this folder are Parquet and CSV files. Name one file, or keep one kind.")
    elif not path.exists():
        raise Unreadable(path, "there is no such file.")
    elif path.suffix not in {PARQUET, CSV}:
        raise Unreadable(path, "a table of acts is a file that ends in .parquet or .csv, or a folder of them.")
    else:
        files = [path]
    for one in files:
        if not one.is_file():
            raise Unreadable(one, "this is no file that can be read.")
    return tuple(files)


def _is_shown(path: Path) -> bool:
    return not path.name.startswith((".", "_"))
